"""The report as a whole: routing health, what is asked, and how quiet it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.facts.report import AreaHealth
from bot.triage.monday.health import health_of
from bot.triage.monday.report import make_report
from tests.triage.monday.given import FACTS, WEEK, areas, judged, reading, wait


def test_routing_is_judged_by_area() -> None:
    """Right of judged; covered and left to the rota of those that people put there."""
    known = (
        judged(1, "checkout", "checkout"),
        judged(2, "checkout", "search"),
        judged(3, "search", "search", step="fallback"),
        judged(4, "search", "search", acted="suggested"),
        judged(5, "checkout"),
    )
    assert (AreaHealth("checkout", 2, 1, 1, 1, 0), AreaHealth("search", 0, 0, 3, 1, 1)) == health_of(known)


def test_a_quiet_week_holds_the_numbers_alone() -> None:
    """Nothing else is said about nothing."""
    report = make_report(FACTS, areas(), WEEK.ends)
    rest = (report.feedback, report.said, report.shipped, report.let_through, report.health, report.decisions)
    assert ((), (), (), (), (), ()) == rest
    assert 3 == len(report.numbers)
    assert report.so_far is False


def test_what_goes_wrong_twice_is_asked_about() -> None:
    """A number that was missing last week too; once is not asked about."""
    kept = (reading("checkout", "2026-W46", None), reading("search", "2026-W46", 3))
    report = make_report(replace(FACTS, readings=kept), areas(), WEEK.ends)
    assert [("not_reported", "checkout")] == [(each.kind, each.area) for each in report.decisions]


def test_many_without_an_area_raise_the_question_of_one() -> None:
    """From five in a week."""
    lost = tuple(judged(number, None, step="fallback") for number in range(1, 6))
    kinds = {count: make_report(replace(FACTS, judged=lost[:count]), areas(), WEEK.ends).decisions for count in (4, 5)}
    assert ((), ["no_area"]) == (kinds[4], [each.kind for each in kinds[5]])


def test_an_area_that_is_often_wrong_is_named() -> None:
    """With how many of how many."""
    known = tuple(judged(number, "checkout", "search" if number < 4 else "checkout") for number in range(8))
    (asked,) = make_report(replace(FACTS, judged=known), areas(), WEEK.ends).decisions
    assert ("often_wrong", "checkout", 4, "of 8") == (asked.kind, asked.area, asked.count, asked.why)


def test_who_waited_all_week_is_asked_about() -> None:
    """With the issues."""
    (asked,) = make_report(replace(FACTS, waits=(wait(7, due=-2),)), areas(), WEEK.ends).decisions
    assert ("overdue_long", [7]) == (asked.kind, [each.number for each in asked.issues])


def test_a_week_that_runs_says_so() -> None:
    """Its figures are not the last ones."""
    assert make_report(FACTS, areas(), WEEK.ends - timedelta(seconds=1)).so_far
