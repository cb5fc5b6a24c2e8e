"""The page of a repository's feedback and a person's own page: a whole bot, and people who act on pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP
from tests.web.visitor import PUBLIC, visitor, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

    from bot.facts.absence import Absence

METRICS = MAP[OWNERSHIP].replace("    owner: bo\n", "    owner: bo\n    metric: {name: Weekly buyers}\n")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage with a map, on which one issue was routed to bo and corrected to cy."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    stage.shop.commit({OWNERSHIP: METRICS})
    issue = stage.shop.open_issue(title="Card payment fails", body="The payment is refused.", author=stage.ana)
    await stage.settle()
    issue.comment("/onesitting area search", stage.ana)
    await stage.settle()
    yield stage
    await stage.close()


def me(stage: Stage) -> str:
    """Return the path of one's own page."""
    return f"/repositories/{stage.shop.id}/feedback/me"


async def send(client: httpx.AsyncClient, page: str, form: str, **fields: str) -> httpx.Response:
    """Fill in a form of the page and send it, with the token that stands in it."""
    shown = (await client.get(page)).text
    found = re.search(rf'action="{page}/{form}">\s*<input type="hidden" name="csrf" value="([^"]+)"', shown)
    return await client.post(f"{page}/{form}", data={"csrf": found[1] if found else "", **fields})


async def absences(stage: Stage) -> tuple[Absence, ...]:
    """Return the days away that the clocks know."""
    return await stage.bot.timekeeper.absences(stage.installation.id)


async def test_routing_is_told_by_area_with_its_numbers(stage: Stage) -> None:
    """No percentage without the issues it is made of; an area that nothing is known of stands there, too."""
    async with visitor(stage, "ana") as client:
        told = words((await client.get(me(stage).removesuffix("/me"))).text)
    assert "checkout bo 0 % (0/1) none yet none yet" in told
    assert "search cy none yet 100 % (1/1) 0 % (0/1)" in told


async def test_days_away_are_the_command_of_that_name(stage: Stage) -> None:
    """The same row, the same clocks; taken back on the page, they are gone."""
    async with visitor(stage, "bo") as client:
        answer = await send(client, me(stage), "away", first="2026-12-20", last="2027-01-06", cover="cy")
        there = await absences(stage)
        shown = (await client.get(answer.headers["location"])).text
        row = re.search(r'name="row" value="(\d+)"', shown)
        assert row is not None
        back = await send(client, me(stage), "back", row=row[1])
    assert (answer.status_code, "2026-12-20 to 2027-01-06, cy stands in" in words(shown)) == (303, True)
    assert [(each.login, each.first.isoformat(), each.cover) for each in there] == [("bo", "2026-12-20", "cy")]
    assert (back.status_code, await absences(stage)) == (303, ())


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"first": "tomorrow"}, "FROM..TO"),
        ({"first": "2026-12-20", "cover": "nobody-here"}, "the map names nobody of that login"),
        ({"first": "2026-12-20", "cover": "bo"}, "nobody stands in for themselves"),
        ({"first": "2026-12-20", "last": "2026-12-01"}, "FROM..TO"),
        ({"first": "2026-12-20\n/onesitting area x"}, "FROM..TO"),
        ({}, "FROM..TO"),
    ],
)
async def test_days_that_cannot_be_are_told_and_not_kept(stage: Stage, fields: dict[str, str], says: str) -> None:
    """The page stands there again with what was written, and says why."""
    async with visitor(stage, "bo") as client:
        answer = await send(client, me(stage), "away", **fields)
    assert (answer.status_code, says in words(answer.text), await absences(stage)) == (422, True, ())


async def test_a_number_is_the_command_of_that_name(stage: Stage) -> None:
    """It counts for the week that runs, the last word of the week."""
    async with visitor(stage, "bo") as client:
        for number in ("1,840", "1,910"):
            await send(client, me(stage), "number", number=number, area="checkout", why="the new cart")
        told = words((await client.get(me(stage))).text)
        wrong = await send(client, me(stage), "number", number="many", area="checkout", why="x")
    assert "checkout: Weekly buyers Reported this week: 1910" in told
    assert (wrong.status_code, "NUMBER" in words(wrong.text)) == (422, True)


async def test_who_owns_nothing_has_no_form(stage: Stage) -> None:
    """Whom the map does not name may look; a form that comes all the same has no proof."""
    async with visitor(stage, "ana") as client:
        shown = words((await client.get(me(stage))).text)
        csrf = {"first": "2026-12-20", "csrf": "none"}
        forged = await client.post(f"{me(stage)}/away", data=csrf)
    assert "The ownership map names you in no place" in shown
    assert (forged.status_code, await absences(stage)) == (403, ())


async def test_nobody_takes_back_what_another_said(stage: Stage) -> None:
    """Nor what was said in a comment, nor what is no row at all."""
    async with visitor(stage, "bo") as bo, visitor(stage, "cy") as cy:
        await send(bo, me(stage), "away", first="2026-12-20")
        await send(cy, me(stage), "away", first="2026-12-21")
        shown = (await bo.get(me(stage))).text
        row = re.search(r'name="row" value="(\d+)"', shown)
        answers = [await send(cy, me(stage), "back", row=each) for each in (row[1] if row else "", "0", "x", "9" * 40)]
    assert [answer.status_code for answer in answers] == [422] * 4
    assert len(await absences(stage)) == 2


async def test_acting_needs_the_repository_on_github(stage: Stage) -> None:
    """Whoever may not read the repository any more sees nothing and changes nothing."""
    async with visitor(stage, "bo") as client:
        await client.get(me(stage))
        stage.shop.private = True
        stage.shop.collaborators.pop("bo")
        stage.clock.advance(61)
        answer = await client.get(me(stage))
    assert answer.status_code == 404
