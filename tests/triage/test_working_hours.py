"""Two zones, a change of summer time, a holiday, days away with cover: to the minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.absence import Absence
from bot.policy.working_time import Term
from bot.triage.due import due_at, worked
from bot.triage.working_hours import Clock, clock_of, covers, stand_in
from tests.triage.maps import read_map

TOWN = read_map("""
defaults: {time_zone: Europe/Berlin, holidays: [12-25, 2026-11-18]}
people:
  mara: {cover: tom}
  tom: {time_zone: America/New_York, hours: "08:30-16:30", holidays: ["11-26"], cover: kei}
  kei: {time_zone: Asia/Tokyo, days: [mon, tue, wed, thu, fri, sat]}
areas: {a: {owner: mara}}
""")


def away(login: str, first: int, last: int, cover: str = "") -> Absence:
    """Return days of November 2026 on which somebody is away."""
    return Absence(login, date(2026, 11, first), date(2026, 11, last), cover)


def utc(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def mara(*absences: Absence) -> Clock:
    """Return Mara's clock."""
    return clock_of("mara", TOWN, absences)


@pytest.mark.parametrize(
    ("clock", "start", "end", "minutes"),
    [
        (mara(), "2026-11-16T07:59", "2026-11-16T16:01", 480),  # a day in Berlin
        (mara(), "2026-11-20T15:30", "2026-11-23T08:30", 60),  # over a weekend
        (mara(), "2026-11-17T15:00", "2026-11-19T09:00", 120),  # Wednesday the 18th is a holiday
        (mara(), "2026-10-23T14:59", "2026-10-26T08:01", 2),  # summer time ends: from 7:00 to 8:00 UTC
        (mara(away("mara", 23, 23)), "2026-11-23T00:00", "2026-11-24T00:00", 480),  # Tom, by the map, in New York
        (mara(away("mara", 23, 23)), "2026-11-23T13:29", "2026-11-23T13:31", 1),  # who begins at half past eight
        (mara(away("mara", 26, 26)), "2026-11-26T00:00", "2026-11-27T00:00", 0),  # on Tom's Thanksgiving nobody works
        (mara(away("mara", 26, 26, "kei")), "2026-11-25T22:00", "2026-11-27T00:00", 480),  # Kei, as Mara said
        (mara(away("mara", 22, 22, "kei")), "2026-11-22T00:00", "2026-11-23T00:00", 0),  # nor on anybody's Sunday
        (mara(away("mara", 23, 23), away("tom", 23, 24)), "2026-11-22T22:00", "2026-11-24T00:00", 480),  # Kei for Tom
        (mara(away("mara", 23, 23, "mara")), "2026-11-23T00:00", "2026-11-24T00:00", 0),  # nobody covers themselves
        (mara(away("mara", 23, 23), away("mara", 23, 24, "kei")), "2026-11-23T13:00", "2026-11-23T23:00", 0),
        # the newest word counts
    ],
)
def test_working_time_between_two_moments(clock: Clock, start: str, end: str, minutes: int) -> None:
    """Covered days count on the clock of whoever covers, uncovered ones not at all."""
    assert timedelta(minutes=minutes) == worked(utc(start), utc(end), clock)


def test_a_term_runs_on_over_days_away() -> None:
    """Friday afternoon in Berlin, Monday with Tom in New York, the rest on Tuesday in Berlin again."""
    clock = mara(away("mara", 23, 23))
    assert due_at(utc("2026-11-20T15:00"), Term(minutes=60 + 480 + 5), clock) == utc("2026-11-24T08:05")


def test_whoever_covers_is_named_for_the_days_away() -> None:
    """Whoever covers for a cover goes before them."""
    clock = mara(away("mara", 23, 24), away("tom", 24, 24))
    monday, tuesday, later = utc("2026-11-23T12:00"), utc("2026-11-24T12:00"), utc("2026-11-25T12:00")
    assert [stand_in(clock, moment) for moment in (monday, tuesday, later)] == ["tom", "kei", ""]
    assert covers(clock, monday, later) == {"tom", "kei"}
    assert covers(clock, later, later) == frozenset()


def test_people_who_cover_for_each_other_end_somewhere() -> None:
    """A circle is no reason to count for ever."""
    clock = mara(away("mara", 23, 24, "kei"), away("kei", 23, 24, "mara"))
    assert worked(utc("2026-11-23T00:00"), utc("2026-11-24T22:00"), clock) == timedelta()


DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
ABSENCES = st.lists(
    st.builds(
        lambda login, first, days, cover: Absence(login, first, first + timedelta(days=days), cover),
        st.sampled_from(("mara", "tom", "kei")), DAYS, st.integers(0, 20), st.sampled_from(("", "mara", "tom", "kei")),
    ),
    max_size=6,
).map(tuple)  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
LOGINS = st.sampled_from(("mara", "tom", "kei"))


@given(LOGINS, ABSENCES, st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted))
def test_working_time_is_additive_and_monotone(
    login: str, absences: tuple[Absence, ...], moments: list[datetime]
) -> None:
    """Whoever is away when, and whoever covers: no minute is counted twice, and none is lost."""
    clock, (first, then, last) = clock_of(login, TOWN, absences), moments
    assert worked(first, last, clock) == worked(first, then, clock) + worked(then, last, clock)
    assert timedelta() <= worked(first, then, clock) <= worked(first, last, clock) <= last - first


@given(LOGINS, ABSENCES, MOMENTS, st.integers(1, 3000))
def test_a_term_is_over_when_that_much_was_worked(
    login: str, absences: tuple[Absence, ...], start: datetime, minutes: int
) -> None:
    """The two ways of counting agree."""
    clock = clock_of(login, TOWN, absences)
    due = due_at(start, Term(minutes=minutes), clock)
    assert due is not None
    assert worked(start, due, clock) == timedelta(minutes=minutes)


@given(LOGINS, ABSENCES, st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_no_moment_is_too_strange(login: str, absences: tuple[Absence, ...], start: datetime, end: datetime) -> None:
    """From the first to the last year of the calendar there is an answer."""
    clock = clock_of(login, TOWN, absences)
    assert worked(start, end, clock) >= timedelta()
    assert isinstance(stand_in(clock, start), str)


def test_days_away_said_over_and_over_do_not_multiply() -> None:
    """Three people who cover for each other and say so eighty times: the newest count, and the clock stays small."""
    said = [away(login, 1, 28, cover) for login, cover in (("mara", "tom"), ("tom", "kei"), ("kei", "ed")) * 80]
    assert size(mara(*said)) < 2_000
    assert "ann" == stand_in(mara(*said, away("mara", 9, 9, "ann")), utc("2026-11-09T12:00"))


def size(clock: Clock) -> int:
    """Return how many clocks hang together."""
    return 1 + sum(size(each.clock) for each in clock.away if each.clock is not None)
