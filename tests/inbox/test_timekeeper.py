"""Turns, kept: each is made due once, whoever looks, and goes with its repository."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.facts.absence import Absence
from bot.facts.repository import Subject
from bot.facts.turn import KeptTurn, Turn
from bot.facts.wishes import Heard
from bot.inbox.commands import Commands
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.inbox.purge import purge_repository
from bot.inbox.retention import FEEDBACK_KEPT, prune
from bot.inbox.timekeeper import Timekeeper
from tests.inbox.given import PATIENCE, at

if TYPE_CHECKING:
    from bot.inbox.database import Database

ISSUE = Subject("issue", 1, 101, "org1/repo", 12)
WAITS = Turn("checkout", "bo", at(0), at(100), at(200), "cy", "dee")


async def test_a_turn_is_given_back_as_it_was(database: Database) -> None:
    """Kept again it is one row, changed."""
    keeper = Timekeeper(database)
    ended = replace(WAITS, ended_at=at(50), ended_by="bo", how="comment", minutes=1)
    for turn in (WAITS, ended):
        await keeper.keep(ISSUE, at(0), (turn,), at(1))
        assert (KeptTurn(ISSUE, turn),) == await keeper.turns(1, at(0))
    assert () == await keeper.open_in(101)


async def test_several_servers_make_an_issue_due_once(database: Database, url: str) -> None:
    """Each moment is taken in one transaction, and stays taken after a restart."""
    other = open_database(url)
    keepers = [Timekeeper(database), Timekeeper(other)]
    await keepers[0].keep(ISSUE, at(0), (WAITS,), at(1))
    assert 0 == await keepers[0].mark_due(at(99))
    assert 1 == sum(await asyncio.gather(*(keeper.mark_due(at(100)) for keeper in keepers * 3)))
    claim = await open_queue(database, PATIENCE).claim(at(100))
    assert ISSUE == (claim.subject if claim else None)
    await other.close()


async def test_what_was_moved_waits_for_the_old_owner_no_more(database: Database) -> None:
    """Its turn ends with the move; a turn that GitHub's state does not show any more is forgotten."""
    keeper = Timekeeper(database)
    await keeper.keep(ISSUE, at(0), (WAITS, replace(WAITS, began_at=at(20))), at(21))
    await keeper.keep(ISSUE, at(0), (WAITS,), at(22))
    moved = replace(WAITS, owner="dee", began_at=at(60))
    await keeper.keep(ISSUE, at(60), (moved,), at(61))
    kept = [(each.turn.owner, each.turn.how) for each in await keeper.turns(1, at(0))]
    assert [("bo", "moved"), ("dee", None)] == kept


ELSEWHERE = Subject("issue", 1, 102, "org1/other", 5)


async def due(database: Database, seconds: float) -> list[Subject]:
    """Return the issues that are due, and finish them."""
    queue, found = open_queue(database, PATIENCE), []
    while (claim := await queue.claim(at(seconds))) is not None:
        await queue.finish(claim, at(seconds))
        found.append(claim.subject)
    return found


async def test_whose_clock_changes_has_their_issues_looked_at(database: Database) -> None:
    """The backup's, too, nobody else's; in the transaction in which it is heard, and when it is taken back."""
    commands = Commands(database)
    await Timekeeper(database).keep(ISSUE, at(0), (WAITS,), at(1))
    for by, issues in (("zed", [ELSEWHERE]), ("CY", [ISSUE, ELSEWHERE])):
        away = Heard(by, "accepted", "away", ("2026-12-20..2027-01-06",), by, 2)
        await commands.hear(ELSEWHERE, 5, [away], at(2))
        assert issues == sorted(await due(database, 2), key=lambda issue: issue.repository)
    await commands.hear(ELSEWHERE, 5, [], at(3), gone={"CY"})
    assert ISSUE in await due(database, 3)


async def test_whoever_stands_in_and_is_away_moves_the_terms_they_stand_in_for(database: Database) -> None:
    """The owner is away, and now so is their cover."""
    commands = Commands(database)
    await Timekeeper(database).keep(ISSUE, at(0), (WAITS,), at(1))
    await commands.hear(
        ELSEWHERE, 5, [Heard("a", "accepted", "away", ("2026-12-20..2027-01-06", "kim"), "bo", 2)], at(2)
    )
    await due(database, 2)
    await commands.hear(ELSEWHERE, 6, [Heard("b", "accepted", "away", ("2026-12-21..2026-12-21",), "kim", 3)], at(3))
    assert ISSUE in await due(database, 3)


async def test_what_is_nobodys_to_answer_is_let_go(database: Database) -> None:
    """It counts neither way, and comes back with the next look that finds it waiting."""
    keeper = Timekeeper(database)
    await keeper.let_go(ISSUE, at(0))
    await keeper.keep(ISSUE, at(0), (WAITS,), at(1))
    await keeper.let_go(ISSUE, at(150))
    (gone,) = await keeper.turns(1, at(0))
    assert ("let_go", None, ()) == (gone.turn.how, gone.turn.in_time(at(999)), await keeper.open_in(101))
    await keeper.keep(ISSUE, at(0), (WAITS,), at(160))
    assert (KeptTurn(ISSUE, WAITS),) == await keeper.open_in(101)


async def test_days_away_are_those_that_were_said_and_not_taken_back(database: Database) -> None:
    """In the order in which they were said; refused ones never held."""
    keeper, commands = Timekeeper(database), Commands(database)
    said = Heard("a", "accepted", "away", ("2026-12-20..2027-01-06", "cy"), "bo", 2)
    await commands.hear(ISSUE, 5, [said, replace(said, line="b", outcome="refused")], at(0))
    await commands.hear(ISSUE, 6, [replace(said, arguments=("2026-12-24..2026-12-24",))], at(1))
    first = Absence("bo", date(2026, 12, 20), date(2027, 1, 6), "cy")
    assert (first, Absence("bo", date(2026, 12, 24), date(2026, 12, 24))) == await keeper.absences(1)
    await commands.hear(ISSUE, 6, [], at(2), gone={"a"})
    assert ((first,), ()) == (await keeper.absences(1), await keeper.absences(2))


async def test_turns_go_with_their_repository_and_with_time(database: Database) -> None:
    """Nothing of a person is kept longer than is told."""
    keeper = Timekeeper(database)
    await keeper.keep(ISSUE, at(0), (WAITS,), at(1))
    assert 0 == await prune(database, at(0) + FEEDBACK_KEPT)
    assert 1 == await purge_repository(database, 1, 101)
    await keeper.keep(ISSUE, at(0), (WAITS,), at(1))
    assert 1 == await prune(database, at(1) + FEEDBACK_KEPT)
