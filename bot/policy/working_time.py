"""Working time as people write it: hours of a day, days of the week, holidays, time zones, terms."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.policy.decode import did_you_mean

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS: tuple[Weekday, ...] = WEEKDAYS[:5]
MINUTES_A_DAY = 24 * 60
MAX_TERM_DAYS = 365

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})")  # noqa: RUF001 - people paste en dashes
_TERM = re.compile(r"(\d{1,5})\s*(?:business\s+|working\s+)?(minutes?|mins?|m|hours?|h|days?|d|weeks?|w)")
_UNITS = {"m": (0, 1), "h": (0, 60), "d": (1, 0), "w": (5, 0)}


class TimeZone(str):
    """A name of the IANA time zone database, such as `Europe/Berlin`."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a zone name; raises ValueError with the nearest name that exists."""
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = did_you_mean(text, sorted(available_timezones()))
            says = f"`{text[:60]}` is not a time zone"
            raise ValueError(f"{says} ({near or 'write one like `Europe/Berlin`'})") from None
        return cls(text)


@dataclass(frozen=True, slots=True)
class Hours:
    """The working hours of a day, in minutes since local midnight: `first` included, `last` not."""

    first: int
    last: int

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read `09:00-17:00`; raises ValueError in words for a person."""
        match = _CLOCK.fullmatch(text.strip())
        if match is None:
            raise ValueError("hours are written like `09:00-17:00`")
        numbers = [int(group) for group in match.groups()]
        first, last = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
        if max(numbers[1], numbers[3]) > 59 or last > MINUTES_A_DAY:  # noqa: PLR2004 - minutes of an hour
            raise ValueError("a clock goes from 00:00 to 24:00")
        if first >= last:
            raise ValueError("working hours end after they begin, on the same day")
        return cls(first, last)


@dataclass(frozen=True, slots=True)
class Term:
    """A span of working time. A day is as long as the working hours of whoever has to act; a week is five days."""

    days: int = 0
    minutes: int = 0

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read `2 days`, `4 hours`, `90 minutes`; raises ValueError in words for a person."""
        match = _TERM.fullmatch(text.strip().lower())
        if match is None:
            raise ValueError("a term is written like `2 days`, `4 hours` or `90 minutes` of working time")
        amount = int(match[1])
        days, minutes = _UNITS[match[2][0]]
        if amount == 0 or amount * (days or minutes / MINUTES_A_DAY) > MAX_TERM_DAYS:
            raise ValueError(f"a term lies between one minute and {MAX_TERM_DAYS} days")
        return cls(days * amount, minutes * amount)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off; `year` is 0 for one that comes back every year."""

    year: int
    month: int
    day: int

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read `2026-12-25`, or `12-25` for every year; raises ValueError in words for a person."""
        parts = text.strip().split("-")
        if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError("a holiday is written like `2026-12-25`, or `12-25` for every year")
        year, month, day = ([0] * (3 - len(parts)) + [int(part) for part in parts])[:3]
        try:
            date(year or 2024, month, day)  # a leap year, so that 02-29 can be a yearly holiday
        except (ValueError, OverflowError):
            raise ValueError("there is no such day") from None
        return cls(year, month, day)

    def falls_on(self, day: date) -> bool:
        """Return whether `day` is this holiday."""
        return (self.month, self.day) == (day.month, day.day) and self.year in (0, day.year)
