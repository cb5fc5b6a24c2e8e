"""A change to files, line by line, as a diff tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

FileStatus = Literal["added", "removed", "modified", "renamed", "copied", "type_changed"]
"""What happened to a file. A rename may carry edits; `type_changed` is file to symlink, submodule or back."""

Seen = Literal["whole", "missing", "truncated", "unreadable"]
"""How much of a file's patch we have. GitHub omits patches of large files; a lying hunk header is unreadable."""


class Line(NamedTuple):
    """One line of a hunk. `sign` is "+", "-" or " "; `old` and `new` are line numbers from 1, None on the other side.

    `text` has no sign and no line end (a trailing carriage return is kept: it may be the change).
    """

    sign: str
    text: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of lines with its context; the numbers are those of the `@@` header, `section` the text behind it.

    `old_open` and `new_open`: the file's last line is in here and has no line end on that side.
    """

    old_start: int
    old_lines: int
    new_start: int
    new_lines: int
    section: str
    lines: tuple[Line, ...]
    old_open: bool = False
    new_open: bool = False


@dataclass(frozen=True, slots=True)
class FileChange:
    """One changed file. `path` is the new path (the old one for a removed file).

    `additions` and `deletions` are GitHub's or git's counts and stand even where the patch was not seen. Paths are
    decoded text, never quoted; bytes that are not UTF-8 appear as surrogate-free replacement characters.
    """

    path: str
    status: FileStatus = "modified"
    old_path: str | None = None
    additions: int = 0
    deletions: int = 0
    hunks: tuple[Hunk, ...] = ()
    binary: bool = False
    submodule: bool = False
    symlink: bool = False
    old_mode: str | None = None
    new_mode: str | None = None
    seen: Seen = "whole"
    note: str = ""  # why a patch was not seen whole, in words for a person
