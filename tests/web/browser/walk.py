"""A practice GitHub, a server without an app behind a real socket, and a browser in front of both."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selenium.webdriver.common.by import By

from tests.web.browser.served import served
from tests.web.setting_up import SettingUp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

    from tests.web.browser.look import Look


class Walk:
    """Somebody on the way from the link to the app; `public` is the server's address."""

    def __init__(self, setting: SettingUp, look: Look, public: str) -> None:
        self.setting = setting
        self.look = look
        self.public = public

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

    def chosen(self, *, keep: int = 1) -> None:
        """Open a new link, fill the form in and send it; `keep` 2 has the credentials shown."""
        self.invited()
        self.fill(public_url=self.public, organization="acme")
        self.choose("permission_set", 2)
        self.choose("keep", keep)
        self.look.press("Continue")

    def on_github(self, *, keep: int = 1) -> None:
        """Go as far as GitHub's own form."""
        self.chosen(keep=keep)
        self.look.press("Continue on GitHub")

    def registered(self, *, keep: int = 1) -> None:
        """Go all the way to the app."""
        self.on_github(keep=keep)
        self.look.press("Create GitHub App")

    def by_hand(self, **changed: str) -> None:
        """Open a new link and send the form for an app that is there."""
        self.invited()
        self.look.press("enter it by hand")
        typed = {**self.setting.by_hand(public_url=self.public), **changed}
        key = typed.pop("private_key").replace("\r", "")
        self.fill(**typed)
        self.look.run(f"document.getElementById('private_key').value = {key!r}")
        self.look.press("Check and store")


@contextmanager
def walking(folder: Path, look: Look) -> Iterator[Walk]:
    """Yield the beginning of a walk."""
    begun: list[SettingUp] = []

    def github(address: str) -> ASGIApp:
        begun.append(SettingUp(folder, address))
        return begun[0].practice.app

    with served(github):
        with served(lambda _: begun[0].server) as local:
            yield Walk(begun[0], look, local.replace("127.0.0.1", "bot.test"))
        asyncio.run(begun[0].close())
