"""Corrections from comment or label to the new owner, against the practice GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_commands import reactions
from tests.journeys.test_feedback import MAP
from tests.journeys.test_outcomes import past, routed

if TYPE_CHECKING:
    from bot.practice.issues import PracticeIssue
    from tests.journeys.stage import Stage


def stands(issue: PracticeIssue) -> tuple[list[str], list[str], int]:
    """Return labels, assignees and the number of our comments."""
    ours = [comment for comment in issue.comments if comment.author.login == "onesitting[bot]"]
    return issue.labels, [account.login for account in issue.assignees], len(ours)


async def say(stage: Stage, issue: PracticeIssue, line: str, by: str) -> list[str]:
    """Write a comment and return the reactions to it once everything has settled."""
    comment = issue.comment(line, by=stage.practice.account(by))
    await stage.settle(times=2)
    return reactions(comment)


async def test_not_mine_hands_the_issue_over(stage: Stage) -> None:
    """Our label and our assignee make room; the one comment is edited in place."""
    issue = await routed(stage)
    assert await say(stage, issue, "/onesitting not-mine search", "bo") == ["+1"]
    assert (["area: search"], ["cy"], 1) == stands(issue)
    final = (await past(stage, issue)).final
    assert "not_mine" == (final.how if final else None)


async def test_not_mine_alone_and_two_bounces_reach_the_rota(stage: Stage) -> None:
    """Nothing is tossed for ever."""
    one, two = await routed(stage), await routed(stage)
    await say(stage, one, "/onesitting not-mine", "bo")
    await say(stage, two, "/onesitting not-mine search", "bo")
    await say(stage, two, "/onesitting not-mine checkout", "cy")
    assert (["needs-area"], ["dee"], 1) == stands(one) == stands(two)


async def test_the_reporter_may_name_the_area(stage: Stage) -> None:
    """By its name; a name that no area has is not understood, and a stranger is refused."""
    issue = await routed(stage)
    assert await say(stage, issue, "/onesitting area Search", "ana") == ["+1"]
    assert (["area: search"], ["cy"], 1) == stands(issue)
    assert await say(stage, issue, "/onesitting area kitchen", "ana") == ["confused"]
    assert await say(stage, issue, "/onesitting area checkout", "zed") == ["-1"]


async def test_a_relabel_moves_the_owner_along(stage: Stage) -> None:
    """One label is the whole correction; nothing that a person set is touched, and a second look writes nothing."""
    issue = await routed(stage)
    issue.label("area: search", by=stage.practice.account("dee"))
    await stage.settle(times=2)
    assert (["area: search"], ["cy"], 1) == stands(issue)
    stage.forget_calls()
    issue.edit(body="area: checkout, I thought.")
    await stage.settle()
    assert stage.writes == []


async def test_an_assignee_that_a_person_set_stays(stage: Stage) -> None:
    """The label follows them where they own one area; nobody is added."""
    issue = await routed(stage)
    issue.unassign(stage.practice.account("bo"), by=stage.practice.account("dee"))
    issue.assign(stage.practice.account("cy"), by=stage.practice.account("dee"))
    await stage.settle(times=2)
    assert (["area: search"], ["cy"], 1) == stands(issue)


async def test_who_takes_themselves_off_hands_it_to_the_rota(stage: Stage) -> None:
    """Somebody else who takes them off leaves it to people."""
    mine, theirs = await routed(stage), await routed(stage)
    bo = stage.practice.account("bo")
    mine.unassign(bo, by=bo)
    theirs.unassign(bo, by=stage.practice.account("dee"))
    await stage.settle(times=2)
    assert (["needs-area"], ["dee"], 1) == stands(mine)
    assert (["area: checkout"], [], 1) == stands(theirs)


async def test_a_command_is_carried_out_where_the_map_suggests(stage: Stage) -> None:
    """A person asked for it."""
    issue = await routed(stage, "suggest")
    assert ([], [], 1) == stands(issue)
    await say(stage, issue, "/onesitting area checkout", "bo")
    assert (["area: checkout"], ["bo"], 1) == stands(issue)


async def test_what_was_moved_and_then_changed_by_a_person_stays_so(stage: Stage) -> None:
    """Their act is newer than the move."""
    issue = await routed(stage)
    await say(stage, issue, "/onesitting not-mine search", "bo")
    issue.unlabel("area: search", by=stage.practice.account("dee"))
    issue.edit(body="Still.")
    await stage.settle(times=2)
    assert ([], ["cy"], 1) == stands(issue)


async def test_possibly_related_issues_are_named_and_not_touched(stage: Stage) -> None:
    """By number and title, without a cross-reference on them."""
    stage.shop.commit(MAP)
    first = stage.shop.open_issue(title="Card payment refused", body="My bank card, at the till.", author=stage.ana)
    await stage.settle()
    events = len(stage.practice.cross_references)
    issue = stage.shop.open_issue(title="Payment refused", body="The bank card again, at the till.", author=stage.ana)
    await stage.settle(times=2)
    assert f"- `#{first.number}` `Card payment refused`" in issue.comments[0].body
    assert (events, 1) == (len(stage.practice.cross_references), len(issue.comments))
    stage.forget_calls()
    stage.shop.open_issue(title="Card payment refused by bank", body="At the till.", author=stage.ana)
    issue.edit(body="The bank card again, at the till!")
    await stage.settle()
    assert [call for call in stage.writes if f"/issues/{issue.number}" in call.path] == []


async def test_a_duplicate_is_closed_by_a_persons_command(stage: Stage) -> None:
    """With a reference to the other one; opened again it stays open."""
    first, issue = await routed(stage), await routed(stage)
    assert await say(stage, issue, f"/onesitting duplicate #{first.number}", "ana") == ["+1"]
    assert ("closed", "duplicate") == (issue.state, issue.state_reason)
    assert f"Duplicate of #{first.number}" in issue.comments[0].body
    issue.reopen(by=stage.ana)
    await stage.settle(times=2)
    assert issue.state == "open"


@pytest.mark.parametrize("number", [1, 999])
async def test_a_duplicate_of_itself_or_of_nothing_is_not_understood(stage: Stage, number: int) -> None:
    """There is no other issue of that number."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card", body="area: checkout", author=stage.ana)
    await stage.settle()
    assert await say(stage, issue, f"/onesitting duplicate #{number}", "ana") == ["confused"]
    assert issue.state == "open"


async def test_internal_work_is_given_away_by_command_alone(stage: Stage) -> None:
    """A member's issue is no feedback, until somebody gives it to an owner."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.practice.account("dee"))
    await stage.settle()
    assert ([], [], 0) == stands(issue)
    assert await say(stage, issue, "/onesitting area search", "dee") == ["+1"]
    assert (["area: search"], ["cy"], 1) == stands(issue)


async def test_without_a_map_no_command_gives_anything_away(stage: Stage) -> None:
    """It says so with a reaction, and closes nothing."""
    first = stage.shop.open_issue(title="Card", author=stage.ana)
    issue = stage.shop.open_issue(title="Card", author=stage.ana)
    for line in ("/onesitting area search", f"/onesitting duplicate #{first.number}"):
        assert await say(stage, issue, line, "ana") == ["confused"]
    assert issue.state == "open"
