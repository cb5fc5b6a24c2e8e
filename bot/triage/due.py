"""When an answer is due, and how long one took: working time on the clock of whoever has to give it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.triage.working_hours import openings

if TYPE_CHECKING:
    from bot.policy.working_time import Term
    from bot.triage.working_hours import Clock


def due_at(start: datetime, term: Term, clock: Clock) -> datetime | None:
    """Return the moment (UTC) when `term` of working time after `start` has passed; None where it never passes.

    A day of the term is as long as the clock's hours. Minutes are real ones: a working day with a change to summer
    time in it is an hour shorter.
    """
    begin = _aware(start)
    left = timedelta(minutes=term.days * (clock.hours.last - clock.hours.first) + term.minutes)
    for first, last in openings(clock, begin):
        opens = max(begin, first)
        if opens < last:
            if last - opens >= left:
                return opens + left
            left -= last - opens
    return None


def worked(start: datetime, end: datetime, clock: Clock) -> timedelta:
    """Return the working time between two moments; none where the second is not later. Counts ten years at most."""
    begin, until = _aware(start), _aware(end)
    total = timedelta()
    for first, last in openings(clock, begin):
        if first >= until:
            break
        total += max(min(last, until) - max(first, begin), timedelta())
    return total


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
