"""Changes kept for replays: encrypted, as they were, the newest of a repository, and not for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.facts.repository import Repository
from bot.inbox.changes import MOST_KEPT, Changes
from bot.inbox.retention import prune
from bot.inbox.rule_tables import CHANGES
from bot.reading.diff import read_diff
from bot.vault import Vault
from tests.inbox.given import at, pull_request

if TYPE_CHECKING:
    from bot.inbox.database import Database

DIFF = """diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1 +1,2 @@
-x = 1
+x = 2
+secret_word = "\u00e9"
"""
AUTHOR = Signature("Ana", "ana@example.com", "2026-11-02T12:00:00Z")
FACTS = PullRequestFacts(
    id="acme/shop#7",
    title="Sum \ud800",
    body="",
    files=read_diff(DIFF),
    author=Account("ana", 5),
    commits=(Commit("c" * 40, "Sum", AUTHOR, AUTHOR),),
    labels=("chore",),
    number=7,
    repository=Repository(1, "acme", "shop"),
    head_sha="h" * 40,
    open_by_author=(3, 4),
)


@pytest.fixture
def changes(database: Database) -> Changes:
    """Return what keeps changes in an empty database."""
    return Changes(database, Vault([b"k" * 32]))


async def test_a_change_comes_back_as_it_was(changes: Changes) -> None:
    """Lines, commits, names and half a character among them: it is judged as it was then."""
    await changes.keep(pull_request(), FACTS, at(0))
    assert await changes.kept(pull_request().repository, at(1)) == {7: FACTS}


async def test_nothing_of_it_can_be_read_in_the_database(changes: Changes, database: Database) -> None:
    """Nor opened with another key."""
    await changes.keep(pull_request(), FACTS, at(0))
    sealed = await database.read(lambda connection: connection.execute(select(CHANGES.c.sealed)).scalar_one())
    assert b"secret_word" not in sealed
    assert await Changes(database, Vault([b"x" * 32])).kept(pull_request().repository, at(1)) == {}


async def test_the_same_head_is_written_once(changes: Changes, database: Database) -> None:
    """A label is no reason to write a diff again; a push is."""
    await changes.keep(pull_request(), FACTS, at(0))
    commits = database.commits
    await changes.keep(pull_request(), FACTS, at(1))
    assert database.commits == commits
    await changes.keep(pull_request(), replace(FACTS, head_sha="n" * 40), at(2))
    assert (await changes.kept(pull_request().repository, at(3)))[7].head_sha == "n" * 40


async def test_the_newest_fifty_stay(changes: Changes) -> None:
    """A replay looks at no more."""
    for number in range(1, MOST_KEPT + 3):
        await changes.keep(pull_request(number), replace(FACTS, number=number), at(0))
    assert sorted(await changes.kept(pull_request().repository, at(1)))[:2] == [3, 4]


async def test_after_two_weeks_it_is_gone(changes: Changes, database: Database) -> None:
    """Pruning comes before that; and what it missed is not opened any more."""
    await changes.keep(pull_request(), FACTS, at(0))
    assert await changes.kept(pull_request().repository, at(0) + timedelta(days=15)) == {}
    assert await prune(database, at(0) + timedelta(days=13, hours=13)) == 1


async def test_it_is_forgotten_at_once_where_nobody_asks_for_it(changes: Changes) -> None:
    """`replay: keep` was taken out of the settings."""
    await changes.keep(pull_request(), FACTS, at(0))
    await changes.forget(pull_request().repository)
    assert await changes.kept(pull_request().repository, at(1)) == {}
