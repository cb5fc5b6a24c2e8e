"""Who is reminded of what, when: in their working hours, once a stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.facts.absence import Absence
from bot.facts.turn import Turn
from bot.triage.reminders import Digest, OpenTurn, Overload, make_digest, next_opening
from tests.triage.maps import MONDAY, read_map

TOWN = read_map("""
defaults: {days: [mon, tue, wed]}
people: {bo: {maximum_open: 1}, cy: {time_zone: America/New_York}}
areas: {checkout: {owner: bo, backup: cy, escalation: eve}}
""")


def after(hours: float) -> datetime:
    """Return the moment that many hours after Monday, 10:00 UTC."""
    return MONDAY + timedelta(hours=hours)


WAITS = Turn("checkout", "bo", after(0), after(4), after(8), "cy", "eve")


def digest(
    hours: float, *turns: Turn, told: frozenset[tuple[str, str]] = frozenset(), absences: tuple[Absence, ...] = ()
) -> Digest:
    """Return the digest so many hours after the first turn began."""
    turns = turns or (WAITS,)
    opened = [OpenTurn(number, turn) for number, turn in enumerate(turns, 12)]
    return make_digest(opened, TOWN, absences, told, after(hours))


@pytest.mark.parametrize(
    ("hours", "stage", "asked", "called", "next_hours"),
    [
        (2.9, None, (), [], 3),  # within the term
        (3, "soon", ("bo",), ["bo"], 4),
        (4, "due", ("bo", "cy"), ["bo", "cy"], 8),  # New York opens at 14:00 UTC, the very moment
        (8, "late", ("bo", "cy", "eve"), ["cy"], 23),  # in Europe it is evening: they are called tomorrow at nine
    ],
)
def test_each_stage_asks_those_whose_turn_it_is(
    hours: float, stage: str | None, asked: tuple[str, ...], called: list[str], next_hours: float
) -> None:
    """The last quarter of the term, its end, and its second end; each person at work is called once."""
    made = digest(hours)
    assert (stage, asked) == next(((each.stage, each.asked) for each in made.reminders), (None, ()))
    assert (called, after(next_hours)) == ([call.login for call in made.calls], made.next_at)


def test_nobody_is_told_twice() -> None:
    """The same stage is no news; the next one is."""
    told = frozenset((call.login, key) for call in digest(3).calls for key in call.news)
    assert () == digest(3.5, told=told).calls
    assert ["bo", "cy"] == [call.login for call in digest(4, told=told).calls]


def test_whoever_stands_in_is_asked_in_the_place_of_who_is_away() -> None:
    """And whoever is away is left in peace."""
    today = Absence("bo", date(2026, 11, 16), date(2026, 11, 16), "eve")
    (call,) = digest(3.5, absences=(today,)).calls
    assert ("eve", "2026-11-16") == (call.login, call.day)


def test_whom_the_map_does_not_name_is_shown_and_not_called() -> None:
    """Somebody assigned them: that is no consent to be mentioned. The backup hears of it when the term has passed."""
    made = digest(4, replace(WAITS, owner="zoe"))
    assert ("zoe", "cy") == made.reminders[0].asked
    assert ["cy"] == [call.login for call in made.calls]


def test_more_open_issues_than_somebody_takes_are_a_warning_to_them() -> None:
    """Nothing is refused; it is said where they are called anyway."""
    made = digest(3, WAITS, Turn("checkout", "BO", after(2), after(26)))
    assert Overload("bo", 2, 1) == made.calls[0].overload


def test_a_term_that_never_runs_out_reminds_nobody() -> None:
    """There is no date to tell."""
    endless = Turn("checkout", "bo", after(0), None)
    assert Digest() == digest(99, endless)


def test_the_next_working_day_is_that_of_the_person() -> None:
    """After Wednesday comes Monday, in New York at 14:00 UTC."""
    assert after(7 * 24 + 4) == next_opening("cy", TOWN, (), after(2 * 24 + 6))
    assert after(23) == next_opening("bo", TOWN, (), after(1))
