"""The secrets of a setup are good for an hour, a state is good once, and no secret is stored."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.facts.registration import SetupChoice
from bot.inbox.retention import prune
from bot.inbox.setup_tables import SETUPS
from bot.inbox.setups import LIVES, REMEMBERED, Setups
from tests.inbox.given import at

if TYPE_CHECKING:
    from bot.inbox.database import Database

CHOICE = SetupChoice("https://bot.example", "acme", "pull_requests", "store")
SECOND = timedelta(seconds=1)


@pytest.fixture
def setups(database: Database) -> Setups:
    """Return the secrets of a database."""
    return Setups(database)


async def test_a_link_is_good_for_an_hour_and_may_be_opened_again(setups: Setups) -> None:
    """Nobody's guess is; the page can be reloaded."""
    await setups.open_link("secret", at(0))
    asked = [("secret", at(0)), ("secret", at(0) + LIVES - SECOND), ("secret", at(0) + LIVES), ("Secret", at(0))]
    assert ["good", "good", "expired", "unknown"] == [await setups.link(secret, now) for secret, now in asked]


async def test_several_links_are_good_beside_each_other(setups: Setups) -> None:
    """Each process prints its own."""
    await setups.open_link("one", at(0))
    await setups.open_link("two", at(1))
    assert ("good", "good") == (await setups.link("one", at(2)), await setups.link("two", at(2)))


async def test_a_state_is_good_once_for_what_was_chosen(setups: Setups) -> None:
    """Whoever comes second is told that it was used."""
    await setups.begin("state", CHOICE, at(0))
    assert ("good", CHOICE) == await setups.claim("state", at(1))
    assert ("used", None) == await setups.claim("state", at(2))


async def test_two_who_claim_a_state_at_once_are_told_apart(setups: Setups) -> None:
    """One has it, the other does not."""
    await setups.begin("state", CHOICE, at(0))
    claims = await asyncio.gather(*(setups.claim("state", at(1)) for _ in range(4)))
    assert ["good", "used", "used", "used"] == sorted(fate for fate, _ in claims)


async def test_a_state_that_is_given_back_is_good_again(setups: Setups) -> None:
    """GitHub had not answered."""
    await setups.begin("state", CHOICE, at(0))
    await setups.claim("state", at(1))
    await setups.release("state")
    assert ("good", CHOICE) == await setups.claim("state", at(2))


@pytest.mark.parametrize(("state", "later", "fate"), [("other", SECOND, "unknown"), ("state", LIVES, "expired")])
async def test_no_other_state_is_good(setups: Setups, state: str, later: timedelta, fate: str) -> None:
    """One that was never given out, or an hour ago."""
    await setups.begin("state", CHOICE, at(0))
    assert (fate, None) == await setups.claim(state, at(0) + later)


async def test_a_link_is_no_state_and_a_state_no_link(setups: Setups) -> None:
    """Each opens its own door alone."""
    await setups.open_link("link", at(0))
    await setups.begin("state", CHOICE, at(0))
    assert ("unknown", None) == await setups.claim("link", at(1))
    assert "unknown" == await setups.link("state", at(1))


async def test_no_secret_is_in_the_database_and_none_stays(setups: Setups, database: Database) -> None:
    """Digests alone, and they go a day after they expired."""
    await setups.open_link("the-secret", at(0))
    await setups.begin("the-state", CHOICE, at(0))
    rows = await database.read(lambda connection: connection.execute(select(SETUPS)).all())
    assert not [row for row in rows if "the-" in str(row)]
    await prune(database, at(0) + LIVES + REMEMBERED + SECOND)
    assert [] == await database.read(lambda connection: connection.execute(select(SETUPS)).all())
