"""The changed files of a pull request as REST lists them, as facts: with patches where GitHub gives them.

Source: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files. At most 3,000 files are listed; `patch` is
left out for binary files and for large ones.
"""

from __future__ import annotations

from typing import Any

from bot.facts.change import FileChange, FileStatus, Hunk
from bot.reading.patch import read_patch

EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
_STATUS: dict[str, FileStatus] = {
    "added": "added", "removed": "removed", "modified": "modified", "renamed": "renamed", "copied": "copied",
    "changed": "type_changed", "unchanged": "modified",
}  # fmt: skip


def changed_files(listed: list[dict[str, Any]]) -> tuple[FileChange, ...]:
    """Return the files in path order. One that cannot be read says so and never fails the others."""
    files = {entry["filename"]: _file(entry) for entry in listed}
    return tuple(files[path] for path in sorted(files))


def sums(listed: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Return files, additions and deletions of a listing, to hold against the pull request's own counts."""
    entries = {entry["filename"]: entry for entry in listed}.values()
    return len(entries), sum(e["additions"] for e in entries), sum(e["deletions"] for e in entries)


def _file(entry: dict[str, Any]) -> FileChange:
    status = _STATUS.get(entry["status"], "modified")
    added, removed, patch = int(entry["additions"]), int(entry["deletions"]), entry.get("patch")
    known = {
        "path": entry["filename"],
        "status": status,
        "old_path": entry.get("previous_filename"),
        "additions": added,
        "deletions": removed,
    }
    if patch is None:
        return _without_patch(entry, known, added + removed)
    try:
        hunks = read_patch(patch)
    except ValueError as error:
        return FileChange(**known, seen="unreadable", note=str(error))
    submodule = bool(hunks) and all(line.text.startswith("Subproject commit ") for h in hunks for line in h.lines)
    if _changed_lines(hunks) < added + removed:
        return FileChange(**known, hunks=hunks, seen="truncated", note="GitHub shows only a part of this file's patch")
    return FileChange(**known, hunks=hunks, submodule=submodule)


def _without_patch(entry: dict[str, Any], known: dict[str, Any], changed: int) -> FileChange:
    if changed:
        note = f"GitHub does not show the patch of this file ({changed:,} changed lines): it is too large"
        return FileChange(**known, seen="missing", note=note)
    # No line changed: a rename, a mode or an empty file has nothing to show; what else has none is binary.
    plain = known["status"] in ("renamed", "copied", "type_changed") or entry.get("sha") in (EMPTY_BLOB, None)
    return FileChange(**known, binary=not plain)


def _changed_lines(hunks: tuple[Hunk, ...]) -> int:
    return sum(line.sign != " " for hunk in hunks for line in hunk.lines)
