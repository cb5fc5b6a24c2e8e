"""Drill 15: our own echoes, other machines, and people who do otherwise."""

from __future__ import annotations

from dataclasses import replace

from bot.wiring import create_bot
from tests.drills.play import large
from tests.journeys.stage import COMMENT_MODE, Stage
from tests.journeys.test_feedback import MAP

MOST = 4


async def test_our_own_events_and_another_bots_words_are_not_answered(stage: Stage) -> None:
    """Neither the echo of what we wrote nor a machine that answers it makes us look or write."""
    stage.shop.commit(COMMENT_MODE)
    pull = large(stage)
    await stage.settle()
    stage.forget_calls()
    robot = stage.practice.account("other[bot]", "Bot")
    pull.comment("/onesitting recheck", by=robot)
    await stage.settle(times=3)
    assert stage.writes == []
    assert len(pull.comments) == 2


async def test_a_fight_with_another_machine_ends_at_the_fuse(stage: Stage) -> None:
    """It edits as often as we answer: after so many writes within the hour we only observe, and say so."""
    await stage.bot.close()
    short = replace(stage.settings, most_writes=MOST)
    await stage.use(create_bot(short, clock=stage.clock, transport=stage.practice.transport))
    stage.shop.commit(COMMENT_MODE)
    pull = large(stage)
    for number in range(30):
        pull.edit(title=f"Everything {number}", body="Because of the totals." if number % 2 else "")
        await stage.settle()
    assert len(stage.writes) <= 3 * MOST + 2
    assert [one.topic for one in await stage.bot.journal.standing()] == [f"fuse:pull_request:{pull.number}"]


async def test_what_a_person_did_is_never_undone(stage: Stage) -> None:
    """A deleted comment, a removed label, another assignee: they stay, whatever happens later."""
    stage.shop.commit(COMMENT_MODE | MAP)
    pull, bo, cy = large(stage), stage.practice.account("bo"), stage.practice.account("cy")
    issue = stage.shop.open_issue(title="Card payment fails", body="area: checkout", author=stage.ana)
    await stage.settle()
    for thing in (pull, issue):
        thing.comments[0].delete(bo)
    issue.unlabel("area: checkout", by=bo)
    issue.unassign(bo, by=bo)
    issue.assign(cy, by=bo)
    await stage.settle()
    pull.push({"more.py": "x = 1\n"})
    issue.edit(body="area: checkout\n\nIt fails on Mondays.")
    await stage.settle(times=2)
    assert (pull.comments, issue.comments) == ([], [])
    assert ("area: checkout" in issue.labels, [one.login for one in issue.assignees]) == (False, ["cy"])


async def test_commands_count_where_they_are_meant_and_from_those_who_may(stage: Stage) -> None:
    """Not in a quotation, not in code; by an edit only what it added; permission is asked from GitHub now."""
    pull = large(stage)
    await stage.settle()
    quoted = pull.comment("> /onesitting recheck\n\n```\n/onesitting recheck\n```\n", by=stage.ana)
    edited = pull.comment("I wonder.", by=stage.practice.account("bo"))
    stranger = pull.comment("/onesitting observe", by=stage.practice.account("eve"))
    await stage.settle()
    edited.edit("I wonder.\n\n/onesitting recheck", by=edited.author)
    await stage.settle()
    told = [[each.content for each in comment.reactions] for comment in (quoted, edited, stranger)]
    assert told == [[], ["+1"], ["-1"]]
