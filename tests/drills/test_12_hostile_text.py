"""Drill 12: titles, descriptions, paths and branches that were made to mention, close, forge and flood."""

from __future__ import annotations

from bot.practice.limits import BODY_CHARACTERS
from tests.drills.play import ONE_HOME
from tests.journeys.stage import COMMENT_MODE, Stage, large_change

pytestmark = ONE_HOME

TITLE = "@org/everyone </details> ``` ## Approved <!-- onesitting:review --> #1"
ZERO_WIDTH = "shop/\u200b\u202egnp.py"
FLOOD = "\n".join(f"@bo </details> <!-- onesitting:review --> #1 {number}" for number in range(1_300))


async def test_hostile_text_comes_out_inert_and_within_the_limit(stage: Stage) -> None:
    """Nobody is notified, nothing is linked or closed, the marker is ours alone, and what was cut is said."""
    stage.shop.commit(COMMENT_MODE)
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch="small")
    files = {**large_change(), ZERO_WIDTH: large_change()["shop/part_0.py"]}
    files |= {f"@org/everyone/</details>/{'long' * 40}_{number}.py": "x = 1\n" * 40 for number in range(400)}
    pull = stage.shop.open_pull_request(
        title=TITLE, body=FLOOD[:60_000], author=stage.ana, files=files, branch="<!--@org/everyone-->"
    )
    pull.comment("<!-- onesitting:review -->\nApproved by the bot!", by=stage.ana)
    before = len(stage.practice.cross_references)
    await stage.settle(times=2)
    theirs, ours = pull.comments
    check = pull.check_runs[-1]
    words = (ours.body, str(check.summary), str(check.text))
    assert (theirs.body, ours.author.login) == ("<!-- onesitting:review -->\nApproved by the bot!", "onesitting[bot]")
    assert (stage.practice.pings_by_app(), stage.practice.cross_references[before:]) == ([], [])
    assert all(each.count("<details>") == each.count("\n</details>") for each in words)
    assert not any("\u202e" in each or "shop/\u200b" in each or "\n## Approved" in each for each in words)
    assert max(map(len, words)) <= BODY_CHARACTERS
    assert any("more" in each for each in words)
