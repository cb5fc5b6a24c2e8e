"""What could not be read, in words and as a share: "not analysed" is never a success."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import FileReading

MOST_NAMED = 20
READ_AT_LEAST = 0.5
"""Below this share of the lines that matter a verdict would be a guess."""

_WORDS = {
    "missing": "its lines were not given",
    "truncated": "its lines were cut off",
    "unreadable": "its patch could not be read",
}


def unseen_in_words(files: tuple[FileChange, ...]) -> tuple[str, ...]:
    """Return one sentence for each file that was not seen whole, and how many more there are."""
    parts = [file for file in files if file.seen != "whole" and not file.binary]
    named = tuple(f"`{file.path}`: {file.note or _WORDS[file.seen]}" for file in parts[:MOST_NAMED])
    more = len(parts) - len(named)
    return (*named, f"and {more:,} more files") if more else named


def mostly_unread(facts: PullRequestFacts, readings: tuple[FileReading, ...]) -> bool:
    """Return whether too little was read to judge: nothing at all, or less than half of what a person has to read.

    Files that are set aside (a lock file whose patch GitHub leaves out) do not count, unless there is nothing else.
    """
    if not facts.files:
        return bool(facts.unseen)
    pairs = list(zip(facts.files, readings, strict=True))
    # An unreadable file whose lines nobody counted is still a file that somebody has to read.
    weighed = [
        (max(_lines(file), 1 if file.seen != "whole" else 0), _read(file))
        for file, reading in pairs
        if reading.counts != "set_aside" or file.seen == "unreadable"
    ]
    total = sum(lines for lines, _ in weighed)
    return total > 0 and sum(min(lines, read) for lines, read in weighed) < READ_AT_LEAST * total


def as_seen(files: tuple[FileChange, ...]) -> tuple[FileChange, ...]:
    """Return the files with the counts of those lines that were read."""
    return tuple(file if file.seen == "whole" else _counted(file) for file in files)


def _counted(file: FileChange) -> FileChange:
    signs = [line.sign for hunk in file.hunks for line in hunk.lines]
    return replace(file, additions=signs.count("+"), deletions=signs.count("-"))


def _lines(file: FileChange) -> int:
    return file.additions + file.deletions


def _read(file: FileChange) -> int:
    if file.seen == "whole":
        return _lines(file)
    return sum(line.sign != " " for hunk in file.hunks for line in hunk.lines)
