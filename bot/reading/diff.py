"""A whole diff, read: git's form with all its extended headers, or plain unified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.change import FileChange
from bot.reading.git_paths import NOWHERE, side_path, split_header, strip_prefixes, unquote
from bot.reading.patch import Body, read_body
from bot.reading.sections import COMBINED, GIT, SUBMODULE, Section, sections
from bot.reading.text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.facts.change import FileStatus

_SUBMODULE_MODE, _SYMLINK_MODE = "160000", "120000"
_EMPTY = ("e69de29", "473a0f4")
"""How the hash of an empty file begins, by SHA-1 and by SHA-256."""


def read_diff(text: str) -> tuple[FileChange, ...]:
    """Return the files of a diff in the order of their paths. Total: text that is no diff gives an empty tuple.

    A file whose hunks cannot be read comes back as seen="unreadable" with a note and its counts by sign; the others
    are read all the same.
    """
    found = list(sections(well_formed(text)))
    changes = (change for section in found if (change := _change(section, last=section is found[-1])))
    return tuple(sorted(_joined(changes), key=lambda change: change.path))


def _change(section: Section, *, last: bool) -> FileChange | None:
    if match := SUBMODULE.fullmatch(section.first):
        return FileChange(match[1], submodule=True, note="only the range of commits is shown")
    if section.first.startswith(COMBINED):
        return _combined(section)
    paths = _paths(section)
    if paths is None:
        return _cut(section)
    header = section.header
    old, new = paths
    status = _status(header, old, new)
    path = old if status == "removed" else new
    binary = "Binary files " in header or "GIT binary patch" in header
    has_hunks = not binary and any(line.startswith("@@ ") for line in section.body)
    body = read_body(section.body, may_be_cut=last) if has_hunks else Body((), 0, 0)
    if not has_hunks and not binary and status != "removed" and _has_lines(header):
        body = Body((), 0, 0, "missing", "its lines are not in the diff, only its header is")
    old_mode, new_mode = _modes(header, status)
    mode = old_mode if status == "removed" else new_mode
    return FileChange(
        path=path,
        status=status,
        old_path=old if status in ("renamed", "copied") else None,
        additions=body.additions,
        deletions=body.deletions,
        hunks=body.hunks,
        binary=binary,
        submodule=mode == _SUBMODULE_MODE,
        symlink=mode == _SYMLINK_MODE,
        old_mode=old_mode,
        new_mode=new_mode,
        seen=body.seen,
        note=body.note,
    )


def _has_lines(header: dict[str, str]) -> bool:
    """Return whether the two contents that the header names differ, so that there must be lines."""
    old, _, new = header.get("index ", "").partition(" ")[0].partition("..")
    return bool(new) and not (old + new).strip("0").startswith(_EMPTY)


def _cut(section: Section) -> FileChange | None:
    """Return a file of which only the beginning of its first line is there."""
    path = section.first.removeprefix(GIT).removeprefix("a/").strip()
    note = "the diff ends in the middle of its header"
    return FileChange(path, seen="truncated", note=note) if section.first.startswith(GIT) and path else None


def _paths(section: Section) -> tuple[str, str] | None:
    """Return old and new path: from the rename lines, the first line, or the `---` and `+++` lines, whichever tell."""
    header = section.header
    for verb in ("rename", "copy"):
        if f"{verb} from " in header and f"{verb} to " in header:
            return unquote(header[f"{verb} from "]), unquote(header[f"{verb} to "])
    named = split_header(section.first.removeprefix(GIT)) if section.first else None
    if named:
        return strip_prefixes(*named)
    if "--- " not in header or "+++ " not in header:
        return None
    old, new = strip_prefixes(side_path(header["--- "]), side_path(header["+++ "]))
    return (new if old == NOWHERE else old), (old if new == NOWHERE else new)


def _status(header: dict[str, str], old: str, new: str) -> FileStatus:
    if "new file mode " in header or header.get("--- ", "").startswith(NOWHERE):
        return "added"
    if "deleted file mode " in header or header.get("+++ ", "").startswith(NOWHERE):
        return "removed"
    if "copy from " in header:
        return "copied"
    # A plain diff of two folders names each side after its folder: that is no rename.
    return "renamed" if "rename from " in header or (old != new and "index " in header) else "modified"


def _modes(header: dict[str, str], status: FileStatus) -> tuple[str | None, str | None]:
    both = header.get("index ", "").partition(" ")[2] or None
    old = header.get("deleted file mode ") or header.get("old mode ") or both
    new = header.get("new file mode ") or header.get("new mode ") or both
    return None if status == "added" else old, None if status == "removed" else new


def _combined(section: Section) -> FileChange:
    """Return a merge's change: its hunks have a column for each parent, so that lines have no single old number."""
    path = unquote(section.first.split(" ", 2)[2])
    headers = [line for line in section.body if line.startswith("@@@")]
    columns = len(headers[0]) - len(headers[0].lstrip("@")) - 1 if headers else 0
    signs = [line[:columns] for line in section.body if not line.startswith("@@@")]
    return FileChange(
        path=path,
        additions=sum("+" in sign for sign in signs),
        deletions=sum("-" in sign and "+" not in sign for sign in signs),
        binary="Binary files " in section.header,
        seen="unreadable",
        note="a merge's combined diff; compare with one parent to see it whole",
    )


def _joined(changes: Iterable[FileChange]) -> Iterator[FileChange]:
    """Join the two halves that git writes where a file became a link or a submodule: removed, then added."""
    held: FileChange | None = None
    for change in changes:
        if held is None:
            held = change
        elif held.path == change.path and (held.status, change.status) == ("removed", "added"):
            held = replace(
                change,
                status="type_changed",
                additions=held.additions + change.additions,
                deletions=held.deletions + change.deletions,
                hunks=held.hunks + change.hunks,
                binary=held.binary or change.binary,
                old_mode=held.old_mode,
                seen=change.seen if held.seen == "whole" else held.seen,
                note=held.note or change.note,
            )
        else:
            yield held
            held = change
    if held is not None:
        yield held
