"""Foreign text made safe to search: one kind of line end, no lone surrogates, a bounded length."""

from __future__ import annotations

import re

LONGEST = 65_536  # GitHub's own limit for a description; a commit message may be longer, then its two ends are read

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\1[`~]*+[ \t]*+$|\Z)", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"^ {0,3}>.*$", re.MULTILINE)


def searchable(text: str) -> str:
    """Return `text` with plain line ends, encodable as UTF-8, its middle left out where it is longer than LONGEST."""
    if len(text) > LONGEST:
        text = text[: LONGEST // 2] + "\n" + text[-LONGEST // 2 :]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def without_code(markdown: str) -> str:
    """Return Markdown without fenced code: what stands there is shown, not said."""
    return _FENCE.sub("", markdown) if "```" in markdown or "~~~" in markdown else markdown


def without_quotes(markdown: str) -> str:
    """Return Markdown without quoted lines: those are somebody else's words."""
    return _QUOTE.sub("", markdown)


def day(date: str) -> str:
    """Return the ISO date at the start of git's date, "" where there is none."""
    return date[:10] if _DAY.match(date) else ""
