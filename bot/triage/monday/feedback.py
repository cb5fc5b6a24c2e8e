"""What reached each owner in the week, and what is overdue at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.report import IssueRef, OwnerFeedback

if TYPE_CHECKING:
    from bot.facts.outcome import Judged
    from bot.facts.report import Wait, WeekFacts


def feedback_of(facts: WeekFacts) -> tuple[OwnerFeedback, ...]:
    """Return one row an owner who has anything to show, by login: in no order of merit."""
    new = [each for each in facts.judged if facts.week.holds(each.prediction.at)]
    holders = {_holder(each).casefold(): _holder(each) for each in new}
    holders |= {wait.turn.owner.casefold(): wait.turn.owner for wait in facts.waits if _is_due(wait, facts)}
    holders |= {move.owner.casefold(): move.owner for move in facts.moves}
    rows = (_row(login, new, facts) for _, login in sorted(holders.items()) if login)
    return tuple(row for row in rows if row.new or row.moved or row.due or row.overdue)


def _row(login: str, new: list[Judged], facts: WeekFacts) -> OwnerFeedback:
    def theirs(name: str) -> bool:
        return name.casefold() == login.casefold()

    here = [each for each in new if theirs(_holder(each))]
    owed = [wait for wait in facts.waits if theirs(wait.turn.owner) and _is_due(wait, facts)]
    return OwnerFeedback(
        owner=login,
        new=len(here),
        by_rule=sum(each.prediction.acted == "assigned" and each.prediction.step != "fallback" for each in here),
        by_rota=sum(each.prediction.step == "fallback" for each in here),
        moved=len({move.issue for move in facts.moves if theirs(move.owner)}),
        on_time=sum(_in_time(wait, facts) for wait in owed),
        due=len(owed),
        overdue=tuple(sorted({wait.issue for wait in owed if _is_overdue(wait, facts)})),
    )


def _holder(judged: Judged) -> str:
    """Return who has the issue: whom the answer names, else whom it was thought to be."""
    final = judged.final.owner if judged.final else None
    return final or judged.prediction.owner or ""


def _is_due(wait: Wait, facts: WeekFacts) -> bool:
    """Return whether an answer was owed in the week: it came then, or its term ran out and somebody waits still."""
    turn, week = wait.turn, facts.week
    if turn.ended_at is not None and turn.ended_at < week.ends:
        return week.holds(turn.ended_at) and turn.in_time(week.ends) is not None
    return _is_overdue(wait, facts)


def _is_overdue(wait: Wait, facts: WeekFacts) -> bool:
    ended, due = wait.turn.ended_at, wait.turn.due_at
    return due is not None and due < facts.week.ends and (ended is None or ended >= facts.week.ends)


def _in_time(wait: Wait, facts: WeekFacts) -> bool:
    return not _is_overdue(wait, facts) and wait.turn.in_time(facts.week.ends) is True


def overdue_long(facts: WeekFacts) -> tuple[IssueRef, ...]:
    """Return the issues whose answer was due before the week began and on which somebody waits at its end."""
    begins = facts.week.begins
    late = (wait for wait in facts.waits if _is_overdue(wait, facts))
    return tuple(sorted({wait.issue for wait in late if wait.turn.due_at is not None and wait.turn.due_at < begins}))
