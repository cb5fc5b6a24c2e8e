"""Lines that stand next to each other: no tool can put in the one and leave out the other without a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.splitting.disjoint import DisjointSets
from bot.splitting.drafts import Draft
from bot.splitting.neighbours import highest_numbers, touching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.splitting.study import Study


def joined(drafts: Sequence[Draft], study: Study) -> list[Draft]:
    """Return the drafts with those put together whose lines touch, unless something puts them in order.

    That is what they define and use, or the numbers of pull requests that both carry.

    Which of two such parts was there first cannot be read from the change; a wrong guess would not merge.
    """
    home = {atom: at for at, draft in enumerate(drafts) for atom in draft.atoms}
    ordered = {frozenset((home[before.one], home[before.other])) for before in study.orders}
    numbers = highest_numbers(study)
    together = DisjointSets(len(drafts))
    reasons: dict[int, tuple[str, ...]] = {at: draft.merged for at, draft in enumerate(drafts)}
    for above, below in touching(study):
        pair = frozenset((home[above], home[below]))
        one, other = sorted((together.find(home[above]), together.find(home[below])))
        numbered = 0 < numbers.get(above, 0) != numbers.get(below, 0) > 0
        if one != other and pair not in ordered and not numbered:
            together.join(one, other)
            why = f"put together: their lines touch in `{study.files[study.atoms[above].file].path}`"
            reasons[one] = tuple(dict.fromkeys((*reasons[one], *reasons[other], why)))
    atoms: dict[int, list[int]] = {}
    for at, draft in enumerate(drafts):
        atoms.setdefault(together.find(at), []).extend(draft.atoms)
    return [Draft(tuple(sorted(atoms[low])), reasons[low]) for low in sorted(atoms)]
