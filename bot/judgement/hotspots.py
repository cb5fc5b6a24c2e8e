"""Finds the places of a change that a reviewer wants explained, by the entries of rules/hotspots.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.judgement.changed_lines import text_of
from bot.judgement.dependencies import dependencies
from bot.judgement.places import merged
from bot.judgement.sighting import see_lines, whole_file
from bot.judgement.signatures import reshaped
from bot.policy.globs import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading, Place
    from bot.judgement.changed_lines import Side
    from bot.judgement.dependencies import Manifests
    from bot.judgement.sighting import Sighting
    from bot.policy.hotspots import HotspotRule, HotspotRules, Watch

    Read = tuple[FileChange, FileReading]

UNWRITTEN = frozenset({"generated", "vendored", "lock", "snapshot", "minified", "rename_only", "mode_only"})
"""Kinds that no person writes; a watch sees them only where it names them."""

_WORD = re.compile(r"[\w-]+")  # with its hyphens: `pad` is not a word of `left-pad`

_TEST_AFFIXES = ("test_", "_test", ".test", ".spec", "_spec", "Tests", "Test", "Spec", "IT", "__tests__")


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One thing found: its kind, its name (`left-pad`, or the path for a whole file) and where it stands.

    `explained` says whether the words of the pull request speak of it (bot.judgement.rationale).
    """

    entry: HotspotRule
    name: str
    places: tuple[Place, ...]
    explained: bool = False


def find_hotspots(
    files: tuple[FileChange, ...], readings: tuple[FileReading, ...], rules: HotspotRules
) -> tuple[Hotspot, ...]:
    """Return the hotspots, the most dangerous kind first, then by path and line.

    `readings` are those of `files`, one each and in the same order.
    """
    seen = [
        (file, reading) for file, reading in zip(files, readings, strict=True) if not any_of(rules.aside)(file.path)
    ]
    manifests = [(watch, tuple(file for file, _ in _watched(watch, seen))) for watch in rules.manifests]
    found = [hotspot for entry in rules.hotspots for hotspot in _of_entry(entry, seen, manifests)]
    return tuple(sorted(found, key=_order))


def _order(hotspot: Hotspot) -> tuple[int, str, str, tuple[int, int], str]:
    first = hotspot.places[0]
    return -hotspot.entry.risk, hotspot.entry.id, first.path, first.lines or (0, 0), hotspot.name


def _of_entry(entry: HotspotRule, seen: list[Read], manifests: list[Manifests]) -> list[Hotspot]:
    found: dict[str, list[Sighting]] = {}
    if entry.dependency == "none":
        sightings = [one for watch in entry.watch for one in _sightings(watch, _watched(watch, seen), seen)]
    else:
        sightings = dependencies(entry.dependency, manifests)
    for sighting in sightings:
        found.setdefault(sighting.name, []).append(sighting)
    return [
        Hotspot(entry, name, merged(one.place for one in many), explained=all(one.explained for one in many))
        for name, many in found.items()
    ]


def _watched(watch: Watch, seen: list[Read]) -> list[Read]:
    wanted, unwanted = any_of(watch.files), any_of(watch.not_files)
    of_kind = [(file, reading) for file, reading in seen if _watches(watch, file, reading)]
    return [
        (file, reading)
        for file, reading in of_kind
        if (not watch.files or wanted(file.path)) and not unwanted(file.path)
    ]


def _watches(watch: Watch, file: FileChange, reading: FileReading) -> bool:
    if watch.binary and not file.binary:
        return False
    if watch.submodule and not file.submodule:
        return False
    if reading.kind not in watch.kinds if watch.kinds else reading.kind in UNWRITTEN:
        return False
    return not watch.status or file.status in watch.status


def _sightings(watch: Watch, watched: list[Read], seen: list[Read]) -> list[Sighting]:
    if watch.net_removed:
        net = {file.path: reading.removed - reading.added for file, reading in watched}
        enough = sum(net.values()) >= watch.net_removed
        return [whole_file(file) for file, _ in watched if enough and net[file.path] >= watch.net_removed]
    if not watch.lines:
        paired = _namesakes(watched, seen) if watch.unpaired else frozenset[str]()
        return [whole_file(file, explained=_bare(file.path) in paired) for file, _ in watched]
    if watch.reshaped:
        return [hit for file, _ in watched for hit in reshaped(watch, file)]
    hits = [hit for file, _ in watched for hit in _hits(watch, file)]
    if watch.unpaired and hits:
        other = _other_side(watch, watched, seen)
        hits = [hit for hit in hits if _plain(hit.name) not in other]
    return hits


def _hits(watch: Watch, file: FileChange) -> list[Sighting]:
    hits = see_lines(watch, file, watch.side)
    if watch.surplus and len(hits) - len(see_lines(watch, file, _across(watch.side))) < watch.surplus:
        return []
    return hits


def _across(side: Side) -> Side:
    return "removed" if side == "added" else "added"


def _namesakes(watched: list[Read], seen: list[Read]) -> frozenset[str]:
    """Return the bare names of files that came, and of files that went without being watched themselves."""
    own = {file.path for file, _ in watched}
    others = [file for file, _ in seen if file.path not in own]
    return frozenset(_bare(file.path) for file in others if file.status in ("added", "renamed", "removed"))


def _other_side(watch: Watch, watched: list[Read], seen: list[Read]) -> frozenset[str]:
    """Return the names that stand on the other side, by the watch's own patterns or as a word of any file."""
    side = _across(watch.side)
    names = {_plain(hit.name) for file, _ in watched for hit in see_lines(watch, file, side)}
    words = {_plain(word) for file, _ in seen for word in _words(text_of(file, side))}
    return frozenset(names | words)


def _words(text: str) -> Iterable[str]:
    return (word.strip("-") for word in _WORD.findall(text))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _bare(path: str) -> str:
    """Return the name that a source file and its test share: `tests/test_cart.py` and `src/cart.py` are both `cart`."""
    stem = PurePosixPath(path).name.split(".")[0]
    full = PurePosixPath(path).name
    for affix in _TEST_AFFIXES:
        stem = stem.removeprefix(affix).removesuffix(affix)
    return (stem or full).lower()
