from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects.kinds import (
    AddAssignees,
    AddLabels,
    CreateComment,
    EditComment,
    Effect,
    RemoveAssignees,
    RemoveLabels,
)
from bot.effects.plan import plan_issue
from bot.facts.issue import Act
from bot.facts.people import Account
from bot.facts.said import Said
from bot.messages.feedback import say_feedback
from bot.messages.wanted import WantedIssue
from tests.effects.apply import after_issue
from tests.messages.build import ISSUE
from tests.messages.test_feedback import ROUTED

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts

WANTED = say_feedback(ROUTED, ISSUE)


def kinds(effects: tuple[Effect, ...]) -> list[type[Effect]]:
    """Return what kinds of effects these are."""
    return [type(effect) for effect in effects]


def test_routing_comments_labels_and_assigns() -> None:
    """A routed issue gets its comment, its label and its owner, in the order of the write budget."""
    assert kinds(plan_issue(ISSUE, WANTED)) == [CreateComment, AddLabels, AddAssignees]


def test_an_issue_that_is_left_alone_gets_nothing() -> None:
    """Where nothing is wanted nothing is written."""
    assert plan_issue(ISSUE, WantedIssue()) == ()


def test_a_label_that_is_there_is_not_added() -> None:
    """Labels know no capital letters."""
    facts = replace(ISSUE, labels=("Area: Checkout",))
    assert kinds(plan_issue(facts, WANTED)) == [CreateComment, AddAssignees]


def test_an_assigned_issue_keeps_its_assignee() -> None:
    """Whoever is assigned stays, and nobody is added."""
    assert kinds(plan_issue(replace(ISSUE, assignees=("linus",)), WANTED)) == [CreateComment, AddLabels]


@pytest.mark.parametrize("done", [0, 1, 2])
def test_a_broken_off_routing_is_finished(done: int) -> None:
    """Wherever the process dies, the next look adds what is missing and nothing twice."""
    effects = plan_issue(ISSUE, WANTED)
    assert plan_issue(after_issue(ISSUE, effects[:done]), WANTED) == effects[done:]


def test_what_a_person_took_away_is_not_put_back() -> None:
    """A removed label stays removed, an unassigned owner stays unassigned."""
    facts = replace(after_issue(ISSUE, plan_issue(ISSUE, WANTED)), labels=(), assignees=())
    facts = replace(facts, labels_taken_away=("area: checkout",), assignees_taken_away=("ada",))
    assert plan_issue(facts, WANTED) == ()


def test_a_routing_that_changed_later_is_left_to_people() -> None:
    """The comment is written once; an edited issue gets no second label."""
    facts = after_issue(ISSUE, plan_issue(ISSUE, WANTED))
    other = say_feedback(replace(ROUTED, area="search", label="area: search"), facts)
    assert plan_issue(facts, other) == ()


@pytest.mark.parametrize(
    "facts",
    [
        replace(ISSUE, state="closed"),
        replace(ISSUE, locked=True),
        replace(ISSUE, repository=None),
        replace(ISSUE, number=0),
        replace(ISSUE, said=Said(comment_deleted=True)),
    ],
)
def test_some_issues_are_never_written_to(facts: IssueFacts) -> None:
    """Closed, locked, local, or with our comment deleted: the issue belongs to people."""
    assert plan_issue(facts, WANTED) == ()


@given(
    st.builds(
        WantedIssue,
        comment=st.sampled_from([None, "one", WANTED.comment]),
        labels=st.lists(st.sampled_from(["area: checkout", "bug", "BUG"]), max_size=2, unique_by=str.lower).map(tuple),
        assignees=st.sampled_from([(), ("ada",), ("Ada",)]),
    ),
    st.builds(
        replace,
        st.just(ISSUE),
        labels=st.sampled_from([(), ("bug",), ("Bug", "x")]),
        assignees=st.sampled_from([(), ("linus",)]),
        labels_taken_away=st.sampled_from([(), ("bug",)]),
    ),
)
def test_planning_again_yields_nothing(wanted: WantedIssue, facts: IssueFacts) -> None:
    """Once a plan was performed the same look plans nothing."""
    assert plan_issue(after_issue(facts, plan_issue(facts, wanted)), wanted) == ()


MOVED = replace(
    say_feedback(replace(ROUTED, area="search", label="area: search", owner="cy"), ISSUE),
    moved_at=datetime(2026, 11, 24, tzinfo=UTC),
)


@pytest.mark.parametrize("done", range(6))
def test_a_broken_off_move_is_finished(done: int) -> None:
    """Ours goes, the new label and owner come, the comment is edited; wherever it breaks off."""
    facts = after_issue(ISSUE, plan_issue(ISSUE, WANTED))
    effects = plan_issue(facts, MOVED)
    assert kinds(effects) == [EditComment, AddLabels, RemoveLabels, RemoveAssignees, AddAssignees]
    assert plan_issue(after_issue(facts, effects[:done]), MOVED) == effects[done:]


def test_a_move_touches_nothing_that_a_person_set() -> None:
    """Their label and their assignee stay; nobody is added beside them."""
    facts = replace(after_issue(ISSUE, plan_issue(ISSUE, WANTED)), assignees_by_us=(), labels_by_us=())
    assert kinds(plan_issue(facts, MOVED)) == [EditComment, AddLabels]


def test_what_was_taken_away_before_a_move_may_come_back_by_it() -> None:
    """What was taken away since does not."""
    before, since = (datetime(2026, 11, day, tzinfo=UTC) for day in (23, 25))
    for at, expected in ((before, True), (since, False)):
        facts = replace(ISSUE, acts=(Act("unlabeled", "area: search", Account("ann", 5), at),))
        assert (AddLabels in kinds(plan_issue(facts, MOVED))) is expected


def test_a_deleted_comment_stays_deleted_when_the_issue_moves() -> None:
    """The move itself was asked for."""
    facts = replace(ISSUE, said=Said(comment_deleted=True))
    assert kinds(plan_issue(facts, MOVED)) == [AddLabels, AddAssignees]
