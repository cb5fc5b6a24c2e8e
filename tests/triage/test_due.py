"""Terms run in working time, on the clock of whoever has to act, to the minute."""

from datetime import UTC, datetime

import pytest

from bot.policy.working_time import WEEKDAYS, WORKDAYS, Holiday, Hours, Term
from bot.triage.due import due_at
from bot.triage.working_hours import Clock, clock_of
from tests.triage.maps import read_map

NINE_TO_FIVE = Hours.from_yaml("09:00-17:00")
BERLIN = Clock("Europe/Berlin", NINE_TO_FIVE, WORKDAYS, (Holiday.from_yaml("12-25"), Holiday.from_yaml("2026-11-18")))
TOKYO = Clock("Asia/Tokyo", NINE_TO_FIVE, WORKDAYS)
ROUND_THE_CLOCK = Clock("Europe/Berlin", Hours.from_yaml("00:00-24:00"), WEEKDAYS)


@pytest.mark.parametrize(
    ("clock", "start", "term", "due"),
    [
        (BERLIN, "2026-11-16T10:00", "4 hours", "2026-11-16T14:00"),  # Monday, within the day
        (BERLIN, "2026-11-16T10:00", "1 day", "2026-11-17T10:00"),
        (BERLIN, "2026-11-16T18:30", "90 minutes", "2026-11-17T09:30"),  # after hours: from tomorrow's first
        (BERLIN, "2026-11-20T15:30", "1 hour", "2026-11-23T08:30"),  # Friday's last half hour, then Monday's first
        (BERLIN, "2026-11-17T10:00", "1 day", "2026-11-19T10:00"),  # Wednesday the 18th is a holiday
        (BERLIN, "2026-12-24T16:00", "1 minute", "2026-12-28T08:01"),  # Christmas comes back, then a weekend
        (BERLIN, "2026-03-27T16:00", "1 hour", "2026-03-30T08:00"),  # summer time begins on Sunday the 29th
        (BERLIN, "2026-10-23T15:00", "1 hour", "2026-10-26T09:00"),  # and ends on Sunday the 25th
        (ROUND_THE_CLOCK, "2026-03-28T23:00", "23 hours", "2026-03-29T22:00"),  # a Sunday of 23 hours
        (TOKYO, "2026-11-16T10:00", "1 hour", "2026-11-17T01:00"),
        (BERLIN, "2026-11-16T08:00", "8 hours", "2026-11-16T16:00"),  # ends with the day, not tomorrow morning
    ],
)
def test_a_term_ends_to_the_minute(clock: Clock, start: str, term: str, due: str) -> None:
    """Nights, weekends and holidays do not count; changes of summer time do."""
    begins, ends = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, due))
    assert ends == due_at(begins, Term.from_yaml(term), clock)


def test_a_clock_without_a_working_day_never_ends() -> None:
    """No date is invented."""
    assert None is due_at(datetime(2026, 1, 1, tzinfo=UTC), Term(minutes=1), Clock("UTC", NINE_TO_FIVE, ()))


def test_the_last_day_of_the_calendar_never_ends() -> None:
    """A hostile date gives no date, and no traceback."""
    assert None is due_at(datetime(9999, 12, 31, 23, tzinfo=UTC), Term(days=3), TOKYO)


def test_a_person_has_what_the_map_says_and_the_defaults_for_the_rest() -> None:
    """Zone and hours are the person's, days and holidays those of all."""
    ownership = read_map(
        "defaults: {holidays: [01-01], days: [mon, tue]}\n"
        "people: {Mara: {time_zone: Asia/Tokyo, hours: '10:00-12:30'}}\n"
        "areas: {a: {owner: mara}}"
    )
    assert Clock("Asia/Tokyo", Hours(600, 750), ("mon", "tue"), (Holiday(0, 1, 1),)) == clock_of("mara", ownership)
    assert "UTC" == clock_of("somebody", ownership).zone
