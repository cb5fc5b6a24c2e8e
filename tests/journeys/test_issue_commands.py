"""Commands on issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.marker import EXPLAIN, HELP
from bot.policy.commands import read_command_rules
from bot.shipped import load
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


async def test_help_tells_the_owner_of_the_area_what_is_theirs_to_ask(stage: Stage) -> None:
    """Without any permission in the repository: the map makes them the owner. What is for others is folded away."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.shop.collaborators.pop("bo")
    issue.comment("/onesitting help", by=stage.practice.account("bo"))
    await stage.settle()
    (said,) = [each.body for each in issue.comments if each.body.startswith(HELP)]
    own, _, others = said.partition("<details>")
    assert ("/onesitting not-mine" in own, "/onesitting observe" in own) == (True, False)
    assert "/onesitting observe" in others


async def test_the_reporter_may_have_an_issue_looked_at_again(stage: Stage) -> None:
    """The map came after the issue."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.shop.commit(MAP)
    comment = issue.comment("/onesitting recheck", by=stage.ana)
    await stage.settle()
    assert (reactions(comment), issue.labels) == (["+1"], ["area: checkout"])


async def test_explain_on_an_issue_is_one_comment_that_mentions_nobody(stage: Stage) -> None:
    """The owner of the area asks; a stranger may not. Asked again, it is edited in place."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    owner = issue.comment("/onesitting explain", by=stage.practice.account("bo"))
    stranger = issue.comment("/onesitting explain", by=stage.practice.account("zed"))
    await stage.settle()
    issue.comment("/onesitting explain", by=stage.ana)
    await stage.settle()
    (said,) = [each.body for each in issue.comments if each.body.startswith(EXPLAIN)]
    assert "This issue belongs to `checkout`, whose owner is `bo`: words of the map" in said
    assert "@" not in said
    assert (reactions(owner), reactions(stranger)) == (["+1"], ["-1"])


async def test_explain_says_why_an_issue_is_left_alone(stage: Stage) -> None:
    """There is no map here."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    issue.comment("/onesitting explain", by=stage.ana)
    await stage.settle()
    (said,) = [each.body for each in issue.comments if each.body.startswith(EXPLAIN)]
    assert "This issue is left alone: no ownership map is in force" in said


async def test_an_issue_that_is_only_observed_hears_no_word(stage: Stage) -> None:
    """From then on: neither an edit nor a label; taken back, it is routed again. The reporter may not ask for it."""
    stage.shop.commit(MAP)
    stage.shop.collaborator(stage.practice.account("mia"), "triage")
    issue = stage.shop.open_issue(title="It does not work", author=stage.ana)
    asked = issue.comment("/onesitting observe", by=stage.practice.account("mia"))
    refused = issue.comment("/onesitting observe", by=stage.ana)
    await stage.settle()
    stage.forget_calls()
    issue.edit(title="Card payment fails")
    await stage.settle()
    assert (issue.labels, stage.writes, reactions(asked), reactions(refused)) == ([], [], ["+1"], ["-1"])
    asked.delete(by=stage.practice.account("mia"))
    await stage.settle(times=2)
    assert issue.labels == ["area: checkout"]


async def test_every_command_of_the_table_works_where_it_is_for() -> None:
    """Nothing is promised for later."""
    commands = read_command_rules(load()).commands
    assert [each.name for each in commands if set(each.works_in) != set(each.where)] == []
