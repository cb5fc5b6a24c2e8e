"""The last good rules and the notices: kept once, replaced, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.facts.rule_text import RuleText
from bot.inbox.journal import Journal
from tests.inbox.given import at, pull_request

if TYPE_CHECKING:
    from bot.inbox.database import Database

FIRST, SECOND = (RuleText(".github/onesitting.yml", f"mode: {mode}\n", mode) for mode in ("comment", "block"))


@pytest.fixture
def journal(database: Database) -> Journal:
    """Return a journal of an empty database."""
    return Journal(database)


async def test_there_is_nothing_at_first(journal: Journal) -> None:
    """No row, no text, and forgetting it again costs no write."""
    await journal.keep_good(pull_request(), "rules", (), at(0))
    assert await journal.last_good(pull_request(), "rules") == ()


async def test_the_newest_good_text_holds(journal: Journal) -> None:
    """One row a repository and kind; the map beside it is another."""
    for text in (FIRST, SECOND):
        await journal.keep_good(pull_request(), "rules", (text,), at(0))
    assert await journal.last_good(pull_request(), "rules") == (SECOND,)
    assert await journal.last_good(pull_request(), "ownership") == ()


async def test_the_same_text_is_not_written_again(journal: Journal, database: Database) -> None:
    """Every journey says it; the disk hears of it once."""
    await journal.keep_good(pull_request(), "rules", (FIRST,), at(0))
    commits = database.commits
    await journal.keep_good(pull_request(8), "rules", (FIRST,), at(1))
    assert database.commits == commits


async def test_a_text_that_was_taken_away_is_forgotten(journal: Journal) -> None:
    """It does not come back by itself."""
    await journal.keep_good(pull_request(), "rules", (FIRST,), at(0))
    await journal.keep_good(pull_request(), "rules", (), at(1))
    assert await journal.last_good(pull_request(), "rules") == ()


async def test_a_notice_is_news_once(journal: Journal) -> None:
    """Until it says something else, or was settled."""
    said = [await journal.notice(pull_request(), "map", words, at(0)) for words in ("a", "a", "b")]
    assert said == [True, False, True]
    await journal.settle(pull_request(), "map")
    assert await journal.standing() == ()
    assert await journal.notice(pull_request(), "map", "b", at(1))


async def test_a_notice_for_all_is_of_no_repository(journal: Journal) -> None:
    """A missing permission is the whole installation's."""
    await journal.notice(pull_request(), "permission:checks:write", "off", at(0), everywhere=True)
    assert [notice.repository for notice in await journal.standing(1)] == [0]
    assert await journal.standing(2) == ()
