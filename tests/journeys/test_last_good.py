"""Rules and maps with errors: the last good version stays in force, and it is said."""

from __future__ import annotations

import sys

from tests.journeys.stage import OWNERSHIP, RULES, Stage, large_change
from tests.journeys.test_feedback import MAP

COMMENT = "mode: comment\n"
BROKEN = "mode: coment\n"
BROKEN_MAP = {OWNERSHIP: "version: 1\nareas: [\n"}


async def test_broken_rules_leave_the_last_good_ones_in_force(stage: Stage) -> None:
    """Comments go on; the check run names the error and the blob that holds meanwhile."""
    stage.shop.commit({RULES: COMMENT})
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.shop.commit({RULES: BROKEN})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch="large")
    await stage.settle()
    summary = str(pull.check_runs[0].summary)
    assert len(pull.comments) == 1
    assert f"{RULES}:1:7" in summary
    assert "the last good version (`13125bf`) holds" in summary


async def test_rules_that_were_taken_away_do_not_come_back(stage: Stage) -> None:
    """A file that is gone is a decision: later errors fall back to the shipped rules."""
    for rules in (COMMENT, None):
        stage.shop.commit({RULES: rules})
        stage.shop.open_pull_request(
            title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch=f"b{bool(rules)}"
        )
        await stage.settle()
    stage.shop.commit({RULES: BROKEN})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert "the shipped rules hold" in str(pull.check_runs[0].summary)
    assert pull.comments == []


async def test_rules_of_another_branch_are_not_kept_for_all(stage: Stage) -> None:
    """Only the default branch's rules are fallen back to: a branch of somebody's own is no way in."""
    stage.shop.commit({RULES: BROKEN})
    stage.shop.branches["mine"] = stage.shop.head
    stage.shop.commit({RULES: COMMENT}, branch="mine")
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, base="mine")
    await stage.settle()
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch="large")
    await stage.settle()
    assert "the shipped rules hold" in str(pull.check_runs[0].summary)


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
