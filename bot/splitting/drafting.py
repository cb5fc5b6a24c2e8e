"""From groups to parts of one sitting each: never more than six, none so small that it is only a detour."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.splitting.drafts import Draft
from bot.splitting.lining import in_line
from bot.splitting.relations import MADE
from bot.splitting.touching import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.splitting.study import Study

MOST_PARTS = 6
SMALL = 0.15
"""Below this share of a sitting a piece of a stack goes to its closest neighbour."""
ROOM = 0.8
"""Share of a sitting that lines and files may fill: finding one's way comes on top."""


def drafts_of_groups(study: Study, groups: Sequence[int]) -> list[Draft]:
    """Return one draft for each group, the closest ones joined until there are at most MOST_PARTS."""
    members: dict[int, list[int]] = {}
    for node, group in enumerate(groups):
        members.setdefault(group, []).append(node)
    parts = _with_what_is_made(study, list(members.values()))
    while len(parts) > MOST_PARTS:
        one, other = max(
            ((one, other) for one in range(len(parts)) for other in range(one + 1, len(parts))),
            key=lambda pair: (closeness(study, parts[pair[0]], parts[pair[1]]), -pair[0], -pair[1]),
        )
        parts[one] += parts.pop(other)
    return joined([Draft(tuple(sorted(atom for node in part for atom in study.nodes[node]))) for part in parts], study)


def _with_what_is_made(study: Study, parts: list[list[int]]) -> list[list[int]]:
    """Return parts of nodes, none of which holds only what programs make: that goes with the part that it is likest."""
    made = [part for part in parts if all(study.readings[study.looks[node].file].kind in MADE for node in part)]
    rest = [part for part in parts if part not in made]
    for part in made if rest else []:
        at = max(range(len(rest)), key=lambda other: (closeness(study, part, rest[other]), -other))
        rest[at] = sorted((*rest[at], *part))
    return rest or parts


def closeness(study: Study, one: Sequence[int], other: Sequence[int]) -> float:
    """Return the mean likeness of the pairs between two sets of nodes."""
    total = math.fsum(study.likeness[left][right] for left in one for right in other)
    return total / (len(one) * len(other)) if one and other else 0.0


def minutes_of_atoms(study: Study) -> list[float]:
    """Return about how long each atom takes: its share of its file's minutes."""
    seen: defaultdict[int, int] = defaultdict(int)
    count: defaultdict[int, int] = defaultdict(int)
    for atom in study.atoms:
        seen[atom.file] += atom.size
        count[atom.file] += 1
    return [
        study.readings[atom.file].minutes * (atom.size / seen[atom.file] if seen[atom.file] else 1 / count[atom.file])
        for atom in study.atoms
    ]


def sittings(study: Study, drafts: Sequence[Draft], budget: float) -> list[Draft]:
    """Return drafts cut into pieces that fit a sitting, in an order in which no piece needs a later one.

    Lines that must stay together, or that need each other, are not taken apart; what is longer than a sitting is one
    such. A few lines of a draft that is not done yet go with those of the next.
    """
    minutes = minutes_of_atoms(study)
    home = {atom: at for at, draft in enumerate(drafts) for atom in draft.atoms}
    line = in_line(study, home, minutes)
    pieces: list[list[int]] = []
    filled, current = 0.0, -1
    for unit, draft in line:
        cost = math.fsum(minutes[atom] for atom in unit)
        turned = bool(pieces) and draft != current and (filled >= budget * SMALL or _holds(pieces[-1], drafts[current]))
        if not pieces or turned or filled + cost > budget * ROOM:
            pieces.append([])
            filled = 0.0
        pieces[-1] += unit
        filled, current = filled + cost, draft
    if len(pieces) > 1 and filled < budget * SMALL and not _holds(pieces[-1], drafts[current]):
        last = pieces.pop()
        pieces[-1] += last
    return [Draft(tuple(sorted(piece)), _reasons(drafts, {home[atom] for atom in piece})) for piece in pieces]


def _holds(piece: Sequence[int], draft: Draft) -> bool:
    """Return whether a piece has all of a draft: it is a concern of its own, however short."""
    return set(draft.atoms) <= set(piece)


def _reasons(drafts: Sequence[Draft], among: AbstractSet[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for at in sorted(among) for reason in drafts[at].merged))


def folded(pieces: Sequence[Draft], most: int = MOST_PARTS) -> list[tuple[Draft, ...]]:
    """Return pieces in runs, at most `most` of them: a part may be more than one sitting, one after the other."""
    count = min(most, len(pieces))
    bounds = [len(pieces) * at // count for at in range(count + 1)] if count else [0]
    return [tuple(pieces[one:other]) for one, other in pairwise(bounds)]
