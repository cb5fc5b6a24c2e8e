"""Weeks by the calendar of a place: which one a name means, which one ended last, which ones came before."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.facts.week import Schedule, Week

_NAME = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
_SEVEN = timedelta(days=7)


def week_named(name: str, schedule: Schedule) -> Week:
    """Return the week of an ISO 8601 name; raises ValueError in words for a person."""
    match = _NAME.fullmatch(name)
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
        if monday is not None:
            return _week(monday, schedule)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"`{name[:20]}` is not a week of the calendar: write it like 2026-W47")


def running_week(schedule: Schedule, now: datetime) -> Week:
    """Return the week that `now` lies in."""
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    monday = today - timedelta(days=today.weekday())
    week = _week(monday, schedule)
    return week if week.begins <= now else _week(monday - _SEVEN, schedule)


def week_before(week: Week, schedule: Schedule) -> Week:
    """Return the week before."""
    match = _NAME.fullmatch(week.name)
    if match is None:
        raise ValueError(f"not a week: {week.name}")
    return _week(date.fromisocalendar(int(match[1]), int(match[2]), 1) - _SEVEN, schedule)


def asked_at(week: Week, schedule: Schedule) -> datetime:
    """Return when owners are asked for the numbers of a week: on its Friday, before it ends."""
    year, number = week.name.split("-W")
    return _at(date.fromisocalendar(int(year), int(number), 5), schedule.zone, schedule.ask_at)


def names_until(week: Week, count: int) -> tuple[str, ...]:
    """Return the names of `count` weeks, the oldest first and this one last."""
    year, number = week.name.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return tuple(_name(monday - _SEVEN * back) for back in reversed(range(count)))


def _week(monday: date, schedule: Schedule) -> Week:
    begins, ends = (_at(day, schedule.zone, schedule.at) for day in (monday, monday + _SEVEN))
    return Week(_name(monday), begins, ends, schedule.zone)


def _name(monday: date) -> str:
    year, number, _ = monday.isocalendar()
    return f"{year:04}-W{number:02}"


def _at(day: date, zone: str, minutes: int) -> datetime:
    """Return the hour on that day; one that the clocks skip is the moment after the gap."""
    return datetime.combine(day, time(*divmod(minutes, 60)), ZoneInfo(zone)).astimezone(UTC)
