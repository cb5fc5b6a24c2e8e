"""What git says about changed files, in the words of GitHub's file listing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.localgit import GitFailed
from bot.localgit.diff import DIFF_OPTIONS
from bot.practice.limits import DIFF_LINES, FILE_DIFF_BYTES
from bot.practice.object_writer import FILE, SUBMODULE, SYMLINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localgit.run import Git

_SECTION = re.compile(rb"^(?=diff --git )", re.MULTILINE)
_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One changed file as GitHub lists it; `patch` has no file header, None for a binary or too large one."""

    path: str
    status: str
    previous_path: str | None
    sha: str
    additions: int
    deletions: int
    patch: str | None
    binary: bool = False


class _Raw(NamedTuple):
    status: str
    path: str
    previous_path: str | None
    sha: str
    modes: tuple[str, str]

    @property
    def sections(self) -> int:
        """How many parts of the diff belong to it: a file that became a link is shown as removed and added."""
        kinds = {mode if mode in (SYMLINK, SUBMODULE) else FILE for mode in self.modes}
        return 2 if self.status == "T" and len(kinds) > 1 else 1


def read_changes(git: Git, base: str, head: str) -> tuple[FileChange, ...]:
    """Return the files that differ between two trees or commits, in path order; raises GitFailed."""
    command = ("diff-tree", "-r", "-z", "--full-index", *DIFF_OPTIONS)
    ends = ("--end-of-options", base, head)
    try:
        answer = git.run(*command, "--raw", "-p", *ends)
    except GitFailed as failure:
        if failure.kind != "too_large":
            raise
        raws = _raws(git.run(*command, "--raw", *ends))
        counts = _counts(git.run(*command, "--numstat", *ends))
        return tuple(_listed(raw, *counts.get(raw.path, (0, 0)), None) for raw in raws)
    listing, separator, text = answer.partition(b"\0\0") if b"\0\0" in answer else (answer, b"", b"")
    raws = _raws(listing + (b"\0" if separator else b""))
    sections = iter(_SECTION.split(text)[1:])
    return tuple(_change(raw, b"".join(next(sections, b"") for _ in range(raw.sections))) for raw in raws)


def _raws(listing: bytes) -> list[_Raw]:
    words = iter(listing.decode("utf-8", "replace").split("\0"))
    return list(_read_raws(words))


def _read_raws(words: Iterator[str]) -> Iterator[_Raw]:
    for word in words:
        if not word:
            return
        old_mode, new_mode, old_sha, new_sha, status = word.removeprefix(":").split(" ")
        path = next(words)
        previous = None
        if status[0] in "RC":
            previous, path = path, next(words)
        sha = old_sha if status == "D" else new_sha
        yield _Raw(status[0], path, previous, sha, (old_mode, new_mode))


def _counts(numstat: bytes) -> dict[str, tuple[int, int]]:
    words = iter(numstat.decode("utf-8", "replace").split("\0"))
    counts: dict[str, tuple[int, int]] = {}
    for word in words:
        if not word:
            break
        added, removed, path = word.split("\t", 2)
        if not path:  # a rename: the old and the new path follow
            next(words)
            path = next(words)
        counts[path] = (int(added), int(removed)) if added != "-" else (0, 0)
    return counts


def _change(raw: _Raw, section: bytes) -> FileChange:
    lines = section.split(b"\n")
    hunks = [line for line in lines if line[:1] in (b"+", b"-", b" ", b"@", b"\\")]
    hunks = _without_headers(hunks)
    added = sum(line.startswith(b"+") for line in hunks)
    removed = sum(line.startswith(b"-") for line in hunks)
    binary = not hunks and any(line.startswith(b"Binary files ") for line in lines)
    patch = b"\n".join(hunks).decode("utf-8", "replace") if hunks else None
    if patch is not None and (added + removed > DIFF_LINES or len(section) > FILE_DIFF_BYTES):
        patch = None
    return _listed(raw, added, removed, patch, binary=binary)


def _without_headers(lines: list[bytes]) -> list[bytes]:
    """Leave out the `---` and `+++` lines, which stand right before a file's first hunk header."""
    kept: list[bytes] = []
    inside = False
    for line in lines:
        if line.startswith(b"@@ "):
            inside = True
        elif not inside and line[:4] in (b"--- ", b"+++ "):
            continue
        kept.append(line)
    return kept


def _listed(raw: _Raw, added: int, removed: int, patch: str | None, *, binary: bool = False) -> FileChange:
    return FileChange(raw.path, _STATUS.get(raw.status, "modified"), raw.previous_path, raw.sha, added, removed, patch,
                      binary)  # fmt: skip
