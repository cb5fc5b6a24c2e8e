"""Whom a text would notify and what it would link to, as GitHub's renderer decides it.

GitHub looks for mentions and references after Markdown has become HTML, outside `pre`, `code` and links: a backslash or
an entity before the `@` does not help, code does. https://github.com/gjtorikian/html-pipeline (MentionFilter)
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_MENTION = re.compile(r"(?<![\w`/@.-])@([a-z\d](?:[a-z\d-]{0,38}[a-z\d])?(?:/[a-z\d][\w.-]*)?)(?![\w-])", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\w&/#])(?:([\w.-]+/[\w.-]+)?#|GH-)(\d+)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.)?github\.com/([\w.-]+/[\w.-]+)/(?:issues|pull)/(\d+)", re.IGNORECASE)
_HTML_SILENT = re.compile(r"<!--.*?-->|<(pre|code|a|tt|style|script)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)


class Mentioned(NamedTuple):
    """Logins and teams ("acme/checkout") in lower case, and references as (full name or "", number)."""

    logins: frozenset[str]
    references: frozenset[tuple[str, int]]


def read_mentions(text: str) -> Mentioned:
    """Return whom and what a Markdown text mentions."""
    if "@" not in html.unescape(text) and "#" not in text and "/" not in text and "GH-" not in text.upper():
        return Mentioned(frozenset(), frozenset())
    visible = list(_visible(_markdown().parse(text)))
    logins = {found[1].lower() for part in visible for found in _MENTION.finditer(part.text) if not part.is_link}
    references = {
        ((found[1] or "").lower(), int(found[2]))
        for part in visible
        for found in _REFERENCE.finditer(part.text)
        if not part.is_link
    }
    references |= {(found[1].lower(), int(found[2])) for part in visible for found in _ADDRESS.finditer(part.text)}
    return Mentioned(frozenset(logins), frozenset(references))


class _Part(NamedTuple):
    text: str
    is_link: bool


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _visible(tokens: list[Token]) -> Iterator[_Part]:
    """Yield runs of text outside code; what stands in or behind a link is marked."""
    for token in tokens:
        if token.type == "html_block":
            yield _Part(html.unescape(_HTML_SILENT.sub(" ", token.content)), is_link=False)
        elif token.children is not None:
            yield from _inline(token.children)


def _inline(tokens: list[Token]) -> Iterator[_Part]:
    links = 0
    run = ""
    for token in tokens:
        if token.type in ("text", "text_special"):
            run += token.content
            continue
        if run:
            yield _Part(run, is_link=links > 0)
        run = "\n" if token.type in ("softbreak", "hardbreak") else ""
        if token.type == "link_open":
            yield _Part(str(token.attrs.get("href", "")), is_link=True)
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
    if run:
        yield _Part(run, is_link=links > 0)
