"""The setup's pages in a real browser, from the link to the app, in both themes and on the narrowest screen."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

from bot.vault import Vault
from bot.web.doctor_page import doctor_link
from tests.web.browser.served import served
from tests.web.setting_up import SettingUp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.browser.look import Look

pytestmark = pytest.mark.browser
CONVERSIONS = "/app-manifests/{code}/conversions"
HOSTILE = "</dl><script>document.title='pwned'</script>\u202e"


class Walk:
    """A practice GitHub, a server without an app, and a browser in front of both."""

    def __init__(self, folder: Path, look: Look, open_: ExitStack) -> None:
        self.look = look
        self._folder = folder
        github = open_.enter_context(served(lambda address: self._begin(address).practice.app))
        assert github == self.setting.settings.github_url
        local = open_.enter_context(served(lambda _: self.setting.server))
        self.public = local.replace("127.0.0.1", "bot.test")

    def _begin(self, github: str) -> SettingUp:
        self.setting = SettingUp(self._folder, github)
        return self.setting

    def invited(self) -> None:
        """Open a new link."""
        self.look.open(self.public + asyncio.run(self.setting.server.open_link()))

    def fill(self, **fields: str) -> None:
        """Type into the fields of the page that stands there."""
        for name, value in fields.items():
            field = self.look.chromium.find_element(By.ID, name)
            field.clear()
            field.send_keys(value)

    def choose(self, name: str, number: int) -> None:
        """Choose one of several."""
        self.look.chromium.find_element(By.ID, f"{name}-{number}").click()

    def chosen(self, organization: str = "acme") -> None:
        """Open a new link, fill the form in and send it."""
        self.invited()
        self.fill(public_url=self.public, organization=organization)
        self.choose("permission_set", 2)
        self.choose("keep", 2)
        self.look.press("Continue")

    def problems(self) -> list[str]:
        """Return what is wrong with the page; that plain http takes away one header's effect is known."""
        return [problem for problem in self.look.problems() if "origin was untrustworthy" not in problem]

    def heading(self) -> str:
        """Return what the page says it is."""
        return self.look.chromium.find_element(By.TAG_NAME, "h1").text


@pytest.fixture
def walk(tmp_path: Path, look: Look) -> Iterator[Walk]:
    """Yield the beginning of a walk."""
    with ExitStack() as open_:
        walk = Walk(tmp_path, look, open_)
        yield walk
    asyncio.run(walk.setting.close())


def test_every_page_of_the_setup_can_be_signed(walk: Walk, theme: str, width: int) -> None:
    """Structure, labels, contrast, width: the browser finds nothing to excuse on the way to the app."""
    look = walk.look
    found: list[str] = []

    def signed(name: str) -> None:
        look.picture(f"setup-{name}-{theme}-{width}")
        found.extend(f"{name}: {problem}" for problem in walk.problems())

    look.dress(theme, width)
    look.open(f"{walk.public}/")
    signed("waiting")
    walk.invited()
    look.run("document.querySelector('details').open = true")
    signed("choose")
    walk.fill(public_url="http://localhost:8080", organization="acme/shop")
    walk.choose("permission_set", 1)
    look.press("Continue")
    signed("mistakes")
    walk.chosen()
    signed("confirm")
    look.press("Continue on GitHub")
    walk.setting.practice.fault("POST", CONVERSIONS, status=500)
    look.press("Create GitHub App")
    signed("trouble")
    look.press("Ask GitHub again")
    signed("ready")
    look.open(f"{walk.public}/setup/installed")
    signed("installed")
    assert ("OneSitting is installed", []) == (walk.heading(), found)


def test_the_form_for_an_app_that_is_there_can_be_signed(walk: Walk, theme: str, width: int) -> None:
    """With its mistakes named beside the fields, and what the app lacks at the end."""
    look = walk.look
    walk.setting.practice.ask_for({"metadata": "read", "contents": "read", "pull_requests": "write"})
    look.dress(theme, width)
    walk.invited()
    look.press("enter it by hand")
    walk.fill(app_id="4711", webhook_secret="x", public_url="http://localhost", private_key="no key")
    look.press("Check and store")
    look.picture(f"setup-by-hand-{theme}-{width}")
    problems = walk.problems()
    typed = walk.setting.by_hand(public_url=walk.public)
    key = typed["private_key"].replace("\r", "")
    walk.fill(**{name: value for name, value in typed.items() if name != "private_key"})
    look.run(f"document.getElementById('private_key').value = {key!r}")
    look.press("Check and store")
    look.picture(f"setup-lacks-{theme}-{width}")
    assert ("onesitting is ready", []) == (walk.heading(), problems + walk.problems())


def test_whatever_is_typed_is_words(walk: Walk) -> None:
    """It closes nothing and runs nothing, and comes back as it was typed."""
    walk.invited()
    walk.fill(public_url="https://bot.example", organization=HOSTILE[:-1])
    walk.choose("permission_set", 1)
    walk.look.press("Continue")
    field = walk.look.chromium.find_element(By.ID, "organization")
    assert (HOSTILE[:-1], "Set up - OneSitting") == (field.get_attribute("value"), walk.look.chromium.title)


def test_without_a_script_and_without_a_mouse(walk: Walk) -> None:
    """Every field is reached with the keyboard, in the order in which it stands."""
    walk.invited()
    script = "return [...document.querySelectorAll('main input:not([type=hidden]), main button')].map(e => e.tabIndex)"
    assert {0} == set(walk.look.run(script))


def test_the_doctors_page_can_be_signed(walk: Walk, theme: str, width: int) -> None:
    """Of a server that was just set up: the app is installed nowhere yet."""
    look, setting = walk.look, walk.setting
    look.dress(theme, width)
    walk.chosen()
    look.press("Continue on GitHub")
    look.press("Create GitHub App")
    look.open(walk.public + doctor_link(Vault(setting.settings.secret_keys), setting.clock.now()))
    look.picture(f"doctor-{theme}-{width}")
    assert ([], "Is everything there?", True) == (
        walk.problems(),
        walk.heading(),
        "the app is installed nowhere" in look.text(),
    )
