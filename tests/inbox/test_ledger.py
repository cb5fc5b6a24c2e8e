"""What became of feedback, kept and given back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.facts.outcome import Correction, Final, Past
from bot.facts.repository import Subject
from bot.facts.routing import Candidate, Routing, Sign
from bot.inbox.feedback_tables import FINALS, PREDICTIONS, TEXTS
from bot.inbox.ledger import MOST_BODY, Ledger
from bot.inbox.retention import FEEDBACK_KEPT, prune
from tests.inbox.given import at

if TYPE_CHECKING:
    from sqlalchemy import Table

    from bot.inbox.database import Database

ISSUE = Subject("issue", 1, 101, "org1/repo", 12)
SIGNS = (Sign("keywords", "pay", "card", "title"),)
ROUTING = Routing(
    "12", routed=True, step="keywords", area="pay", owner="bo", why="words", candidates=(Candidate("pay", "bo", 0.9),),
    confidence=0.9, evidence=SIGNS, map_revision="m1",
)  # fmt: skip
WORDS = ("Card refused", "Every time.")
FINAL = Final("relabel", ("search",), "cy", "ann", at(50))


@pytest.fixture
def ledger(database: Database) -> Ledger:
    """Return the ledger of an empty database."""
    return Ledger(database)


async def count(database: Database, table: Table) -> int:
    """Return how many rows a table has."""
    look = select(func.count()).select_from(table)
    return int(await database.read(lambda connection: connection.execute(look).scalar_one()))


async def test_nothing_is_remembered_of_an_unknown_issue(ledger: Ledger) -> None:
    """No prediction, no correction, no answer."""
    assert Past() == await ledger.past(ISSUE)


async def test_the_prediction_that_was_acted_on_counts(ledger: Ledger) -> None:
    """One that was only kept comes before it, and a later one does not replace it."""
    await ledger.predicted(ISSUE, WORDS, replace(ROUTING, area="maps"), "nothing", at(0))
    await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(1))
    await ledger.predicted(ISSUE, WORDS, replace(ROUTING, area="search"), "nothing", at(2))
    kept = (await ledger.past(ISSUE)).prediction
    assert kept is not None
    assert ("pay", "bo", "assigned", ("pay",), at(1)) == (kept.area, kept.owner, kept.acted, kept.candidates, kept.at)


async def test_the_same_prediction_is_kept_once(database: Database, ledger: Ledger) -> None:
    """However often the issue is looked at; other words make another prediction."""
    for second in range(3):
        await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(second))
    await ledger.predicted(ISSUE, ("Card refused", "Only mine."), ROUTING, "assigned", at(9))
    assert (2, 2) == (await count(database, PREDICTIONS), await count(database, TEXTS))


async def test_corrections_are_kept_once_and_in_order(ledger: Ledger) -> None:
    """The same act, told twice, is one."""
    one = Correction("not_mine", "bo", at(5), "search", "cy", firm=True)
    other = Correction("duplicate", "ann", at(3), target="7")
    for _ in range(2):
        await ledger.corrected(ISSUE, [one, other])
    assert (other, one) == (await ledger.past(ISSUE)).corrections


async def test_the_answer_is_replaced_by_a_stronger_one(database: Database, ledger: Ledger) -> None:
    """One row an issue; the words are those that stood there when it was given."""
    await ledger.answered(ISSUE, WORDS, FINAL, at(50))
    later = replace(FINAL, how="not_mine", areas=(), owner=None, at=at(60))
    await ledger.answered(ISSUE, WORDS, later, at(60))
    assert (later, 1) == ((await ledger.past(ISSUE)).final, await count(database, FINALS))


async def test_a_security_report_leaves_no_words(database: Database, ledger: Ledger) -> None:
    """The prediction stands, the text does not."""
    await ledger.predicted(ISSUE, WORDS, replace(ROUTING, kind="security_report"), "assigned", at(0))
    await ledger.answered(ISSUE, None, FINAL, at(1))
    assert (1, 1, 0) == tuple([await count(database, table) for table in (PREDICTIONS, FINALS, TEXTS)])


async def test_long_words_are_cut(database: Database, ledger: Ledger) -> None:
    """To more than is ever read."""
    await ledger.answered(ISSUE, ("t", "x" * 65_000), FINAL, at(0))
    body = await database.read(lambda connection: connection.execute(select(TEXTS.c.body)).scalar_one())
    assert len(body) == MOST_BODY


async def test_predictions_stand_beside_their_answers(ledger: Ledger) -> None:
    """Of the wanted time, also where nobody has answered yet."""
    await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(0))
    await ledger.predicted(replace(ISSUE, number=13), WORDS, ROUTING, "suggested", at(100))
    await ledger.answered(ISSUE, WORDS, FINAL, at(50))
    every = await ledger.judged(1, at(0))
    assert [(12, FINAL), (13, None)] == [(each.number, each.final) for each in every]
    assert [13] == [each.number for each in await ledger.judged(1, at(60))]
    assert await ledger.judged(2, at(0)) == ()


async def test_feedback_is_kept_for_its_time(database: Database, ledger: Ledger) -> None:
    """Everything of it goes; words that were met again meanwhile stay."""
    await ledger.predicted(ISSUE, WORDS, ROUTING, "assigned", at(0))
    await ledger.answered(ISSUE, WORDS, FINAL, at(0))
    await ledger.corrected(ISSUE, [Correction("unassigned", "bo", at(0))])
    await prune(database, at(0) + FEEDBACK_KEPT + timedelta(seconds=1))
    assert Past() == await ledger.past(ISSUE)
    assert await count(database, TEXTS) == 0
