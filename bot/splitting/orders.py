"""Which atom goes in before which, and why: definitions before uses, manifest before importer, schema before code."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.verdict import FileReading
    from bot.splitting.looks import Look, Words

_MARKS = frozenset(["coding", "encoding", "frozen_string_literal"])
"""What first lines tell an interpreter."""


class Before(NamedTuple):
    """Atom `one` goes in before atom `other`, and why."""

    one: int
    other: int
    why: str


def orders(looks: Sequence[Look], readings: Sequence[FileReading]) -> tuple[Before, ...]:
    """Return what the lines themselves ask for, one look for each atom; between two both ways may be asked for."""
    code = [index for index, seen in enumerate(looks) if readings[seen.file].kind != "documentation"]
    known = frozenset[str]().union(*(seen.near | (seen.words - seen.new) for seen in looks))
    return (
        *_definitions(looks, code, known),
        *_withdrawals(looks, code),
        *_manifests(looks, readings, known),
        *_schemas(looks, readings, known),
    )


def _definitions(looks: Sequence[Look], code: Sequence[int], known: Words) -> Iterator[Before]:
    """Yield definers before users of names that are new: declared in one place, and not `known` from before.

    Prose neither defines nor needs a name: only the atoms in `code` are looked at.
    """
    definers: defaultdict[str, list[int]] = defaultdict(list)
    for index in code:
        for name in looks[index].declares:
            definers[name].append(index)
    new = {name: places[0] for name, places in definers.items() if len(places) == 1 and name not in known}
    for index in code:
        for name in sorted(looks[index].new & new.keys()):
            if new[name] != index:
                yield Before(new[name], index, f"`{name}` is defined there and used here")


def _withdrawals(looks: Sequence[Look], code: Sequence[int]) -> Iterator[Before]:
    """Yield the last uses of a name before the place that removes it."""
    removers: defaultdict[str, list[int]] = defaultdict(list)
    for index in code:
        for name in looks[index].withdraws & looks[index].gone:
            removers[name].append(index)
    for index in code:
        for name in sorted(looks[index].gone & removers.keys()):
            if removers[name] != [index] and len(removers[name]) == 1:
                yield Before(index, removers[name][0], f"`{name}` is no longer used there, and is removed here")


def _manifests(looks: Sequence[Look], readings: Sequence[FileReading], known: Words) -> Iterator[Before]:
    """Yield a new dependency before the lines that import it; what is `known` from before is none."""
    manifests = [index for index, seen in enumerate(looks) if readings[seen.file].rule == "manifest"]
    for index, seen in enumerate(looks):
        if readings[seen.file].rule == "manifest" or not seen.imports:
            continue
        for manifest in manifests:
            if names := sorted((looks[manifest].new & seen.new) - known):
                yield Before(manifest, index, f"`{names[0]}` is declared there and imported here")


def _schemas(looks: Sequence[Look], readings: Sequence[FileReading], known: Words) -> Iterator[Before]:
    """Yield a migration before the code that uses what it brings; what is `known` from before it does not bring."""
    schemas = [index for index, seen in enumerate(looks) if readings[seen.file].kind == "migration"]
    for index, seen in enumerate(looks):
        if readings[seen.file].kind == "migration":
            continue
        for schema in schemas:
            if names := sorted((looks[schema].new & seen.new) - known - _MARKS):
                yield Before(schema, index, f"the migration brings `{names[0]}`, which is used here")
