"""What people asked for, as it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.repository import Subject
from bot.facts.wishes import Heard, Press, Wish
from bot.inbox.commands import Commands, keep_press
from bot.inbox.open_queue import open_queue
from bot.inbox.purge import purge_installation, purge_repository
from bot.inbox.retention import FEEDBACK_KEPT, prune
from tests.inbox.given import PATIENCE, at, pull_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.inbox.database import Database

ON = pull_request()
HOME = ON.repository
IGNORE = Heard("one", "accepted", "ignore", ("too_large", "a rename"), "ana", 5, reaction="+1")
REFUSED = Heard("two", "refused", "observe", (), "ana", 5, reaction="-1", why="`observe` is for people who triage")
STOOD = Heard("three", "stood")


@pytest.fixture
def commands(database: Database) -> Commands:
    """Return the book of commands."""
    return Commands(database)


async def due(database: Database) -> bool:
    """Return whether the pull request is due at once."""
    return (await open_queue(database, PATIENCE).health(at(0))).due == 1


async def test_lines_and_reactions_are_remembered(commands: Commands, database: Database) -> None:
    """Each line by its name, each reaction until it is there; what was accepted makes the pull request due."""
    await commands.hear(ON, 8, (IGNORE, REFUSED, STOOD), at(0))
    assert await commands.lines(HOME, 8) == {"one", "two", "three"}
    assert await commands.unanswered(HOME, 8) == (IGNORE, REFUSED)
    assert await commands.wishes(ON) == (Wish("ignore", "ana", at(0), ("too_large", "a rename"), comment=8),)
    assert await due(database)
    await commands.answered(HOME, 8, at(1))
    assert await commands.unanswered(HOME, 8) == ()


async def test_what_was_refused_makes_nothing_due(commands: Commands, database: Database) -> None:
    """Nothing is looked at because of a stranger."""
    await commands.hear(ON, 8, (REFUSED, STOOD), at(0))
    assert (await commands.wishes(ON), await due(database)) == ((), False)


async def test_a_line_that_is_gone_takes_its_wish_with_it(commands: Commands, database: Database) -> None:
    """The pull request is looked at again, and the same line is a new one when it comes back."""
    await commands.hear(ON, 8, (IGNORE,), at(-60))
    await commands.hear(ON, 8, (), at(0), gone={"one"})
    assert (await commands.wishes(ON), await commands.lines(HOME, 8), await due(database)) == ((), frozenset(), True)


async def test_taking_back_keeps_the_lines(commands: Commands) -> None:
    """A comment's command does not come to life again when its comment is edited."""
    await commands.hear(ON, 8, (IGNORE,), at(0))
    await commands.take_back(ON, "ignore", at(1))
    assert (await commands.wishes(ON), await commands.lines(HOME, 8)) == ((), frozenset({"one"}))


async def test_commands_are_kept_for_two_years(commands: Commands, database: Database) -> None:
    """What was asked for longer ago holds no longer and is forgotten."""
    await commands.hear(ON, 8, (IGNORE,), at(0))
    assert 0 == await prune(database, at(0) + FEEDBACK_KEPT)
    assert await commands.wishes(ON) != ()
    assert 1 == await prune(database, at(1) + FEEDBACK_KEPT)
    assert (await commands.wishes(ON), await commands.lines(HOME, 8)) == ((), frozenset())


async def test_a_pull_request_keeps_to_itself(commands: Commands) -> None:
    """Another number, another repository, another comment."""
    await commands.hear(ON, 8, (IGNORE,), at(0))
    assert await commands.wishes(pull_request(9)) == ()
    assert await commands.lines(HOME, 9) == frozenset()
    assert await commands.about(Subject("comment", 1, HOME, "org1/repo", 8)) == ON
    assert await commands.about(Subject("comment", 1, HOME, "org1/repo", 9)) is None


async def test_a_press_waits_for_its_commit(commands: Commands, database: Database) -> None:
    """It is kept with the delivery, and forgotten once it was looked at."""
    press = Press(1, HOME, "4f9c2d7", "observe", "ana", 5)
    commit = Subject("commit", 1, HOME, "org1/repo", 0, "4f9c2d7")
    await database.write(lambda connection: keep_press(connection, press, at(0)))
    assert await commands.presses(commit) == (press,)
    await commands.pressed(commit, (press,))
    assert await commands.presses(commit) == ()


@pytest.mark.parametrize(
    "purge", [lambda home: purge_installation(home, 1), lambda home: purge_repository(home, 1, HOME)]
)
async def test_commands_go_with_their_repository(
    commands: Commands, database: Database, purge: Callable[[Database], Awaitable[object]]
) -> None:
    """Nothing that a person wrote outlives the installation."""
    await commands.hear(ON, 8, (IGNORE, STOOD), at(0))
    await purge(database)
    assert (await commands.lines(HOME, 8), await commands.wishes(ON)) == (frozenset(), ())


async def test_what_was_said_on_a_page_is_taken_back_there(commands: Commands, database: Database) -> None:
    """By whoever said it, and once; it is about no issue, so that none becomes due. A comment keeps its own lines."""
    page, away = Subject("issue", 1, HOME, "org1/repo", 0), Heard("", "accepted", "away", ("2026-12-20",), "ana", 5)
    await commands.hear(page, 0, (away,), at(0))
    assert not await due(database)
    await commands.hear(replace(page, number=9), 8, (replace(away, line="one"),), at(0))
    here, there = await commands.standing(1, 5, "away")
    assert [(each.arguments, each.on_page) for each in (here, there)] == [
        (("2026-12-20",), True),
        (("2026-12-20",), False),
    ]
    tries = [(6, here.row), (5, there.row), (5, here.row), (5, here.row)]
    assert [await commands.withdraw(page, by, row, at(1)) for by, row in tries] == [False, False, True, False]
    assert (there,) == await commands.standing(1, 5, "away")


async def test_what_was_asked_for_on_a_page_is_about_its_own_pull_request(commands: Commands) -> None:
    """Listed for whoever asked, taken back there and nowhere else; a comment's lines are not among it."""
    by_page = Heard("", "accepted", "split", by="ana", by_id=5)
    await commands.hear(ON, 0, (by_page,), at(0))
    await commands.hear(ON, 8, (replace(by_page, line="one"),), at(0))
    (said,) = await commands.said_on_page(ON, 5)
    elsewhere = replace(ON, number=ON.number + 1)
    tries = [(elsewhere, 5), (ON, 6), (ON, 5), (ON, 5)]
    assert (said.command, await commands.said_on_page(ON, 6)) == ("split", ())
    assert [await commands.withdraw(on, by, said.row, at(1)) for on, by in tries] == [False, False, True, False]
    assert len(await commands.wishes(ON)) == 1
