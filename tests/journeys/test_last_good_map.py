"""Maps with errors: the last good version stays in force, and it is said."""

from __future__ import annotations

import sys

from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP

BROKEN_MAP = {OWNERSHIP: "version: 1\nareas: [\n"}


async def test_a_broken_map_leaves_the_last_good_one_in_force(stage: Stage) -> None:
    """Feedback reaches its owner still; whoever runs the bot can read what is wrong, until it is mended."""
    stage.shop.commit(MAP)
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.shop.commit(BROKEN_MAP)
    issue = stage.shop.open_issue(title="Refund of my card payment fails", author=stage.ana)
    await stage.settle()
    assert issue.labels == ["area: checkout"]
    (notice,) = await stage.bot.journal.standing()
    assert notice.says.startswith("the ownership map cannot be used, the last good one holds: acme/shop/.github/owner")
    stage.shop.commit(MAP)
    issue.edit(body="Every time!")
    await stage.settle()
    assert await stage.bot.journal.standing() == ()


async def test_a_map_that_never_was_good_is_no_consent(stage: Stage) -> None:
    """Nothing is written, and the error is kept for whoever runs the bot."""
    stage.shop.commit(BROKEN_MAP)
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert stage.writes == []
    (notice,) = await stage.bot.journal.standing()
    assert "no feedback is routed" in notice.says


async def test_maps_are_read_beside_the_event_loop(stage: Stage) -> None:
    """Whatever asks for one first, an issue, a command or a pull request: a large one would hold up deliveries."""
    here: set[str] = set()
    sys.setprofile(lambda frame, _event, _of: here.add(frame.f_code.co_name))
    try:
        stage.shop.commit(dict(MAP))
        issue = stage.shop.open_issue(title="Card refused", body="area: checkout", author=stage.ana)
        await stage.settle()
        stage.shop.commit({OWNERSHIP: f"{MAP[OWNERSHIP]}# another one"})
        issue.comment("/onesitting not-mine search", by=stage.practice.account("bo"))
        await stage.settle()
        stage.shop.commit({OWNERSHIP: f"{MAP[OWNERSHIP]}# and another one"})
        stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1"})
        await stage.settle()
    finally:
        sys.setprofile(None)
    assert ("area: search" in issue.labels, "map_in_force" in here, "read_ownership" in here) == (True, True, False)
