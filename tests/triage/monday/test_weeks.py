"""Weeks by the calendar of a place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.week import Schedule
from bot.triage.monday.weeks import names_until, running_week, week_before, week_named

BERLIN = Schedule("Europe/Berlin", 9 * 60)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"])


def test_a_name_is_a_week_from_monday_to_monday() -> None:
    """At the hour of the report, in local time."""
    week = week_named("2026-W47", BERLIN)
    expected = datetime(2026, 11, 16, 8, 0, tzinfo=UTC), datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert expected == (week.begins, week.ends)


def test_the_week_in_which_clocks_change_is_an_hour_longer() -> None:
    """Nine o'clock stays nine o'clock."""
    week = week_named("2026-W43", BERLIN)
    assert timedelta(days=7, hours=1) == week.ends - week.begins


@pytest.mark.parametrize("name", ["2026-W54", "2026-W00", "2026-47", "W47", "", "٢٠٢٦-W47", "9999-W53", "2025-W53"])
def test_what_is_no_week_is_told(name: str) -> None:
    """With an example."""
    with pytest.raises(ValueError, match="write it like 2026-W47"):
        week_named(name, BERLIN)


def test_names_go_over_the_end_of_a_year() -> None:
    """2026 has 53 weeks."""
    week = week_named("2027-W01", BERLIN)
    assert ("2026-W52", "2026-W53", "2027-W01") == names_until(week, 3)
    assert "2026-W53" == week_before(week, BERLIN).name


@given(MOMENTS, ZONES, st.integers(0, 24 * 60 - 1))
def test_every_moment_lies_in_exactly_one_week(moment: datetime, zone: str, at: int) -> None:
    """Weeks follow each other without a gap, whatever the clocks of the place do."""
    schedule = Schedule(zone, at)
    week = running_week(schedule, moment)
    assert week.holds(moment)
    assert week == week_named(week.name, schedule)
    assert week.begins == week_before(week, schedule).ends
