"""Owners' clocks from webhook and timer to the label on the issue, against the practice GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_commands import reactions

if TYPE_CHECKING:
    from bot.facts.turn import Turn
    from bot.practice.comments import PracticeComment
    from bot.practice.issues import PracticeIssue

MAP = {
    OWNERSHIP: """
feedback: {mode: route}
defaults: {respond_within: 2 hours, state_prefix: "waiting for: "}
people: {cy: {hours: "06:00-22:00"}}
areas: {checkout: {owner: bo, backup: cy, escalation: dee, keywords: [card]}}
"""
}
HOUR = 3600
AREA = "area: checkout"


async def waiting(stage: Stage, files: dict[str, str] = MAP) -> PracticeIssue:
    """Return an issue that waits for its owner since Monday, 12:00 UTC."""
    stage.shop.commit(dict(files))
    issue = stage.shop.open_issue(title="Card refused", body="area: checkout", author=stage.ana)
    await stage.settle()
    assert issue.labels == [AREA, "waiting for: owner"]
    return issue


async def later(stage: Stage, hours: float) -> int:
    """Let time pass and the timer look; return how many issues it made due."""
    stage.clock.advance(hours * HOUR)
    due = await stage.bot.timekeeper.mark_due(stage.clock.now())
    await stage.settle()
    return due


async def turns(stage: Stage) -> list[Turn]:
    """Return the turns that are kept."""
    kept = await stage.bot.timekeeper.turns(stage.installation.id, stage.installation.created_at)
    return [each.turn for each in kept]


async def test_due_goes_to_the_backup_and_twice_due_to_the_escalation(stage: Stage) -> None:
    """Each once: a timer that looks again finds nothing, and nothing is written."""
    issue = await waiting(stage)
    assert (1, 0) == (await later(stage, 2), await later(stage, 0))
    assert [AREA, "waiting for: backup"] == issue.labels
    assert (1, 0) == (await later(stage, 2), await later(stage, 24))
    assert [AREA, "waiting for: escalation"] == issue.labels
    assert (1, ["bo"]) == (len(issue.comments), [account.login for account in issue.assignees])


async def test_an_answer_hands_the_turn_to_the_reporter_and_their_reply_hands_it_back(stage: Stage) -> None:
    """The first answer was in time; the second term is running."""
    issue = await waiting(stage)
    stage.clock.advance(HOUR)
    issue.comment("It is the bank.", by=stage.practice.account("bo"))
    await stage.settle()
    assert [AREA, "waiting for: reporter"] == issue.labels
    issue.comment("It is not.", by=stage.ana)
    await stage.settle()
    assert [AREA, "waiting for: owner"] == issue.labels
    now = stage.clock.now()
    first, second = await turns(stage)
    assert (True, 60, "bo") == (first.in_time(now), first.minutes, first.ended_by)
    assert (None, None) == (second.in_time(now), second.ended_at)


async def test_a_closed_issue_waits_for_nobody(stage: Stage) -> None:
    """The label goes with the last turn, and the timer has nothing to look at."""
    issue = await waiting(stage)
    issue.close(by=stage.practice.account("bo"))
    await stage.settle()
    assert ([AREA], 0) == (issue.labels, await later(stage, 24))
    assert ["closed"] == [turn.how for turn in await turns(stage)]


async def test_days_away_move_the_term_to_whoever_covers(stage: Stage) -> None:
    """Said on any issue of oneself, with a cover of the map; taken out of the comment, the old term is back."""
    await waiting(stage)
    (before,) = await turns(stage)
    other = stage.shop.open_issue(title="Hello", author=stage.owner)
    assert ["-1"] == reactions(await said(stage, other, "/onesitting away 2026-11-02 cover cy", by="zed"))
    for nobody in ("bo", "torvalds"):
        line = f"/onesitting away 2026-11-02 cover {nobody}"
        assert ["confused"] == reactions(await said(stage, other, line, by="bo"))
    comment = await said(stage, other, "/onesitting away 2026-11-02..2026-11-03", by="bo")
    assert ["+1"] == reactions(comment)
    (away,) = await turns(stage)
    assert "2026-11-04T11:00:00+00:00" == str(away.due_at and away.due_at.isoformat())  # nobody covers these two days
    comment.edit("Never mind.", by=stage.practice.account("bo"))
    await stage.settle(times=2)
    assert [before] == await turns(stage)


async def said(stage: Stage, issue: PracticeIssue, line: str, by: str) -> PracticeComment:
    """Write a comment and let everything settle."""
    comment = issue.comment(line, by=stage.practice.account(by))
    await stage.settle(times=2)
    return comment


async def test_what_is_no_feedback_any_more_waits_for_nobody(stage: Stage) -> None:
    """The map lets it go, and so do the clocks."""
    issue = await waiting(stage)
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("mode: route", "mode: suggest")})
    issue.edit(body="area: checkout, still")
    await stage.settle()
    assert ["let_go"] == [turn.how for turn in await turns(stage)]


async def test_an_issue_that_is_gone_waits_for_nobody(stage: Stage) -> None:
    """It was deleted, or moved to where we may not look."""
    issue = await waiting(stage)
    del stage.shop.issues[issue.number]
    await later(stage, 2)
    assert ["let_go"] == [turn.how for turn in await turns(stage)]
