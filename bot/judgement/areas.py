"""Areas of a repository as the paths of a change show them, and which of them visibly belong together."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.policy.globs import Glob

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]{3,}")
_INNER_CAPITAL = re.compile(r"[a-z0-9][A-Z]")


def areas_of(paths: Iterable[str], packages: Sequence[Glob]) -> dict[str, str]:
    """Return each path's area: its package (`packages/core`), else its top-level folder, else `.`.

    Where all lie in one such area, it is the next folder below the one that they have in common: in a project of one
    package the folders inside are what a reader takes for its parts. `packages` match the folders that are packages.
    """
    areas = {path: _outermost(path, packages) for path in paths}
    if len(set(areas.values())) != 1:
        return areas
    folders = {path: PurePosixPath(path).parent.parts for path in areas}
    depth = len(_common(list(folders.values()))) + 1
    return {path: "/".join(parts[:depth]) or "." for path, parts in folders.items()}


def tied_groups(files: Iterable[FileChange], areas: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the areas in groups that share a distinctive name in their changed lines; `areas` are those of paths."""
    names: dict[str, set[str]] = {area: set() for area in areas.values()}
    for file in files:
        if file.path in areas:
            names[areas[file.path]] |= _distinctive(file)
    homes: dict[str, list[str]] = {}
    for area in sorted(names):
        for name in names[area]:
            homes.setdefault(name, []).append(area)
    group = {area: area for area in names}
    for sharing in homes.values():
        for other in sharing[1:]:
            _join(group, sharing[0], other)
    out: dict[str, list[str]] = {}
    for area in sorted(names):
        out.setdefault(_root(group, area), []).append(area)
    return tuple(tuple(members) for _, members in sorted(out.items()))


def _outermost(path: str, packages: Sequence[Glob]) -> str:
    parents = [str(parent) for parent in PurePosixPath(path).parents if str(parent) != "."]
    for folder in reversed(parents):
        if any(glob.matches(folder) for glob in packages):
            return folder
    return parents[-1] if parents else "."


def _common(folders: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = min(folders), max(folders)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _distinctive(file: FileChange) -> set[str]:
    """Return compound identifiers (`cart_total`, `CartTotal`) of the changed lines and the file's own stem."""
    stem = PurePosixPath(file.path).name.split(".")[0].lower()
    changed = "\n".join(line.text for hunk in file.hunks for line in hunk.lines if line.sign != " ")
    words = {word.lower() for word in _WORD.findall(changed) if "_" in word.strip("_") or _INNER_CAPITAL.search(word)}
    return words | ({stem} if "_" in stem or "-" in stem else set())


def _root(group: dict[str, str], area: str) -> str:
    while group[area] != area:
        area = group[area]
    return area


def _join(group: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(group, one), _root(group, other)))
    group[second] = first
