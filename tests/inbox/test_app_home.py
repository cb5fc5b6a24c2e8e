"""The app is kept once, sealed, and can be opened with the server's key alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.facts.registration import RegisteredApp, SetupChoice
from bot.inbox.app_home import AppHome
from bot.inbox.database import open_database
from bot.inbox.setup_tables import APP
from bot.inbox.setups import Setups
from bot.vault import Vault
from tests.inbox.given import at

if TYPE_CHECKING:
    from bot.inbox.database import Database

VAULT = Vault([b"a key of thirty-two characters ..."])
SHOP = RegisteredApp(7, "Shop", "https://gh/s", "https://gh/apps/shop", "the-key", "the-hook", "Iv1.7", "the-client")
PUBLIC = "https://bot.example"


@pytest.fixture
def home(database: Database) -> AppHome:
    """Return the home of the app in a database."""
    return AppHome(database, VAULT)


async def test_a_kept_app_is_found_by_every_process(home: AppHome, url: str) -> None:
    """With all its credentials, and after a restart."""
    assert await home.keep(SHOP, PUBLIC, at(0), sealed=True)
    other = open_database(url)
    stored = await AppHome(other, VAULT).stored(at(1))
    await other.close()
    assert stored is not None
    assert (SHOP, PUBLIC, at(0)) == (stored.app, stored.public_url, stored.registered_at)


async def test_nothing_secret_can_be_read_in_the_database(home: AppHome, database: Database) -> None:
    """Nor with another key."""
    await home.keep(SHOP, PUBLIC, at(0), sealed=True)
    row = await database.read(lambda connection: connection.execute(select(APP)).one())
    locked = await AppHome(database, Vault([b"another key of thirty-two characters"])).stored(at(1))
    assert "the-" not in str(tuple(row))
    assert locked is not None
    assert (None, True, "Shop") == (locked.app, locked.sealed, locked.name)


async def test_an_app_whose_credentials_were_shown_is_kept_without_them(home: AppHome) -> None:
    """That there is one is known: nobody sets up a second."""
    await home.keep(SHOP, PUBLIC, at(0), sealed=False)
    stored = await home.stored(at(1))
    assert stored is not None
    assert (None, False) == (stored.app, stored.sealed)


async def test_of_two_who_finish_at_once_one_wins(home: AppHome) -> None:
    """The other is told, and the first one's app stays."""
    kept = await asyncio.gather(*(home.keep(SHOP, PUBLIC, at(0), sealed=True) for _ in range(3)))
    assert [True, False, False] == sorted(kept, reverse=True)


async def test_the_links_are_worth_nothing_afterwards(home: AppHome, database: Database) -> None:
    """A state that is open stays known, so that whoever is late is told why."""
    setups = Setups(database)
    await setups.open_link("link", at(0))
    await setups.begin("state", SetupChoice(PUBLIC, "", "pull_requests", "store"), at(0))
    await home.keep(SHOP, PUBLIC, at(1), sealed=True)
    assert "unknown" == await setups.link("link", at(2))
    assert "good" == (await setups.claim("state", at(2)))[0]


async def test_a_forgotten_app_makes_room(home: AppHome) -> None:
    """Once."""
    await home.keep(SHOP, PUBLIC, at(0), sealed=True)
    assert (True, False) == (await home.forget(), await home.forget())
    assert await home.stored(at(1)) is None
