"""Areas of a repository as the paths of a change show them: packages, top-level folders, folders of the only one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.policy.globs import Glob


@dataclass(frozen=True, slots=True)
class Areas:
    """The area of each path.

    `nested` says that all lie in one package or top-level folder, and that the areas are folders inside of it: weaker
    borders, since code of one package is made to work together.
    """

    of: Mapping[str, str]
    nested: bool


DEEPEST = 64
"""Folders below this depth are not asked whether they are packages: a path of 50,000 folders must not cost minutes."""


def areas_of(paths: Iterable[str], packages: Sequence[Glob]) -> Areas:
    """Return each path's area: its package (`packages/core`), else its top-level folder, else `.`.

    Where all lie in one such area, it is the next folder below the one that they have in common: in a project of one
    package the folders inside are what a reader takes for its parts. `packages` match the folders that are packages.
    """
    areas = {path: _outermost(path, packages) for path in paths}
    if len(set(areas.values())) != 1:
        return Areas(areas, nested=False)
    folders = {path: PurePosixPath(path).parent.parts for path in areas}
    depth = len(_common(list(folders.values()))) + 1
    return Areas({path: "/".join(parts[:depth]) or "." for path, parts in folders.items()}, nested=True)


def _outermost(path: str, packages: Sequence[Glob]) -> str:
    parts = PurePosixPath(path).parent.parts
    for depth in range(1, min(len(parts), DEEPEST) + 1):
        folder = "/".join(parts[:depth])
        if any(glob.matches(folder) for glob in packages):
            return folder
    return parts[0] if parts else "."


def _common(folders: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = min(folders), max(folders)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]
