"""Who has the app: what is held against GitHub's list, and by which app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.checkup import Granted
from bot.facts.standing import StandingChange
from bot.inbox.census import Census
from bot.inbox.grants import Grant, Grants
from tests.inbox.given import at

if TYPE_CHECKING:
    from bot.inbox.database import Database

OURS, THEIRS = 11, 12


def installed(number: int, app: int | None = None) -> StandingChange:
    """Return the word that an account installed an app."""
    return StandingChange("installed", number, at(0), "acme", (("checks", "write"),), app=app)


def listed(number: int) -> Granted:
    """Return an entry of GitHub's list."""
    return Granted(number, "acme", "", {"checks": "write"}, (), suspended=False, told_at=at(0))


async def test_to_another_app_nobody_is_gone(database: Database) -> None:
    """Somebody started the server with another app's id: its list has none of the installations that are known."""
    await Census(database, OURS).apply([installed(1, OURS), installed(2)], at(0))
    other = Census(database, THEIRS)
    assert ((), (1, 2)) == (await other.unlisted(()), await other.strange(()))
    ours = Census(database, OURS)
    assert ((1,), (2,)) == (await ours.unlisted(()), await ours.strange(()))


async def test_who_is_listed_is_ours(database: Database) -> None:
    """What was kept before anybody told whose it is gets its app from the list."""
    census = Census(database, OURS)
    await census.apply([installed(1), installed(2)], at(0))
    await census.claim([listed(1), listed(9)])
    assert ((1,), (2,)) == (await census.unlisted(()), await census.strange(()))
    assert ((), (2,)) == (await census.unlisted([listed(1)]), await census.strange([listed(1)]))


async def test_who_left_is_strange_to_nobody(database: Database) -> None:
    """The row that stays until the grace is over asks for nothing."""
    census = Census(database, OURS)
    await census.apply([installed(1, OURS), StandingChange("uninstalled", 1)], at(0))
    assert ((), ()) == (await census.unlisted(()), await Census(database, THEIRS).strange(()))


async def test_a_grant_is_what_was_told_last(database: Database) -> None:
    """Empty for an installation that nothing was told of."""
    await Census(database, OURS).apply([installed(1)], at(0))
    assert Grant(at(0), (("checks", "write"),)) == await Grants(database).of(1)
    assert Grant() == await Grants(database).of(2)
