"""`onesitting explain owner/repo#7`: the server's own journey with nothing performed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.cli.explain_github import Explained, as_data, explain
from bot.cli.planned_text import planned_text
from bot.facts.errors import FactsUnavailable
from bot.facts.routing import Routing
from bot.facts.verdict import Verdict
from tests.cli.command import onesitting
from tests.cli.schemas import violations
from tests.journeys.stage import COMMENT_MODE, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage; the bot is closed in the end."""
    stage = Stage(tmp_path)
    yield stage
    await stage.close()


async def explained(stage: Stage, number: int, name: str = "acme/shop") -> Explained:
    """Explain a subject of the practice GitHub."""
    return await explain(stage.settings, name, number, stage.clock.now(), stage.practice.transport)


async def test_a_pull_request_is_judged_and_nothing_is_written(stage: Stage) -> None:
    """The verdict, and the check run and the comment that the server would write."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    found = await explained(stage, pull.number)
    assert isinstance(found.decision, Verdict)
    assert [type(effect).__name__ for effect in found.effects] == ["CreateCheckRun", "CreateComment"]
    assert violations("explain-result", as_data(found)) == []
    assert stage.writes == []


async def test_it_would_write_what_the_server_writes(stage: Stage) -> None:
    """After the server was there, nothing is left to write."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    found = await explained(stage, pull.number)
    assert (found.effects, found.why_nothing) == ((), "all of it stands there already")


async def test_an_issue_is_routed_and_nothing_is_written(stage: Stage) -> None:
    """Owner, label and comment as the server would choose them."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    found = await explained(stage, issue.number)
    assert isinstance(found.decision, Routing)
    assert found.decision.owner == "bo"
    assert violations("explain-result", as_data(found)) == []
    words = planned_text(found.effects, found.why_nothing)
    assert "label: area: checkout" in words
    assert "assign: bo" in words
    assert stage.writes == []


async def test_without_a_map_it_says_so(stage: Stage) -> None:
    """The reason why nothing would be written."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    found = await explained(stage, issue.number)
    assert planned_text(found.effects, found.why_nothing).startswith(
        "Would write nothing: no ownership map is in force"
    )


async def test_a_repository_without_the_app_is_out_of_reach(stage: Stage) -> None:
    """GitHub knows no installation there."""
    stage.practice.create_repository("else/where")
    with pytest.raises(FactsUnavailable, match="/repos/else/where/installation answered 404"):
        await explained(stage, 1, "else/where")


async def test_hostile_words_reach_the_terminal_inert(stage: Stage) -> None:
    """No control sequence of a title or a path is printed."""
    pull = stage.shop.open_pull_request(title="\x1b[2Jgone", author=stage.ana, files={"a\x1b[31m.py": "x = 1\n" * 400})
    found = await explained(stage, pull.number)
    assert "\x1b" not in planned_text(found.effects, found.why_nothing)


@pytest.mark.parametrize("name", ["acme/shop", "7", "acme#7", "acme/shop/x#7", "acme/shop#seven"])
def test_what_is_no_subject_is_refused(name: str) -> None:
    """Exit code 2, and how to write it."""
    ran = onesitting("explain", name)
    assert (ran.code, ran.out) == (2, "")
    assert "owner/repo#7" in ran.err


def test_missing_settings_are_named() -> None:
    """The webhook secret is not among them: nothing is received."""
    ran = onesitting("explain", "acme/shop#7", environ={"ONESITTING_APP_ID": "7"})
    assert ran.code == 2
    assert "ONESITTING_PRIVATE_KEY" in ran.err
    assert "ONESITTING_WEBHOOK_SECRET" not in ran.err


def test_the_local_form_still_works() -> None:
    """A diff on standard input needs no settings."""
    diff = b"diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"
    ran = onesitting("explain", "--diff", "-", "--format", "json", stdin=diff)
    assert ran.code == 0
    assert json.loads(ran.out)["band"] == "fits_one_sitting"
