"""Members of types, such as fields: they go in before the lines that use them, as functions and types do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.splitting.orders import Before
from bot.splitting.words import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.verdict import FileReading
    from bot.splitting.atoms import Atom
    from bot.splitting.looks import Look


def member_orders(readings: Sequence[FileReading], atoms: Sequence[Atom], looks: Sequence[Look]) -> Iterator[Before]:
    """Yield what declares a member before what uses it; one look for each atom.

    Its name must be new, declared in one place as a member, and nowhere as anything else.
    """
    known = frozenset[str]().union(*(seen.near | (seen.words - seen.new) | seen.declares for seen in looks))
    code = [at for at, seen in enumerate(looks) if readings[seen.file].kind != "documentation"]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in code:
        for name in members(line.text for line in atoms[at].added) - known:
            places[name].append(at)
    new = {name: found[0] for name, found in places.items() if len(found) == 1}
    for at in code:
        for name in sorted(looks[at].new & new.keys()):
            if new[name] != at:
                yield Before(new[name], at, f"`{name}` is declared there and used here")
