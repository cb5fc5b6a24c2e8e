"""When somebody works: hours in their zone without holidays; on days away, the hours of whoever covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.policy.logins import same_login
from bot.policy.working_time import MINUTES_A_DAY, WEEKDAYS, Holiday, Hours, Weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.absence import Absence
    from bot.policy.ownership import OwnershipMap

MAX_DAYS = 3_660
"""Ten years: what has not come to an end by then never does."""

_BEFORE = timedelta(days=3)
"""So far a day of somebody who covers, at the other end of the world, can reach into ours."""
_MOST_COVERS = 2
"""Whoever covers for a cover counts, and nobody behind them."""
_MOST_AWAY, _MOST_COVERED = 50, 5
"""The newest days away that count: of a person, and of each who covers for them meanwhile. They multiply."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Days off, from `first` to `last`, on which `cover` works in one's place; without a `clock` nobody does."""

    first: date
    last: date
    cover: str = ""
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One person's working time: the zone's IANA name, hours of a day, working days, days off.

    Of several `away` that hold a day, the first one counts.
    """

    zone: str
    hours: Hours
    days: tuple[Weekday, ...]
    holidays: tuple[Holiday, ...] = ()
    away: tuple[Away, ...] = ()


def clock_of(login: str, ownership: OwnershipMap, absences: Sequence[Absence] = ()) -> Clock:
    """Return the working time of a person; what the map does not say of them comes from its defaults.

    `absences` are everybody's, in the order in which they were said: the newest word on a day counts.
    """
    return _clock(login, ownership, absences, ())


def _clock(login: str, ownership: OwnershipMap, absences: Sequence[Absence], before: tuple[str, ...]) -> Clock:
    person, defaults = ownership.person(login), ownership.defaults
    seen = (*before, login.casefold())
    own = [each for each in reversed(absences) if same_login(each.login, login)]
    own = own[: _MOST_COVERED if before else _MOST_AWAY]
    return Clock(
        person.time_zone or defaults.time_zone,
        person.hours or defaults.hours,
        person.days or defaults.days,
        person.holidays or defaults.holidays,
        tuple(_away(each, each.cover or str(person.cover or ""), ownership, absences, seen) for each in own),
    )


def _away(
    absence: Absence, cover: str, ownership: OwnershipMap, absences: Sequence[Absence], seen: tuple[str, ...]
) -> Away:
    first, last = absence.first, absence.last
    if not cover or cover.casefold() in seen or len(seen) > _MOST_COVERS:
        return Away(first, last)
    then = [each for each in absences if each.first <= last and first <= each.last]
    return Away(first, last, cover, _clock(cover, ownership, then, seen))


def stand_in(clock: Clock, moment: datetime) -> str:
    """Return who covers for the clock's owner on the local day of `moment`; empty where they are there, or nobody."""
    away = _away_on(_local_day(moment, clock), clock)
    if away is None or away.clock is None:
        return ""
    return stand_in(away.clock, moment) or away.cover


def covers(clock: Clock, first: datetime, last: datetime) -> frozenset[str]:
    """Return the logins of all who cover on some day between two moments."""
    begins, ends = _local_day(first, clock), _local_day(last, clock)
    found: set[str] = set()
    for away in clock.away:
        if away.clock is not None and away.first <= ends and begins <= away.last:
            found |= {away.cover, *covers(away.clock, first, last)}
    return frozenset(found)


def openings(clock: Clock, begin: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the working times (UTC) from a little before `begin` on, each minute once, for at most MAX_DAYS days."""
    reached = datetime.min.replace(tzinfo=UTC)
    try:
        day = _local_day(begin, clock) - _BEFORE
        for _ in range(MAX_DAYS):
            opening = _opening(day, clock)
            if opening is not None and reached < opening[1]:
                yield max(reached, opening[0]), opening[1]
                reached = opening[1]
            day += _DAY
    except OverflowError:  # beyond the last day that a datetime can hold
        return


def _opening(day: date, clock: Clock) -> tuple[datetime, datetime] | None:
    """Return when somebody works on a day of the calendar: the person, or whoever covers then, where they are."""
    away = _away_on(day, clock)
    if away is not None:
        return _opening(day, away.clock) if away.clock is not None else None
    if WEEKDAYS[day.weekday()] not in clock.days or any(holiday.falls_on(day) for holiday in clock.holidays):
        return None
    zone = ZoneInfo(clock.zone)
    return _moment(day, clock.hours.first, zone), _moment(day, clock.hours.last, zone)


def _away_on(day: date, clock: Clock) -> Away | None:
    return next((away for away in clock.away if away.first <= day <= away.last), None)


def _local_day(moment: datetime, clock: Clock) -> date:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo(clock.zone)).date()
    except OverflowError:  # the first and the last day that a datetime can hold
        return aware.date()


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    extra, minutes = divmod(minutes, MINUTES_A_DAY)
    local = datetime.combine(day + timedelta(days=extra), time(minutes // 60, minutes % 60), zone)
    return local.astimezone(UTC)
