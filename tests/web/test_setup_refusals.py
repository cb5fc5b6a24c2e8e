"""The setup is useless to a stranger, good once, and says what happened whatever GitHub answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.inbox.setups import LIVES
from tests.github.keys import PRIVATE_KEY
from tests.web.setting_up import CHOICE, SettingUp, heading, token, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CONVERSIONS = "/app-manifests/{code}/conversions"
UNUSED = "delete it on its page on GitHub"


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[SettingUp]:
    """Yield a server that waits for its setup."""
    setting = SettingUp(tmp_path)
    yield setting
    await setting.close()


async def test_a_stranger_sees_that_the_server_waits_and_no_more(setting: SettingUp) -> None:
    """Without a link, and with one of their own making."""
    async with setting.browser() as browser:
        bare, guessed = await browser.get("/setup"), await browser.get("/setup?key=" + "a" * 43)
        by_hand = await browser.get("/setup/by-hand")
    assert [403, 403, 403] == [answer.status_code for answer in (bare, guessed, by_hand)]
    assert "This link does not open the setup" == heading(guessed)
    assert not [answer for answer in (bare, guessed, by_hand) if "<form" in answer.text]


async def test_a_link_ends_after_an_hour(setting: SettingUp) -> None:
    """Also for a form that was opened in time."""
    async with setting.browser() as browser:
        form = await setting.invited(browser)
        setting.clock.advance(LIVES.total_seconds())
        late = await browser.post("/setup", data={**CHOICE, "csrf": token(form)})
    assert (403, "This link has expired") == (late.status_code, heading(late))


async def test_the_secret_leaves_the_address_at_once(setting: SettingUp) -> None:
    """It is in the encrypted cookie, and in no page."""
    path = await setting.server.open_link()
    async with setting.browser() as browser:
        browser.follow_redirects = False
        sent = await browser.get(path)
        page = await browser.get(sent.headers["location"])
    secret = path.partition("key=")[2]
    assert (303, "/setup") == (sent.status_code, sent.headers["location"])
    assert not [text for text in (page.text, str(sent.headers), str(page.headers)) if secret in text]


async def test_a_cookie_that_somebody_planted_is_worth_nothing(setting: SettingUp) -> None:
    """A link begins a session of its own: whose cookie the browser held before cannot make its forms."""
    async with setting.browser() as attacker, setting.browser() as browser:
        await attacker.get("/setup?key=guessed")
        browser.cookies.update(attacker.cookies)
        planted, known = await setting.invited(browser), await setting.invited(attacker)
    assert token(planted) != token(known)


async def test_a_form_from_another_site_is_not_taken(setting: SettingUp) -> None:
    """Nor one without its token."""
    async with setting.browser() as browser:
        form = await setting.invited(browser)
        sent = {**CHOICE, "csrf": token(form)}
        away = await browser.post("/setup", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
        bare = await browser.post("/setup", data=CHOICE)
    assert (403, 403) == (away.status_code, bare.status_code)


async def test_a_wrong_state_gets_nothing_and_asks_nobody(setting: SettingUp) -> None:
    """An answer that no setup waits for."""
    async with setting.browser() as browser:
        answer = await browser.get("/setup/registered?code=abc&state=wrong")
    assert ("This answer is not expected", None) == (heading(answer), setting.server.bot)
    assert [] == setting.practice.calls


async def test_a_state_that_was_used_or_is_old_says_so(setting: SettingUp) -> None:
    """The app that GitHub has registered for nothing is named for deletion."""
    async with setting.browser() as browser:
        used = await setting.on_github(await setting.chosen(browser))
        setting.practice.fault("POST", CONVERSIONS, status=404)
        await browser.get(used)
        again = await browser.get(used)
        late = await setting.on_github(await setting.chosen(browser))
        setting.clock.advance(LIVES.total_seconds())
        old = await browser.get(late)
    assert ["This step is over", "This step took too long"] == [heading(again), heading(old)]
    assert (True, True) == (UNUSED in words(again), UNUSED in words(old))


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (403, "GitHub refused to answer"),
        (404, "The code is not good"),
        (422, "GitHub refused the code"),
        (429, "GitHub refused to answer"),
        (500, "GitHub has trouble"),
        (502, "GitHub has trouble"),
    ],
)
async def test_each_answer_of_github_has_its_words(setting: SettingUp, status: int, title: str) -> None:
    """What happened, and what to do."""
    setting.practice.fault("POST", CONVERSIONS, status=status)
    async with setting.browser() as browser:
        answer = await setting.registered(browser)
    assert (title, True, None) == (heading(answer), "What to do" in words(answer), setting.server.bot)


async def test_where_github_had_trouble_the_same_code_is_asked_again(setting: SettingUp) -> None:
    """By the link on the page; then the app is ready."""
    setting.practice.fault("POST", CONVERSIONS, status=500)
    async with setting.browser() as browser:
        path = await setting.on_github(await setting.chosen(browser))
        trouble = await browser.get(path)
        assert path.replace("&", "&amp;") in trouble.text
        ready = await browser.get(path)
    assert (502, "OneSitting acme is ready") == (trouble.status_code, heading(ready))


async def test_an_answer_that_is_lost_is_told_with_both_ways_out(setting: SettingUp) -> None:
    """GitHub has used the code up: delete the app, or enter it by hand."""
    setting.practice.fault("POST", CONVERSIONS, drop=True)
    async with setting.browser() as browser:
        path = await setting.on_github(await setting.chosen(browser))
        lost, again = await browser.get(path), await browser.get(path)
    assert ["GitHub did not answer", "The code is not good"] == [heading(lost), heading(again)]
    assert "enter it by hand" in words(again)


async def test_of_two_who_set_up_at_once_one_wins_and_the_other_is_told(setting: SettingUp) -> None:
    """The second one's code is not even converted; the first one's reload says that setup is done."""
    async with setting.browser() as ana, setting.browser() as bo:
        first = await setting.on_github(await setting.chosen(ana))
        second = await setting.on_github(await setting.chosen(bo))
        won, lost = await ana.get(first), await bo.get(second)
        reload = await ana.get(first)
    assert ["OneSitting acme is ready", "Somebody else was first"] == [heading(won), heading(lost)]
    assert ("Setup is done", True) == (heading(reload), "delete it on GitHub" in words(lost))
    assert 1 == sum(call.route == CONVERSIONS for call in setting.practice.calls)


async def test_two_in_different_processes_are_told_apart_as_well(setting: SettingUp) -> None:
    """By the database, which both share."""
    other = setting.process()
    async with setting.browser() as ana, setting.browser(other) as bo:
        first = await setting.on_github(await setting.chosen(ana))
        form = await bo.get(await other.open_link())
        second = await setting.on_github(await bo.post("/setup", data={**CHOICE, "csrf": token(form)}))
        won, lost = await ana.get(first), await bo.get(second)
    assert ["OneSitting acme is ready", "Somebody else was first"] == [heading(won), heading(lost)]


@pytest.mark.parametrize("path", ["/setup", "/setup?key=a", "/setup/by-hand", "/setup/registered?code=a&state=b"])
async def test_a_second_visit_says_that_setup_is_done(setting: SettingUp, path: str) -> None:
    """On every page of it, and a link from before opens nothing."""
    link = await setting.server.open_link()
    async with setting.browser() as browser:
        await setting.registered(browser)
        assert ["Setup is done", "Setup is done"] == [heading(await browser.get(one)) for one in (path, link)]


@pytest.mark.parametrize("path", ["/setup", "/setup/by-hand"])
async def test_a_form_that_is_sent_too_late_hears_that_setup_is_done(setting: SettingUp, path: str) -> None:
    """Two people had it open, and the other one was first."""
    async with setting.browser() as browser:
        await setting.registered(browser)
        late = await browser.post(path, data=setting.by_hand())
    assert "Setup is done" == heading(late)


async def test_an_app_that_is_there_already_is_entered_by_hand(setting: SettingUp) -> None:
    """GitHub is asked first whether number and key belong together."""
    async with setting.browser() as browser:
        await setting.invited(browser)
        form = await browser.get("/setup/by-hand")
        done = await browser.post("/setup/by-hand", data={**setting.by_hand(), "csrf": token(form)})
    assert "onesitting is ready" == heading(done)
    assert setting.server.bot is not None
    assert await setting.process().look()


async def test_what_an_app_entered_by_hand_lacks_is_named(setting: SettingUp) -> None:
    """It is taken all the same."""
    setting.practice.ask_for({"metadata": "read", "contents": "read", "pull_requests": "write"})
    async with setting.browser() as browser:
        await setting.invited(browser)
        form = await browser.get("/setup/by-hand")
        done = await browser.post("/setup/by-hand", data={**setting.by_hand(), "csrf": token(form)})
    assert "The app does not ask for the permission checks: write : the check run" in words(done)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"app_id": "0815"}, "The App ID is a number"),
        ({"app_id": "4712"}, "'Issuer' claim"),
        ({"private_key": "a key"}, "not an unencrypted PEM file"),
        ({"private_key": PRIVATE_KEY}, "could not be decoded"),
        ({"webhook_secret": ""}, "Without it no delivery can be believed"),
        ({"webhook_secret": "ab\x07cd"}, "A character of it cannot be seen"),
        ({"client_id": "Iv1.a\u200bb"}, "no space within"),
        ({"client_id": "Iv1.ab", "client_secret": "9f3c 8e"}, "no space within"),
        ({"client_secret": ""}, "A Client ID and its secret go together"),
        ({"public_url": "https://localhost"}, "GitHub cannot reach it"),
    ],
)
async def test_a_mistake_by_hand_is_named_and_no_secret_comes_back(
    setting: SettingUp, changed: dict[str, str], says: str
) -> None:
    """What GitHub says is told in its own words."""
    typed = setting.by_hand(**changed)
    async with setting.browser() as browser:
        await setting.invited(browser)
        form = await browser.get("/setup/by-hand")
        answer = await browser.post("/setup/by-hand", data={**typed, "csrf": token(form)})
    assert (422, True, None) == (answer.status_code, says in words(answer), setting.server.bot)
    secrets = {typed[name] for name in ("private_key", "webhook_secret", "client_secret") if typed[name]}
    assert not [secret for secret in secrets if secret in answer.text and secret != "a key"]
