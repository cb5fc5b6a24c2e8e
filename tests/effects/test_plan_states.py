"""One label says whose turn it is, and people have the last word on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.effects.kinds import AddLabels, RemoveLabels
from bot.effects.plan_states import plan_state, without_states
from bot.facts.issue import Act
from bot.facts.people import Account
from bot.facts.turn import Turn
from tests.messages.build import ISSUE

PREFIX, OWNER, BACKUP, REPORTER = "waiting for: ", "waiting for: owner", "waiting for: backup", "waiting for: reporter"
NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
WAITS = Turn("checkout", "ada", NOW - timedelta(hours=1), NOW + timedelta(hours=1))
FACTS = replace(ISSUE, now=NOW)
ANSWERED = replace(WAITS, ended_at=NOW, ended_by="ada", how="comment")


def planned(turn: Turn | None, *, state: str = "open", **labels: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the labels that come and those that go."""
    facts = replace(FACTS, state=state, **labels)  # type: ignore[arg-type]
    effects = plan_state(facts, PREFIX, turn)
    added = [label for effect in effects if isinstance(effect, AddLabels) for label in effect.labels]
    return added, [label for effect in effects if isinstance(effect, RemoveLabels) for label in effect.labels]


@pytest.mark.parametrize(
    ("turn", "there", "expected"),
    [
        (WAITS, (), ([OWNER], [])),
        (WAITS, (OWNER,), ([], [])),
        (ANSWERED, (OWNER,), ([REPORTER], [OWNER])),
        (replace(WAITS, due_at=NOW, backup="bo"), (OWNER,), ([BACKUP], [OWNER])),
        (None, (OWNER,), ([], [OWNER])),
    ],
)
def test_one_label_at_a_time(turn: Turn | None, there: tuple[str, ...], expected: tuple[list[str], list[str]]) -> None:
    """The new one comes, the old one goes, and what stands already costs nothing."""
    assert expected == planned(turn, labels=("bug", *there), labels_by_us=there)


def test_a_closed_issue_shows_none() -> None:
    """Nobody waits there."""
    assert ([], [OWNER]) == planned(WAITS, state="closed", labels=(OWNER,), labels_by_us=(OWNER,))


def test_who_takes_one_off_ends_it_for_the_issue() -> None:
    """Neither the same nor another one comes back."""
    assert ([], []) == planned(ANSWERED, labels_taken_away=(OWNER,))


def test_what_a_person_set_stands_until_the_reporter_waits_anew() -> None:
    """What they said is over then."""
    assert ([], [OWNER]) == planned(WAITS, labels=(OWNER, REPORTER), labels_by_us=(OWNER,))
    label = Act("labeled", REPORTER, Account("ada", 3), NOW - timedelta(hours=2))
    facts = replace(FACTS, labels=(REPORTER,), acts=(label,))
    added, removed = plan_state(facts, PREFIX, WAITS)
    assert (AddLabels(added.target, (OWNER,)), RemoveLabels(added.target, (REPORTER,))) == (added, removed)


def test_without_a_prefix_no_label_is_looked_at() -> None:
    """Nobody asked for such labels."""
    assert () == plan_state(FACTS, "", WAITS)
    facts = replace(FACTS, labels=("bug", OWNER), labels_by_us=(OWNER,), labels_taken_away=(BACKUP,))
    assert facts is without_states(facts, "")
    assert replace(facts, labels=("bug",), labels_by_us=(), labels_taken_away=()) == without_states(facts, PREFIX)
