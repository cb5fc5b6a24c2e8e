"""Lines that stand next to each other: no tool can put in the one and leave out the other without a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    root = list(range(len(drafts)))
    reasons: dict[int, tuple[str, ...]] = {at: draft.merged for at, draft in enumerate(drafts)}
    for above, below in touching(study):
        pair = frozenset((home[above], home[below]))
        one, other = sorted((root[home[above]], root[home[below]]))
        numbered = 0 < numbers.get(above, 0) != numbers.get(below, 0) > 0
        if one != other and pair not in ordered and not numbered:
            root = [one if at == other else at for at in root]
            why = f"put together: their lines touch in `{study.files[study.atoms[above].file].path}`"
            reasons[one] = tuple(dict.fromkeys((*reasons[one], *reasons[other], why)))
    return [
        Draft(
            tuple(sorted(atom for at, draft in enumerate(drafts) if root[at] == low for atom in draft.atoms)),
            reasons[low],
        )
        for low in sorted(set(root))
    ]
