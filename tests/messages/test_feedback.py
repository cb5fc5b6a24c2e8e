from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from bot.facts.routing import Candidate, FeedbackMode, Routing
from bot.messages.feedback import say_duplicate, say_feedback
from bot.messages.figures import moment
from bot.messages.wanted import WantedIssue
from tests.messages.build import ISSUE
from tests.messages.hostile import foreign
from tests.messages.inert import linked

ROUTED = Routing(
    id="acme/shop#31",
    routed=True,
    step="form",
    area="checkout",
    owner="ada",
    why="matched the form value `Checkout`",
    label="area: checkout",
)


def test_whoever_stands_in_is_named_beside_an_owner_who_is_away() -> None:
    """They have to act, so they are mentioned; where the map only suggests, nobody is."""
    away = replace(ROUTED, cover="linus")
    assert "Owner: @ada. @linus stands in for days away." in str(say_feedback(away, ISSUE).comment)
    suggested = str(say_feedback(replace(away, mode="suggest"), ISSUE).comment)
    assert "`linus` stands in for days away." in suggested


@pytest.mark.parametrize("mode", ["off", "observe"])
def test_without_consent_nothing_is_said(mode: FeedbackMode) -> None:
    """A map that is off or only observes leaves the issue untouched."""
    assert say_feedback(replace(ROUTED, mode=mode), ISSUE) == WantedIssue()


def test_an_issue_left_alone_stays_alone() -> None:
    """Where the cascade left the issue to people, nothing is said or done."""
    assert say_feedback(replace(ROUTED, step="left_alone", routed=False), ISSUE) == WantedIssue()


def test_a_duplicate_names_the_other_issue() -> None:
    """In the words that GitHub reads, too; and it is to be closed."""
    wanted = say_duplicate("12", datetime(2026, 11, 23, tzinfo=UTC))
    assert ("Duplicate of #12" in (wanted.comment or ""), wanted.closed, wanted.labels) == (True, True, ())


def test_the_assigned_owner_is_mentioned_and_nobody_else() -> None:
    """Owner with an @, backup and candidates without."""
    comment = say_feedback(replace(ROUTED, backup="grace"), ISSUE).comment or ""
    assert (comment.count("@"), "@ada" in comment, "`grace`" in comment) == (1, True, True)


def test_a_suggestion_mentions_nobody_and_changes_nothing() -> None:
    """Suggesting is one comment: no label, no assignee, no notification."""
    wanted = say_feedback(replace(ROUTED, mode="suggest"), ISSUE)
    assert ("@" in (wanted.comment or "@"), wanted.labels, wanted.assignees) == (False, (), ())


def test_a_security_report_is_not_repeated() -> None:
    """The comment points to the policy, names no area, holds nothing of the report, and sets no label."""
    wanted = say_feedback(replace(ROUTED, kind="security_report", why="found `token leak`"), ISSUE)
    comment = wanted.comment or ""
    assert ("leak" in comment, "checkout" in comment, "/security/policy" in comment, wanted.labels) == (
        False,
        False,
        True,
        (),
    )


@given(foreign, foreign)
def test_hostile_words_mention_nobody(words: str, name: str) -> None:
    """Whatever the evidence, a label or a login says, only a login GitHub could know is mentioned."""
    candidates = (Candidate(words, words, 0.5),)
    routing = replace(ROUTED, why=words, label=words, area=words, owner=f"{name} x", backup=words)
    said = [say_feedback(replace(routing, routed=routed, candidates=candidates), ISSUE) for routed in (True, False)]
    assert [linked(wanted.comment or "") for wanted in said] == [[], []]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "2026-11-24 17:00 UTC"),
        (datetime(2026, 11, 24, 17, 0, tzinfo=timezone(timedelta(hours=1))), "2026-11-24 17:00 +01:00"),
    ],
)
def test_a_due_time_is_an_iso_date_with_its_zone(at: datetime, expected: str) -> None:
    """Nobody has to guess whose five o'clock is meant."""
    assert moment(at) == expected
