"""Commands on issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.marker import HELP
from tests.journeys.test_commands import reactions
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from tests.journeys.stage import Stage


async def test_help_on_an_issue_is_one_comment_edited_in_place(stage: Stage) -> None:
    """There is no check run to put it into; who asks again gets the same comment."""
    issue = stage.shop.open_issue(title="Slow", author=stage.ana)
    first = issue.comment("/onesitting help", by=stage.ana)
    await stage.settle()
    again = issue.comment("/onesitting help", by=stage.practice.account("zed"))
    await stage.settle()
    ours = [comment for comment in issue.comments if comment.author.login == "onesitting[bot]"]
    assert [comment.body.partition("\n")[0] for comment in ours] == [HELP]
    assert (len(ours[0].former_bodies), reactions(first), reactions(again)) == (1, ["+1"], ["+1"])


async def test_the_reporter_may_have_an_issue_looked_at_again(stage: Stage) -> None:
    """The map came after the issue."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.shop.commit(MAP)
    comment = issue.comment("/onesitting recheck", by=stage.ana)
    await stage.settle()
    assert (reactions(comment), issue.labels) == (["+1"], ["area: checkout"])


async def test_what_is_not_there_yet_is_told_apart_from_what_is_not_allowed(stage: Stage) -> None:
    """The owner would be allowed to; a stranger would not."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    owner = issue.comment("/onesitting explain", by=stage.practice.account("bo"))
    stranger = issue.comment("/onesitting area search", by=stage.practice.account("zed"))
    await stage.settle()
    assert (reactions(owner), reactions(stranger)) == (["confused"], ["-1"])
