"""Takes two parts that need each other apart: the few lines that tie them move from the one into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.splitting.drafts import Draft
from bot.splitting.units import units_of, waits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.splitting.study import Study
    from bot.splitting.units import Unit

MOST = 0.5
"""Share of a part's lines that may move: what asks for more is no few lines, and the parts become one."""


class Move(NamedTuple):
    """Atoms that go from one part into another, and how many lines they are."""

    lines: int
    origin: int
    target: int
    atoms: frozenset[int]


def untied(
    study: Study, parts: Sequence[Draft], lowest: Sequence[int], asked: Mapping[tuple[int, int], str]
) -> list[Draft] | None:
    """Return the parts with the smallest move made that ends what one of a cycle needs of the next; None without one.

    `lowest` names the cycle of each part, `asked` is what has to go before what.
    """
    inside = [(one, other) for one, other in asked if lowest[one] == lowest[other]]
    units = {
        part: units_of(study, frozenset(parts[part].atoms)) for part in sorted({at for pair in inside for at in pair})
    }
    moves = [move for one, other in sorted(inside) for move in _moves(study, units, one, other)]
    fit = [move for move in moves if move.lines <= MOST * _lines(study, parts[move.origin].atoms)]
    if not fit:
        return None
    best = min(fit, key=lambda move: (move.lines, move.origin, move.target, min(move.atoms)))
    pair = (best.origin, best.target) if (best.origin, best.target) in asked else (best.target, best.origin)
    return moved(parts, best, f"lines that need each other are together: {asked[pair]}")


def moved(parts: Sequence[Draft], move: Move, why: str) -> list[Draft]:
    """Return the parts with some atoms in another one, which says why."""
    out = list(parts)
    out[move.origin] = Draft(
        tuple(at for at in parts[move.origin].atoms if at not in move.atoms), parts[move.origin].merged
    )
    target = parts[move.target]
    out[move.target] = Draft(tuple(sorted({*target.atoms, *move.atoms})), tuple(dict.fromkeys((*target.merged, why))))
    return [draft for draft in out if draft.atoms]


def file_move(study: Study, parts: Sequence[Draft], file: int, origin: int, target: int) -> Move | None:
    """Return the move of all that a part has of a file, with what it is bound to; None where that is no small move."""
    units = units_of(study, frozenset(parts[origin].atoms))
    atoms = frozenset(atom for unit in units if any(study.atoms[at].file == file for at in unit) for atom in unit)
    lines = _lines(study, atoms)
    fits = atoms and lines <= MOST * _lines(study, parts[origin].atoms)
    return Move(lines, origin, target, atoms) if fits else None


def _moves(study: Study, units: Mapping[int, Sequence[Unit]], one: int, other: int) -> Iterator[Move]:
    """Yield the two ways to end what `other` needs of `one`: what is needed goes along, or what needs it does."""
    homes = [{atom: at for at, unit in enumerate(units[part]) for atom in unit} for part in (one, other)]
    between = [before for before in study.orders if before.one in homes[0] and before.other in homes[1]]
    waits = waits_of(study, units[one])
    yield _move(study, units[one], {homes[0][before.one] for before in between}, waits, (one, other))
    waits = waits_of(study, units[other])
    follows: list[set[int]] = [set() for _ in waits]
    for at, found in enumerate(waits):
        for before in found:
            follows[before].add(at)
    yield _move(study, units[other], {homes[1][before.other] for before in between}, follows, (other, one))


def _move(
    study: Study, units: Sequence[Unit], first: set[int], along: Sequence[set[int]], way: tuple[int, int]
) -> Move:
    """Return the move of some units with all that goes along with them."""
    found, todo = set(first), list(first)
    while todo:
        for at in along[todo.pop()] - found:
            found.add(at)
            todo.append(at)
    atoms = frozenset(atom for at in found for atom in units[at])
    return Move(_lines(study, atoms), *way, atoms)


def _lines(study: Study, atoms: Sequence[int] | frozenset[int]) -> int:
    return sum(study.atoms[atom].size for atom in atoms)
