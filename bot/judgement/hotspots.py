"""Finds the places of a change that a reviewer wants explained, by the entries of rules/hotspots.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.judgement.dependencies import dependencies
from bot.judgement.places import merged
from bot.judgement.rewritten import without_rewritten
from bot.judgement.sighting import see_lines, whole_file
from bot.judgement.signatures import reshaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.verdict import Place
    from bot.judgement.changed_lines import Side
    from bot.judgement.dependencies import Manifests
    from bot.judgement.sieve import SiftedFile
    from bot.judgement.sighting import Sighting
    from bot.policy.hotspots import HotspotRule, HotspotRules, Watch

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


def find_hotspots(files: Iterable[SiftedFile], rules: HotspotRules) -> tuple[Hotspot, ...]:
    """Return the hotspots of files sifted by these rules: the most dangerous kind first, then by path and line."""
    seen = [file for file in files if not file.aside]
    manifests = [(watch, tuple(_watched(watch, seen))) for watch in rules.manifests]
    found = [hotspot for entry in rules.hotspots for hotspot in _of_entry(entry, seen, manifests)]
    return tuple(sorted(found, key=_order))


def _order(hotspot: Hotspot) -> tuple[int, str, str, tuple[int, int], str]:
    first = hotspot.places[0]
    return -hotspot.entry.risk, hotspot.entry.id, first.path, first.lines or (0, 0), hotspot.name


def _of_entry(entry: HotspotRule, seen: list[SiftedFile], manifests: list[Manifests]) -> list[Hotspot]:
    found: dict[str, list[Sighting]] = {}
    if entry.dependency == "none":
        sightings = [one for watch in entry.watch for one in _sightings(watch, _watched(watch, seen), seen)]
    else:
        sightings = dependencies(entry.dependency, manifests)
    for sighting in sightings:
        if any(pattern.search(sighting.name) for pattern in entry.not_names):
            continue
        found.setdefault(sighting.name, []).append(sighting)
    return [
        Hotspot(entry, name, merged(one.place for one in many), explained=all(one.explained for one in many))
        for name, many in found.items()
    ]


def _watched(watch: Watch, seen: list[SiftedFile]) -> list[SiftedFile]:
    return [file for file in seen if _watches(watch, file)]


def _watches(watch: Watch, file: SiftedFile) -> bool:
    change, kind = file.change, file.reading.kind
    if kind not in watch.kinds if watch.kinds else kind in UNWRITTEN:
        return False
    if watch.binary and not change.binary:
        return False
    if watch.submodule and not change.submodule:
        return False
    if watch.status and change.status not in watch.status:
        return False
    return (not watch.files or file.lies_in(watch.files)) and not file.lies_in(watch.not_files)


def _sightings(watch: Watch, watched: list[SiftedFile], seen: list[SiftedFile]) -> list[Sighting]:
    if watch.net_removed:
        net = {file.change.path: file.reading.removed - file.reading.added for file in watched}
        # What went may have come back elsewhere, as a rewritten test or in another language: the whole change counts.
        whole = sum(file.reading.removed - file.reading.added for file in seen)
        enough = min(whole, sum(net.values())) >= watch.net_removed
        paths = {path for path, lines in net.items() if enough and lines >= watch.net_removed}
        return [whole_file(file.change) for file in watched if file.change.path in paths]
    if not watch.lines:
        paired = _namesakes(watched, seen) if watch.unpaired else frozenset[str]()
        return [whole_file(file.change, explained=_bare(file.change.path) in paired) for file in watched]
    if watch.reshaped:
        return [hit for file in watched for hit in reshaped(watch, file)]
    hits = _surplus(watch, watched) if watch.surplus else [hit for file in watched for hit in _hits(watch, file)]
    if watch.unpaired and hits:
        other = _other_side(watch, watched, seen)
        hits = [hit for hit in hits if _plain(hit.name) not in other]
    return hits


def _hits(watch: Watch, file: SiftedFile) -> list[Sighting]:
    hits = see_lines(watch, file, watch.side)
    if watch.rewritten and hits:
        return without_rewritten(hits, see_lines(watch, file, _across(watch.side)), file.change)
    return hits


def _surplus(watch: Watch, watched: list[SiftedFile]) -> list[Sighting]:
    """Return the sightings of files that have more than on the other side, where all files together have more too."""
    here = [see_lines(watch, file, watch.side) for file in watched]
    there = [len(see_lines(watch, file, _across(watch.side))) for file in watched]
    if sum(map(len, here)) - sum(there) < watch.surplus:
        return []
    more = [hits for hits, other in zip(here, there, strict=True) if len(hits) - other >= watch.surplus]
    return [hit for hits in more for hit in hits]


def _across(side: Side) -> Side:
    return "removed" if side == "added" else "added"


def _namesakes(watched: list[SiftedFile], seen: list[SiftedFile]) -> frozenset[str]:
    """Return the bare names of files that came, and of files that went without being watched themselves."""
    own = {file.change.path for file in watched}
    others = [file.change for file in seen if file.change.path not in own]
    return frozenset(_bare(file.path) for file in others if file.status in ("added", "renamed", "removed"))


def _other_side(watch: Watch, watched: list[SiftedFile], seen: list[SiftedFile]) -> frozenset[str]:
    """Return the names that stand on the other side, by the watch's own patterns or as a word of any file."""
    side = _across(watch.side)
    names = {_plain(hit.name) for file in watched for hit in see_lines(watch, file, side)}
    words = {_plain(word) for file in seen for word in _words(file.text(side))}
    return frozenset(names | words)


def _words(text: str) -> Iterable[str]:
    return (word.strip("-") for word in _WORD.findall(text))


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").strip("-")


def _bare(path: str) -> str:
    """Return the name that a source file and its test share: `tests/test_cart.py` and `src/cart.py` are both `cart`."""
    stem = PurePosixPath(path).name.split(".")[0]
    full = PurePosixPath(path).name
    for affix in _TEST_AFFIXES:
        stem = stem.removeprefix(affix).removesuffix(affix)
    return (stem or full).lower()
