"""What a person should decide, from what has been so for longer than a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.report import Decision, IssueRef
from bot.triage.monday.feedback import overdue_long

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.report import AreaHealth, NumberLine, WeekFacts

OFTEN_WRONG, ENOUGH_JUDGED = 0.75, 8
"""An area is named as often wrong below this share of right assignments, with so many judged at least."""

MANY_UNPLACED = 5
"""Issues of one week that no area was found for, from which an area may be missing in the map."""


def decisions_of(facts: WeekFacts, numbers: Sequence[NumberLine], health: Sequence[AreaHealth]) -> tuple[Decision, ...]:
    """Return what is asked, each thing once."""
    return (*_missing(facts, numbers), *_wrong(health), *_unplaced(facts), *_late(facts))


def _missing(facts: WeekFacts, numbers: Sequence[NumberLine]) -> Iterator[Decision]:
    """Ask about numbers that were missing last week too: once is a bad week, twice is a source that does not work."""
    for line in numbers:
        before = next((each for each in facts.readings if (each.area, each.week) == (line.area, line.weeks[-2])), None)
        if before is None or before.value is not None:
            continue
        if line.state == "failed":
            yield Decision("source_fails", line.area, line.owner, why=line.why)
        elif line.state == "not_reported":
            yield Decision("not_reported", line.area, line.owner)


def _wrong(health: Sequence[AreaHealth]) -> Iterator[Decision]:
    for row in health:
        if row.judged >= ENOUGH_JUDGED and row.right < OFTEN_WRONG * row.judged:
            yield Decision("often_wrong", row.area, count=row.judged - row.right, why=f"of {row.judged}")


def _unplaced(facts: WeekFacts) -> Iterator[Decision]:
    names = dict(facts.names)
    lost = [
        IssueRef(names.get(each.repository, ""), each.number)
        for each in facts.judged
        if facts.week.holds(each.prediction.at) and each.prediction.step == "fallback" and each.final is None
    ]
    if len(lost) >= MANY_UNPLACED:
        yield Decision("no_area", count=len(lost), issues=tuple(sorted(lost)))


def _late(facts: WeekFacts) -> Iterator[Decision]:
    if late := overdue_long(facts):
        yield Decision("overdue_long", count=len(late), issues=late)
