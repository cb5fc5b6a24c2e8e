"""What GitHub would make of a Markdown text: its tokens, its words, and what it would link in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_OUR_DOLLAR = ("<span>", "</span>")  # GitHub's own way to write a dollar sign that begins no formula

_OUR_BOX = re.compile(r"<!-- onesitting:item [0-9a-f]{16} -->")

LINKED = re.compile(
    r"""
      (?<![A-Za-z0-9_`])@[A-Za-z0-9]          # a mention
    | \#\d                                    # a reference to an issue
    | \bGH-\d
    | \b[0-9a-f]{7,40}\b                      # a commit
    | (?:https?|ftp)://
    | \bwww\.
    | [\w.+-]+@[A-Za-z0-9]                    # an address
    | :[\w+-]+:                               # an emoji
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What GitHub links or replaces in words outside code spans, after Markdown was rendered."""


def tokens(markdown: str) -> list[Token]:
    """Return all tokens, those inside a block's words included, without our dollar signs and the names of our boxes."""
    found = []
    for block in _MARKDOWN.parse(markdown):
        found.append(block)
        found += [token for token in block.children or () if token.content not in _OUR_DOLLAR and not _is_ours(token)]
    return found


def _is_ours(token: Token) -> bool:
    """Return whether this is the hidden name of a box; test_boxes.py sees to it that nobody else writes one."""
    return token.type == "html_inline" and _OUR_BOX.fullmatch(token.content) is not None


def kinds(markdown: str) -> set[str]:
    """Return the kinds of all tokens."""
    return {token.type for token in tokens(markdown)}


def words(markdown: str) -> str:
    """Return what a person reads, the zero-width spaces that break links left out."""
    return "".join(token.content for token in tokens(markdown) if token.type in {"text", "code_inline"}).replace(
        "\u200b", ""
    )


def linked(markdown: str) -> list[str]:
    """Return everything in the words that GitHub would link; in code spans only mentions count (replies by e-mail)."""
    outside = "\n".join(token.content for token in tokens(markdown) if token.type == "text")
    inside = "\n".join(token.content for token in tokens(markdown) if token.type == "code_inline")
    return LINKED.findall(outside) + re.findall(r"@[A-Za-z0-9]", inside)
