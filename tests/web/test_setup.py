"""From a link to a server that works as its own app: nothing is copied by hand, nothing is restarted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.web.setting_up import CHOICE, PUBLIC, SettingUp, heading, to_github, token, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CONVERSIONS = "/app-manifests/{code}/conversions"


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[SettingUp]:
    """Yield a server that waits for its setup."""
    setting = SettingUp(tmp_path)
    yield setting
    await setting.close()


async def deliver(setting: SettingUp) -> list[int]:
    """Send the webhooks that wait to the server; return how each was answered."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(setting.server)) as client:
        sent = await setting.practice.deliver(client, "http://bot.test/webhooks/github")
    return [attempt.status_code for attempt in sent]


async def test_the_whole_way_ends_with_a_bot_that_judges(setting: SettingUp) -> None:
    """Registered, installed, and the first pull request has its check run: with figures, observed, without a word."""
    async with setting.browser() as browser:
        done = await setting.registered(browser)
    bot = setting.server.bot
    assert bot is not None
    assert ("OneSitting acme is ready", setting.practice.app_id) == (heading(done), bot.github.app_id)
    assert f"{PUBLIC}/webhooks/github" == setting.practice.webhook_url
    await setting.server.stop()  # from here on the test itself is the worker
    setting.practice.install("acme", permissions=setting.practice.world.app.permissions)
    pull = setting.shop.open_pull_request(
        title="Sum", author=setting.practice.account("ana"), files={"sum.py": "def add(a, b):\n    return a + b\n"}
    )
    assert {202} == set(await deliver(setting))
    setting.clock.advance(11)
    await bot.drain()
    (check,) = pull.check_runs
    assert ("Reviewability", "Observe:", []) == (check.name, str(check.title).split()[0], pull.comments)


async def test_the_done_page_leads_on_to_the_installation(setting: SettingUp) -> None:
    """Of the very app, on GitHub."""
    async with setting.browser() as browser:
        done = await setting.registered(browser)
    assert 'href="https://github.com/apps/onesitting-acme/installations/new"' in done.text
    assert setting.practice.webhook_secret not in done.text


async def test_every_permission_and_event_is_shown_with_its_reason_before_anything_is_asked(setting: SettingUp) -> None:
    """Both sets on the first page, the chosen one beside the button."""
    async with setting.browser() as browser:
        first, second = words(await setting.invited(browser)), words(await setting.chosen(browser))
    for reason in ("To hear that the merge queue waits for a required check", "Somebody pressed Re-run all checks"):
        assert (reason in first, reason in second) == (True, True)
    routing = "An issue was opened, edited, labelled or assigned: is it feedback, and whose?"
    assert (routing in first, routing in second) == (True, False)


async def test_a_personal_account_can_own_the_app(setting: SettingUp) -> None:
    """No organisation is named then."""
    async with setting.browser() as browser:
        page = await setting.chosen(browser, organization="")
        assert to_github(page).action.startswith("https://github.com/settings/apps/new?state=")
        await browser.get(await setting.on_github(page))
    assert "octocat" == setting.practice.world.app.owner.login


async def test_credentials_can_be_shown_once_instead_of_stored(setting: SettingUp) -> None:
    """As lines of an environment; the server works as the app, another process does not know its key."""
    async with setting.browser() as browser:
        path = await setting.on_github(await setting.chosen(browser, keep="print"))
        done = await browser.get(path)
        assert f"ONESITTING_WEBHOOK_SECRET={setting.practice.webhook_secret}\n" in done.text
        assert f"ONESITTING_APP_ID={setting.practice.app_id}\n" in done.text
        assert "BEGIN RSA PRIVATE KEY-----\\n" in done.text
        again = await browser.get(path)
    assert ("Setup is done", False) == (heading(again), setting.practice.webhook_secret in again.text)
    assert setting.server.bot is not None
    assert not await setting.process().look()


async def test_another_process_and_a_restart_find_the_stored_app(setting: SettingUp) -> None:
    """Within seconds, with nobody telling them."""
    other = setting.process()
    assert not await other.look()
    async with setting.browser() as browser:
        await setting.registered(browser)
    assert (True, True) == (await other.look(), await setting.process().look())
    assert other.bot is not None
    assert setting.practice.app_id == other.bot.github.app_id


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"public_url": "http://localhost:8080"}, "GitHub cannot reach it from the internet"),
        ({"public_url": "bot.example"}, "An address begins with https://"),
        ({"organization": "acme/shop"}, "An organisation's name has letters, digits and single hyphens"),
        ({"permission_set": "everything"}, "Choose one of the two sets"),
        ({"keep": "nowhere"}, "Choose where the credentials go"),
    ],
)
async def test_a_mistake_is_named_and_what_was_typed_stays(
    setting: SettingUp, changed: dict[str, str], says: str
) -> None:
    """Before anybody is sent to GitHub."""
    async with setting.browser() as browser:
        answer = await setting.chosen(browser, **changed)
    assert (422, True) == (answer.status_code, says in words(answer))
    assert ("https://github.com" in answer.text, 'value="acme' in answer.text) == (False, True)


async def test_addresses_come_from_what_was_typed_and_never_from_a_request(setting: SettingUp) -> None:
    """Whatever Host and X-Forwarded-Host claim."""
    claimed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
    async with setting.browser() as browser:
        form = await setting.invited(browser)
        page = await browser.post("/setup", data={**CHOICE, "csrf": token(form)}, headers=claimed)
    manifest = json.loads(to_github(page).manifest)
    addresses = {"url", "redirect_url", "setup_url"}
    assert {PUBLIC} == {"/".join(manifest[name].split("/")[:3]) for name in addresses}
    assert "evil.example" not in page.text


async def test_until_then_the_server_is_alive_not_ready_and_loses_nothing(setting: SettingUp) -> None:
    """A delivery is answered with 503: GitHub keeps it as failed, and it can be asked for later."""
    async with setting.browser() as browser:
        answers = [await browser.get(path) for path in ("/livez", "/readyz", "/")]
        refused = await browser.post("/webhooks/github", content=b"{}")
    assert [200, 503, 200, 503] == [answer.status_code for answer in (*answers, refused)]
    assert "OneSitting waits for its setup" == heading(answers[2])


async def test_after_the_installation_github_leads_to_words_about_what_happens_now(setting: SettingUp) -> None:
    """Also while nothing is installed: they say nothing of anybody."""
    async with setting.browser() as browser:
        await setting.registered(browser)
        answer = await browser.get("/setup/installed?installation_id=1&setup_action=install")
    assert "OneSitting is installed" == heading(answer)
