"""The page that first settings are proposed from: a whole bot, a practice GitHub, and somebody who looks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot.policy.schema_address import schema_line
from bot.policy.starter_rules import STARTER_RULES
from bot.practice.faults import Fault
from tests.journeys.stage import Stage, large_change
from tests.web.visitor import PUBLIC, visitor, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage whose bot has a public address, and looked at a pull request."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    stage.shop.open_pull_request(title="Everything <b> @bo\u202e", author=stage.ana, files=large_change())
    await stage.settle()
    yield stage
    await stage.close()


def path(stage: Stage) -> str:
    """Return the path of the shop's page."""
    return f"/repositories/{stage.shop.id}/make-it-yours"


def copied(html: str, name: str) -> str:
    """Return what a browser shows in a field of the page, character by character."""
    found = re.search(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    return unescape(found[1]) if found else ""


async def test_the_check_run_leads_to_the_page_and_the_page_to_github(stage: Stage) -> None:
    """The file as it is, the table, and a description that can be pasted."""
    (check,) = stage.shop.pull_requests[0].check_runs
    assert f"[Make it yours]({PUBLIC}{path(stage)})" in str(check.summary)
    async with visitor(stage, "ana") as client:
        html = (await client.get(path(stage))).text
    told = words(html)
    assert copied(html, "file-text") == schema_line("onesitting", PUBLIC) + STARTER_RULES
    assert "By this file the last pull request would have had a comment that asks." in told
    assert "`too_large`" in copied(html, "description-text")
    assert "Everything <b> @bo⟨U+202E⟩ Needs 5 sittings: " in told
    assert 'href="http://github.test/acme/shop/new/main?filename=.github/onesitting.yml&amp;value=' in html


async def test_looking_writes_nothing_and_reads_once(stage: Stage) -> None:
    """Nothing on GitHub, nothing kept, nothing due; whoever comes within five minutes sees the same."""
    async with visitor(stage, "ana") as client:
        stage.forget_calls()
        for _ in range(3):
            await client.get(path(stage))
        reads = [call for call in stage.reads if call.installation is not None]
    assert (stage.writes, len(reads)) == ([], 1 + 3)
    assert 0 == await stage.bot.drain()


async def test_only_readers_of_the_repository_see_it(stage: Stage) -> None:
    """A repository that is not known looks the same as one that may not be read."""
    secret = stage.practice.create_repository("acme/secret", private=True)
    secret.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    async with visitor(stage, "ana") as client, visitor(stage) as stranger:
        hidden = await client.get(f"/repositories/{secret.id}/make-it-yours")
        unknown = await client.get("/repositories/5/make-it-yours")
        first = await stranger.get(path(stage))
    assert [hidden.status_code, unknown.status_code, first.status_code] == [404, 404, 303]
    assert hidden.text == unknown.text


async def test_a_github_that_does_not_answer_is_said(stage: Stage) -> None:
    """The next one who comes asks anew."""
    async with visitor(stage, "ana") as client:
        stage.practice.world.faults.append(Fault("POST", "/graphql", 502, times=2))
        answers = [await client.get(path(stage)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [502, 200]
    assert "look first whether what you sent is there" in words(answers[0].text)


async def test_a_link_opens_it_where_the_operator_allows_that(tmp_path: Path) -> None:
    """It stands in the check run, and opens no other page."""
    stage = Stage(tmp_path, public_url=PUBLIC, link_days=7)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    (link,) = re.findall(r"\[Make it yours\]\((\S+)\)", str(pull.check_runs[0].summary))
    async with visitor(stage) as stranger:
        answers = [await stranger.get(link), await stranger.get(link.replace("make-it-yours", "feedback"))]
    await stage.close()
    assert [answer.status_code for answer in answers] == [200, 303]
