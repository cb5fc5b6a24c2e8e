"""A diff cut into one section a file: what its header says, word by word, and the lines below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.patch import HUNK_HEADER, hunk_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GIT, COMBINED = "diff --git ", ("diff --cc ", "diff --combined ")
SUBMODULE = re.compile(r"Submodule (.{1,4096}) [0-9a-f]{7,64}\.{2,3}[0-9a-f]{7,64}(?: \(.*\))?:?\r?")
_WORDS = (
    "index ", "--- ", "+++ ", "old mode ", "new mode ", "new file mode ", "deleted file mode ", "rename from ",
    "rename to ", "copy from ", "copy to ", "similarity index ", "dissimilarity index ", "Binary files ",
    "GIT binary patch",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One file of a diff. `header` maps git's own words (with the space behind them) to what follows on their line."""

    first: str
    header: dict[str, str] = field(default_factory=dict)
    body: Sequence[str] = ()


def sections(text: str) -> Iterator[Section]:
    """Yield the sections of a diff in its order; nothing where the text is no diff.

    A git diff is cut at the lines that begin with `diff --`: every line of a hunk has a sign before it, so that no
    content can look like one. A plain unified diff has no such line and is cut by counting the lines of its hunks.
    """
    lines = text.removesuffix("\n").split("\n")
    starts = [at for at, line in enumerate(lines) if _starts(line)]
    if not starts:
        yield from _plain(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True) if starts else ():
        yield _section(lines[start:end])


def _starts(line: str) -> bool:
    if line.startswith("diff --"):
        return line.startswith((GIT, *COMBINED))
    return line.startswith("Submodule ") and SUBMODULE.fullmatch(line) is not None


def _section(lines: Sequence[str]) -> Section:
    header: dict[str, str] = {}
    at = 1
    while at < len(lines) and (word := next((word for word in _WORDS if lines[at].startswith(word)), None)):
        header.setdefault(word, lines[at][len(word) :].rstrip("\r"))
        at += 1
        if word == "+++ ":
            break
    return Section(lines[0].rstrip("\r"), header, lines[at:])


def _plain(lines: Sequence[str]) -> Iterator[Section]:
    at = 0
    while at < len(lines):
        if not _plain_header(lines, at):
            at += 1
            continue
        header = {"--- ": lines[at][4:].rstrip("\r"), "+++ ": lines[at + 1][4:].rstrip("\r")}
        start = at = at + 2
        while at < len(lines) and (match := HUNK_HEADER.match(lines[at])):
            at = hunk_end(lines, at, match)[0]
        # Lines that a lying hunk header left over belong to this file: it is read as unreadable, not as whole.
        while at < len(lines) and lines[at][:1] in ("+", "-", " ", "\\", "@") and not _plain_header(lines, at):
            at += 1
        yield Section("", header, lines[start:at])


def _plain_header(lines: Sequence[str], at: int) -> bool:
    return (
        lines[at].startswith("--- ")
        and at + 2 < len(lines)
        and lines[at + 1].startswith("+++ ")
        and HUNK_HEADER.match(lines[at + 2]) is not None
    )
