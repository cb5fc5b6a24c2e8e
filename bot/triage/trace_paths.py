"""Paths in pasted stack traces, and the area whose files they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.policy.ownership import OwnershipMap

MAX_FRAMES = 30
_PYTHON = re.compile(r'File "([^"\n]{1,400})", line \d')
_AROUND = re.compile(r"[\s<>\"'`()\[\]{}|,]+")
_NUMBERED = re.compile(r"(.{1,400}?)(?::\d{1,7}){1,2}:?")
_FOREIGN = ("node_modules/", "site-packages/", "dist-packages/", "/usr/lib/", "<frozen")
_MAX_FOLDERS = 12
_MAX_FRAME = 420


def named_by_trace(text: str, ownership: OwnershipMap) -> tuple[tuple[str, str], ...]:
    """Return (area id, path) of the frames that lie in an area's files; nothing where frames of several areas stand.

    A frame counts with any leading folders (`/srv/app/src/cart.py` is `src/cart.py`): a trace comes from where the
    code runs. Frames of installed packages are not ours. A trace that passes through several areas names none.
    """
    globs = [(area.id, glob) for area in ownership.areas for each in area.paths.values() for glob in each]
    if not globs:
        return ()
    found: dict[str, str] = {}
    for _, path in zip(range(MAX_FRAMES), _frames(text), strict=False):
        for area_id, glob in globs:
            if area_id not in found and any(glob.matches(below) for below in _suffixes(path)):
                found[area_id] = path
    return tuple(found.items()) if len(found) == 1 else ()


def _frames(text: str) -> Iterator[str]:
    for python in _PYTHON.finditer(text):
        yield from _ours(python[1])
    for chunk in _AROUND.split(text):
        if chunk[-1:].isdigit() or chunk.endswith(":"):
            numbered = _NUMBERED.fullmatch(chunk) if len(chunk) <= _MAX_FRAME else None
            if numbered is not None and "://" not in chunk:
                yield from _ours(numbered[1])


def _ours(path: str) -> Iterator[str]:
    plain = path.replace("\\", "/")
    name = plain.rpartition("/")[2]
    if "/" in plain and "." in name and not any(part in plain for part in _FOREIGN):
        yield plain


def _suffixes(path: str) -> list[str]:
    folders = [part for part in path.split("/") if part not in ("", ".")]
    return ["/".join(folders[index:]) for index in range(max(0, len(folders) - _MAX_FOLDERS), len(folders))]
