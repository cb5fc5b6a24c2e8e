"""A week, gathered from what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.issue import Fix
from bot.facts.outcome import Correction
from bot.facts.people import Account
from bot.facts.report import IssueRef, Reading
from bot.facts.repository import Subject
from bot.facts.rule_text import RuleText
from bot.facts.turn import Turn
from bot.facts.week import Week
from bot.facts.wishes import Heard
from bot.inbox.commands import Commands
from bot.inbox.journal import Journal
from bot.inbox.ledger import Ledger
from bot.inbox.purge import purge_installation
from bot.inbox.retention import FEEDBACK_KEPT, prune
from bot.inbox.timekeeper import Timekeeper
from bot.inbox.weeks import Weeks
from tests.inbox.given import at
from tests.inbox.test_ledger import ISSUE, ROUTING, WORDS

if TYPE_CHECKING:
    from bot.facts.commands import CommandName
    from bot.facts.report import WeekFacts
    from bot.inbox.database import Database

WEEK = Week("2026-W47", at(100), at(200))
REF = IssueRef("org1/repo", 12)
NUMBER = Reading("pay", "2026-W47", 41.0, "41", at(120), "two outages", "bo")


@pytest.fixture
def weeks(database: Database) -> Weeks:
    """Return the weeks of an empty database."""
    return Weeks(database)


async def gathered(weeks: Weeks, week: Week = WEEK) -> WeekFacts:
    """Return a week of the only installation."""
    return await weeks.gather("org1", 1, week)


def heard(command: CommandName, *arguments: str) -> Heard:
    """Return an accepted command."""
    return Heard(command, "accepted", command, arguments, "bo", 7)


async def test_a_number_is_kept_once_a_week(weeks: Weeks) -> None:
    """The last word replaces the one before; weeks to come are not looked at."""
    later = replace(NUMBER, week="2026-W48", value=43.0)
    await weeks.keep(1, [NUMBER, replace(NUMBER, area="search", value=None, failed="no answer")])
    await weeks.keep(1, [replace(NUMBER, value=42.0), later])
    found = {(each.area, each.week): each.value for each in (await gathered(weeks)).readings}
    assert {("pay", "2026-W47"): 42.0, ("search", "2026-W47"): None} == found


async def test_an_answer_by_command_counts_in_its_week(weeks: Weeks, database: Database) -> None:
    """With the area of the issue it was given on; one that was taken back does not count."""
    await Journal(database).routing(ISSUE, ROUTING, at(90))
    commands = Commands(database)
    await commands.hear(ISSUE, 1, [heard("report", "41", "two outages")], at(150))
    await commands.hear(ISSUE, 2, [heard("report", "40", "a mistake")], at(151))
    await commands.hear(ISSUE, 2, [], at(152), gone={"report"})
    await commands.hear(ISSUE, 3, [heard("report", "43", "next week")], at(200))
    (answer,) = (await gathered(weeks)).answers
    assert ("bo", "41", "two outages", "pay") == (answer.by, answer.number, answer.why, answer.on_area)


async def test_what_was_let_through_stays_on_record(weeks: Weeks, database: Database) -> None:
    """Also where the comment was deleted."""
    pull = Subject("pull_request", 1, 101, "org1/repo", 13)
    await Journal(database).routing(ISSUE, ROUTING, at(90))
    await Commands(database).hear(pull, 5, [heard("expedite", "the shop is down")], at(150))
    await Commands(database).hear(pull, 5, [], at(151), gone={"expedite"})
    (found,) = (await gathered(weeks)).let_through
    assert (13, "bo", "the shop is down", True) == (found.pull.number, found.by, found.why, found.taken_back)


async def test_feedback_is_gathered_with_words_moves_and_waits(weeks: Weeks, database: Database) -> None:
    """What came in the week, who it was taken from, and who waits."""
    ledger = Ledger(database)
    await Journal(database).routing(ISSUE, ROUTING, at(110))
    await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(110))
    await ledger.corrected(ISSUE, [Correction("area", "cy", at(120), area="search", owner="cy")])
    await Timekeeper(database).keep(ISSUE, at(110), (Turn("pay", "bo", at(110), at(150)),), at(111))
    facts = await gathered(weeks)
    assert [(REF, "pay", WORDS[0])] == [(each.issue, each.area, each.title) for each in facts.said]
    assert [(REF, "bo")] == [(each.issue, each.owner) for each in facts.moves]
    assert [REF] == [each.issue for each in facts.waits]
    assert [12] == [each.number for each in facts.judged]


async def test_later_things_are_not_part_of_a_week(weeks: Weeks, database: Database) -> None:
    """A report that is made late tells what it would have told in time."""
    await Journal(database).routing(ISSUE, ROUTING, at(201))
    await Ledger(database).predicted(ISSUE, WORDS, ROUTING, "assigned", at(201))
    await Timekeeper(database).keep(ISSUE, at(201), (Turn("pay", "bo", at(201), at(250)),), at(202))
    facts = await gathered(weeks)
    assert ((), (), (), ()) == (facts.judged, facts.said, facts.waits, facts.moves)


async def test_what_a_pull_request_closed_is_shipped(weeks: Weeks, database: Database) -> None:
    """With the title that the feedback had; one that was not merged, or in another week, ships nothing."""
    ledger, ann = Ledger(database), Account("ann", 4)
    await Journal(database).routing(ISSUE, ROUTING, at(90))
    await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(90))
    fixes = [Fix(ann, "org1/repo", number, merged) for number, merged in ((20, at(130)), (21, None), (22, at(230)))]
    for _ in range(2):
        await ledger.fixed(ISSUE, fixes)
    (found,) = (await gathered(weeks)).shipped
    assert (REF, "pay", WORDS[0], 20) == (found.issue, found.area, found.title, found.pull.number)


async def test_maps_and_accounts_are_found(weeks: Weeks, database: Database) -> None:
    """Whatever the capitals; one that nobody knows is not."""
    journal = Journal(database)
    await journal.keep_good(ISSUE, "ownership", [RuleText("m", "areas: {}", "r1")], at(1))
    assert (("areas: {}",),) == tuple(tuple(text.text for text in texts) for texts in await weeks.maps(1))
    assert await weeks.installation_of("ORG1") is None
    assert () == await weeks.accounts()


async def test_numbers_go_after_two_years_or_with_the_account(weeks: Weeks, database: Database) -> None:
    """Nothing of an account outlives it."""
    await weeks.keep(1, [NUMBER])
    assert 0 == await prune(database, at(120) + FEEDBACK_KEPT)
    assert 1 == await prune(database, at(120) + FEEDBACK_KEPT + timedelta(seconds=1))
    await weeks.keep(1, [NUMBER])
    await purge_installation(database, 1)
    assert () == (await gathered(weeks)).readings
