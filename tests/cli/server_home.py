"""A folder of a server whose app was set up in the browser: a database with a sealed app, and the key beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.registration import RegisteredApp
from bot.inbox.app_home import AppHome
from bot.inbox.database import open_database
from bot.settings import read
from bot.vault import open_vault
from tests.github.keys import PRIVATE_KEY
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings

APP = RegisteredApp(7, "Shop", "https://gh/s", "https://gh/apps/shop", PRIVATE_KEY, "hook", "Iv1.7", "client")


def settings_of(home: Path, **more: str) -> Settings:
    """Return the settings of a server whose files are in a folder."""
    return read({"ONESITTING_HOME": str(home), **more}, app_is_optional=True)


async def store(home: Path, app: RegisteredApp = APP, *, sealed: bool = True) -> None:
    """Store an app as the setup does."""
    told = settings_of(home)
    database = open_database(told.database_url)
    await AppHome(database, open_vault((), told.key_file)).keep(app, "https://bot.example", NOON, sealed=sealed)
    await database.close()
