"""The hunks of one file's patch, as GitHub's file list or a section of a git diff gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING

from unidiff.errors import UnidiffParseError
from unidiff.patch import PatchSet

from bot.facts.change import Hunk, Line
from bot.reading.text import well_formed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unidiff.patch import Hunk as ParsedHunk

    from bot.facts.change import Seen

HUNK_HEADER = re.compile(r"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)", re.ASCII | re.DOTALL)
_SIGNS = {"+": (0, 1), "-": (1, 0), " ": (1, 1), "": (1, 1), "\r": (1, 1)}
_MAILED = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a file's header: its hunks where they could be read, and the counts by sign in any case."""

    hunks: tuple[Hunk, ...]
    additions: int
    deletions: int
    seen: Seen = "whole"
    note: str = ""


def read_patch(patch: str) -> tuple[Hunk, ...]:
    """Return the hunks of a patch without a file header; raises ValueError, in words, where it is not whole."""
    body = read_body(well_formed(patch).removesuffix("\n").split("\n"))
    if body.seen != "whole":
        raise ValueError(body.note)
    return body.hunks


def read_body(lines: Sequence[str], *, may_be_cut: bool = True) -> Body:
    """Read hunks from lines without their line ends. Total: what does not add up is "unreadable", with counts by sign.

    `may_be_cut` holds at the end of a text: a last hunk that stops early is "truncated" there, and its lines are kept;
    elsewhere it is a lie. The lines of each hunk are counted against its header first, because unidiff takes a removed
    line `-- x` after a short hunk for the header of another file.
    """
    whole: list[str] = []
    at, missing = 0, (0, 0)
    while at < len(lines) and (header := HUNK_HEADER.match(lines[at])):
        end, missing = hunk_end(lines, at, header)
        if min(missing) < 0 or (missing != (0, 0) and (end < len(lines) or not may_be_cut)):
            return _unreadable(lines, f"the hunk `{_short(lines[at])}` does not have the lines that it announces")
        whole.append(_rewritten(header, missing) if missing != (0, 0) else lines[at])
        whole += lines[at + 1 : end]
        at = end
    if not at or _more_follows(lines, at):
        place = f"`{_short(lines[at])}`" if lines[at:] else "its end"
        return _unreadable(lines, f"{place} stands where a hunk header (`@@ -1,2 +1,3 @@`) is expected")
    try:
        hunks = _parse(whole)
    except (UnidiffParseError, ValueError) as error:
        return _unreadable(lines, f"not a patch: {_short(str(error))}")
    for above, hunk in pairwise(hunks):
        if hunk.old_start < above.old_start + above.old_lines or hunk.new_start < above.new_start + above.new_lines:
            place = f"the hunk at line {hunk.new_start}"
            return _unreadable(lines, f"{place} begins before the one above it (at line {above.new_start}) ends")
    additions, deletions = _count(lines[:at])
    if missing != (0, 0):
        return Body(hunks, additions, deletions, "truncated", "the patch ends in the middle of a hunk")
    return Body(hunks, additions, deletions)


def hunk_end(lines: Sequence[str], at: int, header: re.Match[str]) -> tuple[int, tuple[int, int]]:
    """Return the index behind the hunk and how many old and new lines are missing (negative: too many)."""
    old, new = (int(count) if count is not None else 1 for count in (header[2], header[4]))
    at += 1
    while (old > 0 or new > 0) and at < len(lines):
        sign = lines[at][:1]
        if sign != "\\":
            if sign not in _SIGNS:
                break
            old -= _SIGNS[sign][0]
            new -= _SIGNS[sign][1]
        at += 1
    while at < len(lines) and lines[at].startswith("\\"):
        at += 1
    return at, (old, new)


def _rewritten(header: re.Match[str], missing: tuple[int, int]) -> str:
    old, new = (int(count) if count is not None else 1 for count in (header[2], header[4]))
    return f"@@ -{header[1]},{old - missing[0]} +{header[3]},{new - missing[1]} @@{header[5]}"


def _more_follows(lines: Sequence[str], at: int) -> bool:
    """Return whether what follows the last hunk belongs to it: a mail's signature or a log's next commit does not."""
    rest = lines[at:]
    if not rest or (len(rest) > 1 and rest[0].rstrip() == "--" and _MAILED.match(rest[1])):
        return False
    return rest[0][:1] in ("+", "-", " ", "@") or any(line.startswith(("+", "-", "@@ -")) for line in rest)


def _parse(lines: list[str]) -> tuple[Hunk, ...]:
    text = "--- a/file\n+++ b/file\n" + "\n".join(lines) + "\n"
    files = PatchSet(StringIO(text))
    if len(files) != 1:
        raise ValueError(f"{len(files)} files instead of one")
    return tuple(_hunk(hunk) for hunk in files[0])


def _hunk(hunk: ParsedHunk) -> Hunk:
    lines = tuple(
        Line(line.line_type, line.value.removesuffix("\n"), line.source_line_no, line.target_line_no)
        for line in hunk
        if line.line_type in ("+", "-", " ")
    )
    open_after = {before.line_type for before, line in pairwise(hunk) if line.line_type == "\\"}
    return Hunk(
        hunk.source_start,
        hunk.source_length,
        hunk.target_start,
        hunk.target_length,
        hunk.section_header.strip(),
        lines,
        old_open=not open_after.isdisjoint("- "),
        new_open=not open_after.isdisjoint("+ "),
    )


def _unreadable(lines: Sequence[str], note: str) -> Body:
    return Body((), *_count(lines), "unreadable", note)


def _count(lines: Sequence[str]) -> tuple[int, int]:
    signs = [line[:1] for line in lines]
    return signs.count("+"), signs.count("-")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - what fits a line of a message
