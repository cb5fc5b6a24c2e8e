"""What must stay together, whatever the likeness: each rule with its reason in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.splitting.paths import folders, shared_folders, stem
from bot.splitting.words import MAX_LINE, is_specific

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.looks import Look
    from bot.splitting.nodes import Node

MOVED_LINES = 5
"""Lines in a row that must stand elsewhere to count as a move; the same bound as bot.reading.line_kinds."""
MOVED_LETTERS = 20
ALONE = 2
"""Places that have a name which only a definition and its test have."""
_WRITTEN = frozenset({"generated", "lock", "minified", "snapshot"})
MADE = frozenset({"generated", "snapshot", "minified"})
"""Kinds of files that programs make of others."""
_MAKERS = frozenset({"source", "test", "configuration", "data", "migration"})

_HEADING = re.compile(r"[#=\s\[]*v?(\d+\.\d+[\w.+-]*)")
_VERSION = re.compile(r"\s*[\"']?(?:__)?version(?:__)?[\"']?\s*[:=]\s*[\"']v?(\d+\.\d+[\w.+-]*)[\"']", re.IGNORECASE)
"""Lines that give a version: a changelog's heading, and what a manifest or a module calls `version`."""


class Bond(NamedTuple):
    """Two nodes that stay together, and why."""

    one: int
    other: int
    why: str


def bonds(
    files: Sequence[FileChange], readings: Sequence[FileReading], atoms: Sequence[Atom],
    nodes: Sequence[Node], looks: Sequence[Look],
) -> tuple[Bond, ...]:  # fmt: skip
    """Return what must stay together."""
    by_file: defaultdict[int, list[int]] = defaultdict(list)
    for index, seen in enumerate(looks):
        by_file[seen.file].append(index)
    return (
        *_written_as_a_whole(readings, by_file),
        *_lock_files(readings, by_file),
        *_generated(readings, by_file),
        *_moves(files, atoms, nodes),
        *_releases(readings, atoms, nodes, looks),
        *_tests(readings, looks),
    )


def _written_as_a_whole(readings: Sequence[FileReading], by_file: dict[int, list[int]]) -> Iterator[Bond]:
    """Yield the places of a file that a program writes anew each time: nobody can put in half of one."""
    for file, nodes in by_file.items():
        if readings[file].kind in _WRITTEN:
            for one, other in pairwise(nodes):
                yield Bond(one, other, f"`{readings[file].path}` is written as a whole")


def _lock_files(readings: Sequence[FileReading], by_file: dict[int, list[int]]) -> Iterator[Bond]:
    manifests = [at for at, reading in enumerate(readings) if reading.rule == "manifest"]
    for at, reading in enumerate(readings):
        if reading.kind == "lock" and manifests:
            own = folders(reading.path)
            near = max(manifests, key=lambda other: (_inside(own, folders(readings[other].path)), -other))
            why = f"`{reading.path}` is locked from `{readings[near].path}`"
            for one in by_file[at]:
                for other in by_file[near]:
                    yield Bond(one, other, why)


def _inside(lock: tuple[str, ...], manifest: tuple[str, ...]) -> float:
    """Return how near a manifest is to a lock file; one lock file may serve a workspace of many manifests."""
    return 2.0 if lock == manifest else shared_folders(lock, manifest)


def _generated(readings: Sequence[FileReading], by_file: dict[int, list[int]]) -> Iterator[Bond]:
    makers: defaultdict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(readings):
        if reading.kind in _MAKERS and stem(reading.path):
            makers[stem(reading.path)].append(at)
    for at, reading in enumerate(readings):
        among = makers.get(stem(reading.path), []) if reading.kind in MADE else []
        if among:
            own = folders(reading.path)
            near = max(among, key=lambda other: (shared_folders(own, folders(readings[other].path)), -other))
            why = f"`{reading.path}` is made from `{readings[near].path}`"
            for one in by_file[at]:
                for other in by_file[near]:
                    yield Bond(one, other, why)


def _moves(files: Sequence[FileChange], atoms: Sequence[Atom], nodes: Sequence[Node]) -> Iterator[Bond]:
    """Yield the two sides of each block that was removed in one place and added in another."""
    left: dict[tuple[str, ...], int] = {}
    for index, node in enumerate(nodes):
        for shingle in _shingles([line.text for line in atoms[at].removed] for at in node):
            left.setdefault(shingle, index)
    seen = set()
    for index, node in enumerate(nodes):
        for shingle in _shingles([line.text for line in atoms[at].added] for at in node):
            other = left.get(shingle)
            if other is not None and other != index and (other, index) not in seen:
                seen.add((other, index))
                one, two = files[atoms[nodes[other][0]].file].path, files[atoms[node[0]].file].path
                where = f"from `{one}` to `{two}`" if one != two else f"inside `{one}`"
                yield Bond(other, index, f"a block moves {where}")


def _shingles(blocks: Iterable[list[str]]) -> Iterator[tuple[str, ...]]:
    for block in blocks:
        texts = [text.strip() for text in block]
        for at in range(len(texts) - MOVED_LINES + 1):
            shingle = tuple(texts[at : at + MOVED_LINES])
            if sum(char.isalnum() for text in shingle for char in text) >= MOVED_LETTERS:
                yield shingle


def _releases(
    readings: Sequence[FileReading], atoms: Sequence[Atom], nodes: Sequence[Node], looks: Sequence[Look]
) -> Iterator[Bond]:
    """Yield where a version is raised with the heading that a changelog gives it."""
    headings: dict[str, int] = {}
    raised: list[tuple[str, int]] = []
    for index, (node, seen) in enumerate(zip(nodes, looks, strict=True)):
        kind = readings[seen.file].kind
        pattern = _HEADING if kind == "documentation" else _VERSION
        for line in (line for at in node for line in atoms[at].added if kind not in _WRITTEN):
            if said := pattern.match(line.text[:MAX_LINE]):
                if kind == "documentation":
                    headings.setdefault(said[1], index)
                else:
                    raised.append((said[1], index))
    for version, index in raised:
        if version in headings:
            one, other = sorted((index, headings[version]))
            path = readings[looks[headings[version]].file].path
            yield Bond(one, other, f"`{path}` has the heading of version `{version}`")


def _tests(readings: Sequence[FileReading], looks: Sequence[Look]) -> Iterator[Bond]:
    """Yield tests with the one place that defines a name which is new and which they use.

    A name that others can call ties by itself where no other place has it; else it has to be a specific one.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    holders = Counter(name for seen in looks for name in seen.words)
    for index, seen in enumerate(looks):
        if readings[seen.file].counts != "tests":
            for name in seen.defines & seen.new:
                places[name].append(index)
    for index, seen in enumerate(looks):
        if readings[seen.file].counts == "tests":
            for name in sorted(seen.new & places.keys()):
                alone = name in looks[places[name][0]].declares and holders[name] <= ALONE
                if len(places[name]) == 1 and (alone or is_specific(name)):
                    yield Bond(places[name][0], index, f"the test uses `{name}`")
