"""What reached each owner, and what is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.facts.report import IssueRef, Move
from bot.triage.monday.feedback import feedback_of, overdue_long
from tests.triage.monday.given import BEGINS, FACTS, judged, wait


def test_new_issues_are_told_by_how_they_came() -> None:
    """By a rule, by the rota, or only suggested; what came before the week is not new."""
    came = (
        judged(1), judged(2, step="fallback"), judged(3, acted="suggested"), judged(4, days=-1), judged(5, "search"),
    )  # fmt: skip
    rows = feedback_of(replace(FACTS, judged=came))
    assert [("jonas", 1, 1, 0), ("mara", 3, 1, 1)] == [(row.owner, row.new, row.by_rule, row.by_rota) for row in rows]


def test_answers_are_on_time_or_not() -> None:
    """Of what ended in the week or was due in it; what nobody owes any more does not count."""
    waits = (
        wait(1, due=2, ended=1),
        wait(2, due=2, ended=3),
        wait(3, due=2),
        wait(4, due=2, ended=8),
        wait(5, due=9),
        wait(6, due=-9, ended=-8),
        wait(7, due=3, ended=2, how="withdrawn"),
    )
    (row,) = feedback_of(replace(FACTS, waits=waits))
    assert (1, 4) == (row.on_time, row.due)
    assert (IssueRef("acme/shop", 3), IssueRef("acme/shop", 4)) == row.overdue


def test_what_was_moved_is_told_once_an_issue() -> None:
    """However often it was."""
    at = BEGINS + timedelta(days=1)
    moves = tuple(Move(IssueRef("acme/shop", number), "mara", at) for number in (1, 1, 2))
    assert [2] == [row.moved for row in feedback_of(replace(FACTS, moves=moves))]


def test_what_waited_all_week_is_known() -> None:
    """It was due before the week began and is open at its end."""
    waits = (wait(1, due=-1), wait(2, due=1), wait(3, due=-1, ended=1))
    assert (IssueRef("acme/shop", 1),) == overdue_long(replace(FACTS, waits=waits))


def test_a_quiet_week_has_no_rows() -> None:
    """Nobody is listed for having nothing."""
    assert () == feedback_of(replace(FACTS, waits=(wait(1, due=9),)))
