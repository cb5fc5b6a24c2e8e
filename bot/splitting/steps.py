"""Parts while they are still being put together: which atoms each has, and what has to go before what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.splitting.drafts import Draft
from bot.splitting.graph import closure, components, sequence
from bot.splitting.moving import untied
from bot.splitting.neighbours import neighbour_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.splitting.study import Study

MOST_MOVES = 12
"""Times that lines move before parts that still need each other become one."""
MECHANICAL, ORDINARY, DOCUMENTATION = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Stack:
    """Drafts in the order in which they go in, what each needs (indices of earlier ones), and why."""

    drafts: tuple[Draft, ...]
    needs: Mapping[int, frozenset[int]] = field(default_factory=dict)
    why: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def all_needs(self, index: int) -> frozenset[int]:
        """Return every draft that this one cannot do without, directly or not."""
        return closure(index, self.needs)


def stacked(study: Study, drafts: Iterable[Draft]) -> Stack:
    """Put drafts in order. Where some need each other, the few lines that ask for it move, or they become one."""
    parts = list(drafts)
    moves = MOST_MOVES
    while True:
        asked = _asked(study, parts)
        lowest = components(len(parts), asked)
        if len(set(lowest)) == len(parts):
            break
        moved = untied(study, parts, lowest, asked) if moves > 0 else None
        moves -= 1
        parts = moved or _joined(parts, lowest, asked)
    home = {atom: part for part, draft in enumerate(parts) for atom in draft.atoms}
    asked |= neighbour_edges(study, home, asked)
    order = sequence(len(parts), frozenset(asked), [_rank(study, draft) for draft in parts])
    place = {old: new for new, old in enumerate(order)}
    needs: dict[int, set[int]] = {at: set() for at in range(len(parts))}
    why = {}
    for (one, other), reason in asked.items():
        needs[place[other]].add(place[one])
        why[place[one], place[other]] = reason
    return Stack(tuple(parts[at] for at in order), {at: frozenset(found) for at, found in needs.items()}, why)


def _asked(study: Study, parts: list[Draft]) -> dict[tuple[int, int], str]:
    """Return what has to go before what, part by part, each with its first reason."""
    home = {atom: part for part, draft in enumerate(parts) for atom in draft.atoms}
    asked: dict[tuple[int, int], str] = {}
    for before in study.orders:
        one, other = home[before.one], home[before.other]
        if one != other:
            asked.setdefault((one, other), before.why)
    return asked


def _joined(parts: list[Draft], lowest: tuple[int, ...], asked: Mapping[tuple[int, int], str]) -> list[Draft]:
    out = []
    for at in sorted(set(lowest)):
        among = [index for index, low in enumerate(lowest) if low == at]
        reasons = [reason for (one, other), reason in sorted(asked.items()) if lowest[one] == lowest[other] == at]
        merged = tuple(dict.fromkeys(reason for index in among for reason in parts[index].merged))
        new = (f"they need each other: {reasons[0]}",) if len(among) > 1 and reasons else ()
        out.append(Draft(tuple(sorted(atom for index in among for atom in parts[index].atoms)), merged + new))
    return out


def _rank(study: Study, draft: Draft) -> tuple[int, int]:
    """Return where a part would like to stand: mechanical first, documentation last, else in the order of paths."""
    own = frozenset(draft.atoms)
    looks = [seen for node, seen in zip(study.nodes, study.looks, strict=True) if not own.isdisjoint(node)]
    if all(study.readings[study.atoms[atom].file].kind == "documentation" for atom in draft.atoms):
        kind = DOCUMENTATION
    elif all(seen.blank for seen in looks):
        kind = MECHANICAL
    else:
        kind = ORDINARY
    return kind, draft.atoms[0]
