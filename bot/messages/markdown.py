"""Foreign text in GitHub's Markdown: one escaping function for each place it can stand in.

GitHub looks for mentions, references, addresses and emoji in the text *after* Markdown was rendered, so backslashes and
entities do not stop them (https://github.com/github/cmark-gfm/issues/181 and 389): a zero-width space does. Inside code
spans nothing is looked for, except that a reply by e-mail quotes the source without its markup
(https://github.com/dependabot/dependabot-core/pull/3157): `@` is broken there as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.messages.visible import one_line, shorten, visible

if TYPE_CHECKING:
    from collections.abc import Callable

ZERO_WIDTH_SPACE = "\u200b"
"""Breaks what GitHub would link. Foreign text holds none of its own: `visible` has shown them."""

_HARMLESS = re.compile(r"[A-Za-z0-9 ,;'\"?%]*")
_COMMIT = re.compile(r"[0-9a-fA-F]{6}(?=[0-9a-fA-F])")  # GitHub links 7 to 40 hexadecimal digits
_BREAKS = (
    re.compile(r"(?<=@)"),  # @person, @org/team, owner/repo@sha, a@b.example
    re.compile(r"(?<=#)(?=\w)"),  # #1, owner/repo#1
    re.compile(r"(?<=[A-Za-z]-)(?=\d)"),  # GH-1 and the JIRA-1 of a repository's own autolinks
    re.compile(r"(?<=:)(?=//)"),  # https://github.com/o/r/issues/1
    re.compile(r"(?<=www)(?=\.)", re.IGNORECASE),
    re.compile(r"(?<=:)(?=[\w+-]+:)"),  # :tada:
    _COMMIT,
)
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",  # a table splits its cells before it reads backslashes
    "`": "&#96;",  # a backslash would leave a backtick next to a code span of ours
    "$": "<span>$</span>",  # the one way GitHub documents against mathematics
    ZERO_WIDTH_SPACE: "&#8203;",
}
_IN_TEXT = str.maketrans({**{mark: "\\" + mark for mark in "\\*_~[]#"}, **_ENTITIES})
_IN_HTML = str.maketrans(_ENTITIES)
_BLOCK_START = re.compile(r"^(?:[-+=:]|\d{1,9}[.)])")


def paragraph(text: str) -> str:
    """Return foreign `text` as inert words of a paragraph, on one line."""
    return _at_line_start(_words(one_line(text)))


def list_item(text: str) -> str:
    """Return foreign `text` as inert words of a list item: no task box, no list inside the list."""
    return paragraph(text) or "(empty)"


def heading(text: str) -> str:
    """Return foreign `text` as inert words of a heading; `#` at its end stays visible."""
    return paragraph(text) or "(empty)"


def cell(text: str) -> str:
    """Return foreign `text` as inert words of a table cell: no further column, no end of the row."""
    return paragraph(text)


def link_text(text: str) -> str:
    """Return foreign `text` as inert words between the brackets of a link; never empty, so that it can be pressed."""
    return paragraph(text) or "(empty)"


def code(text: str) -> str:
    """Return foreign `text` as a code span; the fence is longer than any run of backticks inside.

    Line ends and everything unseen are shown. Not for table cells: see `cell_code`.
    """
    shown = _break_mentions(visible(text))
    if not shown:
        return "(empty)"
    if not shown.strip(" "):
        shown = shown.replace(" ", "␠")
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def cell_code(text: str) -> str:
    """Return foreign `text` as a code span of a table cell, or as words where a pipe would split the cell.

    GitHub reads a backslash before a pipe inside a cell's code span in two ways, so neither is written.
    """
    return cell(text) if "|" in text else code(text)


def link_code(text: str) -> str:
    """Return foreign `text` as a code span between the brackets of a link."""
    return code(text)


def plain_text(text: str, most: int = 1_000) -> str:
    """Return foreign `text` for where GitHub shows plain text: a check run's title, an annotation."""
    return _break_mentions(shorten(one_line(text), most))


def summary(text: str) -> str:
    """Return foreign `text` as inert HTML words of a `<summary>`, where Markdown is not read."""
    return _break(one_line(text)).translate(_IN_HTML)


def prose(text: str, most: int = 1_000) -> str:
    """Return a sentence of ours that holds foreign text, with what stands between backticks as code spans.

    Both halves are inert, whoever wrote the backticks. At most about `most` characters of the sentence are kept.
    """
    return _prose(shorten(one_line(text), most), code)


def cell_prose(text: str, most: int = 300) -> str:
    """Return a sentence as `prose` does, for a table cell."""
    return _prose(shorten(one_line(text), most), cell_code)


def _prose(line: str, span: Callable[[str], str]) -> str:
    parts = line.split("`")
    if len(parts) % 2 == 0:  # a backtick without a partner is a backtick
        parts[-2:] = ["`".join(parts[-2:])]
    said = [span(part) if index % 2 and part else _words(part) for index, part in enumerate(parts)]
    for index in range(2, len(said) - 1, 2):  # two code spans that touch would be read as one
        said[index] = said[index] or _ENTITIES[ZERO_WIDTH_SPACE]
    return _at_line_start("".join(said))


def _words(text: str) -> str:
    """Return one line of foreign text, escaped for the middle of a line."""
    if _HARMLESS.fullmatch(text) and not _COMMIT.search(text):
        return text
    return _break(text).translate(_IN_TEXT)


def _break(text: str) -> str:
    for here in _BREAKS:
        text = here.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", text)
    return text


def _break_mentions(text: str) -> str:
    return text.replace("@", "@" + ZERO_WIDTH_SPACE) if "@" in text else text


def _at_line_start(escaped: str) -> str:
    """Return escaped words that open no list, heading line, table or quotation where a line begins with them."""
    found = _BLOCK_START.match(escaped)
    if not found:
        return escaped
    return f"{escaped[: found.end() - 1]}\\{escaped[found.end() - 1 :]}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
