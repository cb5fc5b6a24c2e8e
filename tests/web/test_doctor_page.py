"""The doctor's page says what the command says, to whoever owns the app or holds a link, and to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.vault import Vault
from bot.web.doctor_page import LIVES, SHOWN, doctor_link
from tests.journeys.stage import Stage
from tests.web.visitor import PUBLIC, visitor, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

KEY = b"the key of a test, in 32 characters"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage on which a pull request was judged; ana owns the organisation that owns the app."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    stage.practice.world.app.owner.owners.add("ana")
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    yield stage
    await stage.close()


def link(stage: Stage, key: bytes = KEY) -> str:
    """Return a link that was signed just now."""
    return doctor_link(Vault([key]), stage.clock.now())


async def test_a_link_opens_it_and_all_is_well(stage: Stage) -> None:
    """With every topic of the command."""
    async with visitor(stage) as browser:
        answer = await browser.get(link(stage))
    assert (200, True) == (answer.status_code, "Nothing is missing." in words(answer.text))
    for topic in ("Settings", "Database", "Clock", "Permissions", "Deliveries", "Secret", "Rate limit", "Queue"):
        assert f"<dt>{topic}</dt>" in answer.text


async def test_what_is_missing_comes_first_with_both_pages(stage: Stage) -> None:
    """The app's, where it is asked for, and the installation's, where it is accepted."""
    stage.installation.permissions["checks"] = "read"
    async with visitor(stage) as browser:
        answer = await browser.get(link(stage))
    said = words(answer.text)
    assert "1 thing is missing" in said
    assert "lacks the permission checks: write : the check run is off" in said
    for page in ("/organizations/app-owner/settings/apps/onesitting/permissions", "/settings/installations/"):
        assert page in answer.text
    assert answer.text.index("<h2>Missing</h2>") < answer.text.index("<h2>In order</h2>")


async def test_a_link_that_is_old_forged_or_of_another_key_opens_nothing(stage: Stage) -> None:
    """Who comes with it is asked to sign in, like anybody."""
    good = link(stage)
    until, _, signature = good.partition("link=")[2].partition(".")
    forged = f"/doctor?link={int(until) + 3_600}.{signature}"
    stage.clock.advance((LIVES + timedelta(seconds=1)).total_seconds())
    async with visitor(stage) as browser:
        answers = [
            await browser.get(path) for path in (good, forged, link(stage, b"x" * 32), "/doctor?link=1.a", "/doctor")
        ]
    assert {(303, "/sign-in?next=/doctor")} == {(one.status_code, one.headers["location"]) for one in answers}


async def test_who_owns_the_app_sees_it(stage: Stage) -> None:
    """An owner of the organisation, asked with their own token."""
    async with visitor(stage, "ana") as browser:
        answer = await browser.get("/doctor")
    assert (200, True) == (answer.status_code, "Signed in as ana" in words(answer.text))


async def test_who_does_not_own_it_sees_what_is_not_there(stage: Stage) -> None:
    """The words of any page that does not exist."""
    async with visitor(stage, "bo") as browser:
        answers = [await browser.get("/doctor"), await browser.get("/doctors")]
    assert [404, 404] == [answer.status_code for answer in answers]
    assert words(answers[0].text) == words(answers[1].text)


async def test_a_personal_app_is_its_owners(stage: Stage) -> None:
    """By the number of the account: names can be taken over."""
    owner = stage.practice.world.app.owner
    owner.type, owner.id = "User", stage.practice.account("bo").id
    async with visitor(stage, "bo") as bo, visitor(stage, "ana") as ana:
        assert (200, 404) == ((await bo.get("/doctor")).status_code, (await ana.get("/doctor")).status_code)


async def test_a_cookie_that_was_kept_from_before_signing_out_opens_nothing(stage: Stage) -> None:
    """The token was ended with it: GitHub is asked whose it is, also where a person owns the app."""
    owner = stage.practice.world.app.owner
    owner.type, owner.id = "User", stage.practice.account("bo").id
    async with visitor(stage, "bo") as browser:
        cookie = {"Cookie": "; ".join(f"{each.name}={each.value}" for each in browser.cookies.jar)}
        token = str(re.findall(r'name="csrf" value="([^"]+)"', (await browser.get("/")).text)[0])
        await browser.post("/sign-out", data={"csrf": token})
    async with visitor(stage) as thief:
        answer = await thief.get("/doctor", headers=cookie)
    assert (303, "/sign-in?next=/doctor") == (answer.status_code, answer.headers.get("location"))


async def test_where_github_does_not_say_who_owns_it_nobody_gets_in(stage: Stage) -> None:
    """The page says so, and the link still works."""
    stage.practice.fault("POST", "/graphql", status=502, operation="Administers", times=None)
    async with visitor(stage, "ana") as browser:
        assert (502, 200) == (
            (await browser.get("/doctor")).status_code,
            (await browser.get(link(stage))).status_code,
        )


async def test_reloading_does_not_ask_github_again_at_once(stage: Stage) -> None:
    """One look is shown for half a minute."""
    async with visitor(stage) as browser:
        await browser.get(link(stage))
        stage.forget_calls()
        await browser.get(link(stage))
        assert [] == stage.calls
        stage.clock.advance((SHOWN + timedelta(seconds=1)).total_seconds())
        await browser.get(link(stage))
    assert [] != stage.calls
