"""Drill 3: fifty pushes within ten seconds, told out of order. tests/burst plays it with real time."""

from __future__ import annotations

from random import Random

from tests.drills.play import large
from tests.journeys.stage import COMMENT_MODE, Stage


async def test_fifty_pushes_out_of_order_are_two_evaluations_and_the_last_head_wins(stage: Stage) -> None:
    """At most eight reads, one comment, and not a word about an older head behind the first look."""
    stage.shop.commit(COMMENT_MODE)
    pull, chance, older = large(stage), Random(3), []  # noqa: S311 - the same order each time
    for number in range(50):
        older.append(pull.head_sha)
        pull.push({"more.py": f"x = {number}\n"})
        chance.shuffle(stage.practice.pending)
        late = [stage.practice.pending.pop() for _ in range(len(stage.practice.pending) // 2)]
        await stage.deliver()
        stage.practice.pending.extend(late)
        stage.clock.advance(0.19)
        await stage.bot.drain()
    await stage.settle()
    said = [call.body.decode() for call in stage.writes]
    assert stage.operations("PullRequestSaid") <= 2
    assert len(stage.reads) <= 8
    assert [head for head in older for each in said if head in each] == []
    assert [pull.head_sha in comment.body for comment in pull.comments] == [True]
