"""Issues that may be about the same, in both homes: by a full-text index, and without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.facts.outcome import Final, RelatedIssue
from bot.facts.repository import Subject
from bot.inbox.ledger import Ledger
from bot.inbox.purge import purge_repository
from bot.inbox.related import keep_missing
from bot.inbox.related_gin import lexeme
from bot.triage.related import words_to_look_up
from tests.homes import IN_POSTGRESQL
from tests.inbox.given import at

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.inbox.database import Database

FINAL = Final("label", ("pay",), "bo", "ann", at(0))
CARD = ("Card refused at the till", "My bank says the card is fine.")
AGAIN = ("Card refused again", "The bank says no, the till refused the card.")
OTHER = ("Dark mode is too dark", "I cannot read the menu in dark mode.")


def issue(number: int, repository: int = 101) -> Subject:
    """Return an issue."""
    return Subject("issue", 1, repository, "org1/repo", number)


def drop_index(connection: Connection) -> None:
    """Leave the database as a SQLite that was built without FTS5 makes it."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER texts_forgotten"))
    connection.execute(text("DROP TABLE text_words"))


@pytest.fixture(params=["full text", "scan"])
async def ledger(database: Database, request: pytest.FixtureRequest) -> Ledger:
    """Return a ledger that knows three issues, and one of another repository; with each kind of index."""
    if request.param == "scan":
        await database.write(drop_index)
    ledger = Ledger(database)
    for number, words in ((1, CARD), (2, OTHER), (3, AGAIN)):
        await ledger.answered(issue(number), words, FINAL, at(number))
    await ledger.answered(issue(9, 102), CARD, FINAL, at(9))
    return ledger


async def test_issues_that_share_words_are_found(ledger: Ledger) -> None:
    """Not the issue itself, not what is about something else, nothing of another repository."""
    found = await ledger.related(issue(3), words_to_look_up(*AGAIN))
    assert found == (RelatedIssue(1, CARD[0]),)
    assert await ledger.related(issue(4), words_to_look_up("Green", "Grass grows")) == ()
    assert await ledger.related(issue(4), ()) == ()


async def test_versions_of_one_issue_are_one(ledger: Ledger) -> None:
    """At most three issues are named."""
    for number in (1, 5, 6, 7, 8):
        await ledger.answered(issue(number), (f"{CARD[0]} {number}", CARD[1]), FINAL, at(number))
    found = await ledger.related(issue(3), words_to_look_up(*AGAIN))
    assert 3 == len(found) == len({each.number for each in found})


async def test_scripts_without_spaces_are_found_by_their_characters(ledger: Ledger) -> None:
    """Each of them is a word."""
    await ledger.answered(issue(5), ("付款失败", "信用卡付款失败"), FINAL, at(5))
    found = await ledger.related(issue(6), words_to_look_up("信用卡付款", "付款的时候失败"))
    assert [5] == [each.number for each in found]


@pytest.mark.parametrize("word", ['card" OR "x', "NEAR", "AND", "home:", "*", "card^2", "\x00", "'; DROP"])
async def test_no_word_means_anything_to_the_index(ledger: Ledger, word: str) -> None:
    """Every word is looked up as it stands."""
    assert await ledger.related(issue(4), (word, "card", "refused", "till", "bank")) != ()


async def test_the_title_counts_more_and_rare_words_most(ledger: Ledger) -> None:
    """Of two that share the same words the one that says them in its title comes first."""
    said = ("Card refused at the till", "My bank")
    for number, words in ((11, ("Odd", "A card was refused at the till by my bank.")), (12, said)):
        await ledger.answered(issue(number), words, FINAL, at(number))
    found = await ledger.related(issue(4), words_to_look_up(*said))
    assert [12, 1] == [each.number for each in found][:2]


async def test_what_is_purged_is_not_found(database: Database, ledger: Ledger) -> None:
    """What the table of texts forgets is forgotten."""
    await purge_repository(database, 1, 101)
    assert await ledger.related(issue(3), words_to_look_up(*AGAIN)) == ()
    assert await ledger.related(issue(3, 102), words_to_look_up(*AGAIN)) == (RelatedIssue(9, CARD[0]),)


async def test_the_index_forgets_with_the_table(database: Database) -> None:
    """No word of what was purged stays."""
    for repository in (101, 102):
        await Ledger(database).answered(issue(1, repository), CARD, FINAL, at(1))
    await purge_repository(database, 1, 101)
    left = "SELECT count(*) FROM text_words"
    assert await database.read(lambda connection: connection.execute(text(left)).scalar()) == 1


@IN_POSTGRESQL
async def test_what_an_older_version_kept_is_indexed_later(database: Database) -> None:
    """It runs beside this one and knows no index; so is what was moved from SQLite."""
    ledger = Ledger(database)
    for number, words in ((1, CARD), (2, OTHER)):
        await ledger.answered(issue(number), words, FINAL, at(number))
    await database.write(lambda connection: connection.execute(text("DELETE FROM text_words")).rowcount)
    assert await ledger.related(issue(3), words_to_look_up(*AGAIN)) == ()
    assert (2, 0) == (await database.write(keep_missing), await database.write(keep_missing))
    assert await ledger.related(issue(3), words_to_look_up(*AGAIN)) == (RelatedIssue(1, CARD[0]),)


@IN_POSTGRESQL
async def test_the_index_is_used(database: Database) -> None:
    """Where there are so many texts that reading them all would take long."""
    explain = text("EXPLAIN SELECT 1 FROM text_words WHERE words @@ CAST(:asked AS tsquery)")

    def plan(connection: Connection) -> str:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        return "\n".join(connection.execute(explain, {"asked": "'repository 101' & 'card'"}).scalars())

    assert "ix_text_words_words" in await database.write(plan)


@pytest.mark.parametrize("word", ["card", "'", "''", "\\", "\\'", "a b", "& !", ":*", "card':A", "\u4ed8"])
@IN_POSTGRESQL
async def test_a_word_is_a_lexeme_whatever_is_in_it(database: Database, word: str) -> None:
    """It finds itself, and is one operand of its query."""
    look = text("SELECT array_to_tsvector(ARRAY[:word]) @@ CAST(:asked AS tsquery), numnode(CAST(:asked AS tsquery))")
    asked = {"word": word, "asked": lexeme(word)}
    assert (True, 1) == await database.read(lambda connection: tuple(connection.execute(look, asked).one()))
