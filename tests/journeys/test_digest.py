"""The digest from the timer to the one issue that reminds, against the practice GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.messages.digest import TITLE
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_clocks import HOUR, later, waiting
from tests.journeys.test_clocks import MAP as QUIET

if TYPE_CHECKING:
    from bot.practice.issues import PracticeIssue

MAP = {OWNERSHIP: QUIET[OWNERSHIP].replace("{mode: route}", "{mode: route, digest: public}")}
MINUTES = 0.1  # of an hour: what changes is gathered for five


async def due(stage: Stage, files: dict[str, str] = MAP) -> PracticeIssue:
    """Return an issue whose term passed at 14:00 UTC, with the digest looked at."""
    issue = await waiting(stage, files)
    for hours in (MINUTES, 2, MINUTES):
        await later(stage, hours)
    return issue


def digests(stage: Stage) -> list[PracticeIssue]:
    """Return the issues that remind."""
    return [issue for issue in stage.shop.issues.values() if issue.title == TITLE]


def told(stage: Stage, login: str) -> int:
    """Return how often our comments called a person."""
    return sum(f"@{login}," in comment.body for issue in digests(stage) for comment in issue.comments)


async def test_what_is_due_is_told_to_owner_and_backup_in_one_issue(stage: Stage) -> None:
    """Each gets one comment; looked at again, nothing is written."""
    issue = await due(stage)
    (digest,) = digests(stage)
    assert f"/acme/shop/issues/{issue.number}) | `checkout` | `bo`, `cy` | due | 2026-11-02 14:00 UTC |" in (
        digest.body or ""
    )
    assert (1, 1, 0) == (told(stage, "bo"), told(stage, "cy"), told(stage, "dee"))
    stage.forget_calls()
    await later(stage, MINUTES)
    assert [] == stage.writes


async def test_a_person_is_called_once_a_working_day(stage: Stage) -> None:
    """What becomes twice due in the evening is told next morning, and yesterday's comment is folded away."""
    await due(stage)
    for hours in (4, MINUTES):
        await later(stage, hours)  # 18:00: the backup is at work, and was called today
    assert (1, 1) == (told(stage, "bo"), told(stage, "cy"))
    for _ in range(15):
        await later(stage, 1)
    (digest,) = digests(stage)
    assert (2, 2, 1) == (told(stage, "bo"), told(stage, "cy"), told(stage, "dee"))
    assert [True, True] == [comment.minimized for comment in digest.comments[:2]]


async def test_what_was_answered_is_due_no_more(stage: Stage) -> None:
    """The issue is edited in place, which notifies nobody."""
    issue = await due(stage)
    issue.comment("It is the bank.", by=stage.practice.account("bo"))
    await stage.settle()
    await later(stage, MINUTES)
    (digest,) = digests(stage)
    assert ("Nothing is due." in (digest.body or ""), len(digest.comments)) == (True, 2)


async def test_a_lost_answer_opens_no_second_issue(stage: Stage) -> None:
    """It is looked for before one is opened."""
    stage.practice.fault("POST", "/repos/acme/shop/issues", status=502, after=True)
    await due(stage)
    stage.clock.advance(HOUR)
    await stage.settle()
    assert 1 == len(digests(stage))


async def test_who_closes_the_issue_ends_it(stage: Stage) -> None:
    """No comment, no edit, no other issue."""
    await due(stage)
    digests(stage)[0].close(by=stage.owner)
    stage.forget_calls()
    for _ in range(24):
        await later(stage, 1)
    assert ([], 1) == ([call for call in stage.writes if "labels" not in call.path], len(digests(stage)))


@pytest.mark.parametrize("mode", ["off", "private"])
async def test_without_consent_nobody_is_reminded(stage: Stage, mode: str) -> None:
    """A public repository needs an explicit yes."""
    await due(stage, {OWNERSHIP: MAP[OWNERSHIP].replace("digest: public", f"digest: {mode}")})
    assert [] == digests(stage)
