"""When an answer is due: working time counted on the clock of whoever has to give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.policy.working_time import MINUTES_A_DAY, WEEKDAYS, Holiday, Hours, Term, Weekday

if TYPE_CHECKING:
    from bot.policy.ownership import OwnershipMap

MAX_DAYS = 3_660
"""Ten years: a term that has not run out by then has no working day to run on."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One person's working time: the zone's IANA name, hours of a day, working days, days off."""

    zone: str
    hours: Hours
    days: tuple[Weekday, ...]
    holidays: tuple[Holiday, ...] = ()


def clock_of(login: str, ownership: OwnershipMap) -> Clock:
    """Return the working time of a person; what the map does not say of them comes from its defaults."""
    person, defaults = ownership.person(login), ownership.defaults
    return Clock(
        person.time_zone or defaults.time_zone,
        person.hours or defaults.hours,
        person.days or defaults.days,
        person.holidays or defaults.holidays,
    )


def due_at(start: datetime, term: Term, clock: Clock) -> datetime | None:
    """Return the moment (UTC) when `term` of working time after `start` has passed; None where it never passes.

    A day of the term is as long as the clock's hours. Minutes are real ones: a working day with a change to summer
    time in it is an hour shorter.
    """
    zone = ZoneInfo(clock.zone)
    begin = (start if start.tzinfo else start.replace(tzinfo=UTC)).astimezone(UTC)
    left = timedelta(minutes=term.days * (clock.hours.last - clock.hours.first) + term.minutes)
    try:
        day = begin.astimezone(zone).date()
        for _ in range(MAX_DAYS):
            if _works_on(day, clock):
                opens = max(begin, _moment(day, clock.hours.first, zone))
                closes = _moment(day, clock.hours.last, zone)
                if closes - opens >= left:
                    return opens + left
                left -= max(closes - opens, timedelta())
            day += timedelta(days=1)
    except OverflowError:  # beyond the last day that a datetime can hold
        return None
    return None


def _works_on(day: date, clock: Clock) -> bool:
    return WEEKDAYS[day.weekday()] in clock.days and not any(holiday.falls_on(day) for holiday in clock.holidays)


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    extra, minutes = divmod(minutes, MINUTES_A_DAY)
    local = datetime.combine(day + timedelta(days=extra), time(minutes // 60, minutes % 60), zone)
    return local.astimezone(UTC)
