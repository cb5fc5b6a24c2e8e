"""Signing in through the app on the practice GitHub, and who then sees a page about a private repository."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.practice.faults import Fault
from tests.web.house import House
from tests.web.site import PUBLIC

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house."""
    return House(tmp_path)


async def test_a_stranger_signs_in_and_comes_back(house: House) -> None:
    """From the page to GitHub, and with the person's yes back to the page."""
    async with house.browser() as browser:
        first = await browser.get(house.page)
        asked = await browser.get(first.headers["location"])
        back = await house.authorize(asked.headers["location"])
        finished = await browser.get(back)
        shown = await browser.get(finished.headers["location"])
    query = parse_qs(urlsplit(asked.headers["location"]).query)
    assert (query["redirect_uri"], query["code_challenge_method"]) == ([f"{PUBLIC}/sign-in/callback"], ["S256"])
    assert (finished.headers["location"], shown.text) == (house.page, "shown to ana")


async def test_who_may_not_read_learns_nothing(house: House) -> None:
    """A repository that bo may not read and one that is not there give the same page."""
    async with house.browser() as browser:
        await house.sign_in(browser, "bo")
        answers = [await browser.get(house.page), await browser.get("/repositories/999999/pulls/7")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text


async def test_access_that_is_taken_away_ends_within_a_minute(house: House) -> None:
    """GitHub is asked when the page is asked for; its answer is believed for a minute, and not longer."""
    async with house.browser() as browser:
        await house.sign_in(browser)
        statuses = [(await browser.get(house.page)).status_code]
        house.shop.collaborators.pop("ana")
        for seconds in (59, 1):
            house.clock.advance(seconds)
            statuses.append((await browser.get(house.page)).status_code)
    assert statuses == [200, 200, 404]


async def test_a_token_that_github_ended_asks_to_sign_in_again(house: House) -> None:
    """Who takes the app's authorisation back on GitHub is signed out here."""
    async with house.browser() as browser:
        await house.sign_in(browser)
        house.practice.world.passes.clear()
        answer = await browser.get(house.page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={house.page}")


async def test_a_github_that_does_not_answer_shows_nothing(house: House) -> None:
    """502 in constant words, whatever GitHub said, and nothing is remembered of it."""
    async with house.browser() as browser:
        await house.sign_in(browser)
        house.practice.world.faults.append(Fault("GET", "/repositories/{repository_id}", 500))
        answers = [await browser.get(house.page), await browser.get(house.page)]
    assert [answer.status_code for answer in answers] == [502, 200]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"code": "x", "state": "another"}, "This sign-in was not finished here"),
        ({"code": "x"}, "This sign-in was not finished here"),
        ({"error": "access_denied", "state": "own"}, "You did not sign in"),
        ({"code": "wrong", "state": "own"}, "This sign-in was not finished here"),
    ],
)
async def test_an_answer_that_does_not_belong_here_signs_nobody_in(
    house: House, answer: dict[str, str], words: str
) -> None:
    """Another browser's state, none, a no, a code that GitHub does not know: a page says what happened."""
    async with house.browser() as browser:
        asked = await browser.get("/sign-in")
        state = parse_qs(urlsplit(asked.headers["location"]).query)["state"][0]
        own = {"state": state} if answer.get("state") == "own" else {}
        told = await browser.get("/sign-in/callback", params=answer | own)
        after = await browser.get(house.page)
    assert (told.status_code, words in told.text, after.status_code) == (403, True, 303)


async def test_an_answer_is_good_once(house: House) -> None:
    """The state is spent with the first use, whatever came of it."""
    async with house.browser() as browser:
        asked = await browser.get("/sign-in")
        back = await house.authorize(asked.headers["location"])
        state = parse_qs(urlsplit(back).query)["state"][0]
        await browser.get("/sign-in/callback", params={"code": "wrong", "state": state})
        again = await browser.get(back)
    assert again.status_code == 403


async def test_nobody_is_led_away_after_signing_in(house: House) -> None:
    """`next` is a path of ours, or it is home."""
    async with house.browser() as browser:
        answer = await house.sign_in(browser, path="//evil.example")
    assert answer.headers["location"] == "/"


async def test_a_way_back_that_no_cookie_holds_leads_home(house: House) -> None:
    """A browser throws a cookie of more than 4,096 bytes away, and the sign-in with it."""
    async with house.browser() as browser:
        sent = [await browser.get("/sign-in", params={"next": "/" + "a" * length}) for length in (1_999, 2_000)]
        answer = await house.sign_in(browser, path="/" + "a" * 2_000)
    assert all(len(each.headers["set-cookie"]) < 4_096 for each in sent)
    assert answer.headers["location"] == "/"


async def test_bytes_that_are_no_text_are_no_error(house: House) -> None:
    """A query may hold any byte, and the answer is the same as to every stranger."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        said.append(message)

    asked = {"type": "http", "method": "GET", "path": house.page, "query_string": b"link=\xff", "headers": []}
    await house.app(asked, receive, send)
    assert said[0]["status"] == 303


async def test_signing_out_ends_the_token_on_github(house: House) -> None:
    """Session and token are gone; the form needs its proof like every other."""
    async with house.browser() as browser:
        await house.sign_in(browser)
        refused = await browser.post("/sign-out", data={"csrf": "none"})
        answer = await browser.post("/sign-out", data={"csrf": (await browser.get("/leave")).text})
        after = await browser.get(house.page)
    assert (refused.status_code, answer.status_code, after.status_code) == (403, 303, 303)
    assert house.practice.world.passes == {}


async def test_a_link_opens_its_page_where_the_operator_allows_links(tmp_path: Path) -> None:
    """Without signing in; and with the setting off, the same link is worth nothing."""
    house = House(tmp_path, link_days=7)
    link = f"{PUBLIC}{house.page}"
    async with house.browser() as browser:
        shown = await browser.get(house.addresses.signed(link, house.clock.now()))
        other = await browser.get(house.addresses.signed(link, house.clock.now()).replace("pulls/7", "pulls/8"))
    assert (shown.text, other.status_code) == ("shown to a link", 404)


async def test_a_server_without_sign_in_says_what_is_missing(tmp_path: Path) -> None:
    """Whoever follows a link reads which settings the operator has to make."""
    house = House(tmp_path, signs_in=False)
    async with house.browser() as browser:
        answer = await browser.get(house.page, follow_redirects=True)
    assert (answer.status_code, "ONESITTING_CLIENT_SECRET" in answer.text) == (404, True)


async def test_wrong_credentials_of_the_app_are_told_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """The person reads that GitHub did not sign them in; the operator reads why. Neither reads a secret."""
    house.practice.world.app = replace(house.practice.world.app, client_secret="changed")
    async with house.browser() as browser:
        answer = await house.sign_in(browser)
    assert (answer.status_code, "GitHub did not sign you in" in answer.text) == (502, True)
    assert "client id and client secret" in caplog.text
    assert "practice-client-secret" not in caplog.text + answer.text
