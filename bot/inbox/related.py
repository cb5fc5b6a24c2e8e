"""Issues that may be about the same: what is asked of an index of their words, and which one a database has.

Another home adds an index of its own here. All pass one set of tests (tests/inbox/test_related.py): what they find is a
proposal, and only what shares enough words (bot.triage.related) is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.facts.outcome import RelatedIssue
from bot.inbox.related_fts5 import Fts5Index
from bot.inbox.related_gin import GinIndex
from bot.inbox.related_scan import ScanIndex
from bot.triage.related import MOST_RELATED, index_words, shares_enough

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.triage.near import Near

LOOKED_AT = 24
"""Best matches of which those that share too little are left out; versions of one issue are among them."""


class WordIndex(Protocol):
    """Finds texts by their words; an index forgets by itself what the table of texts forgets."""

    def keep(self, connection: Connection, row: int, repository: int, words: tuple[str, str]) -> None:
        """Index a row of texts by the words of its title and of its body, once."""
        ...

    def nearest(self, connection: Connection, subject: Subject, asked: Sequence[str], most: int) -> Iterable[Near]:
        """Return texts of other issues of the repository that hold any of some plain words, the best by BM25 first."""
        ...


def index_in(connection: Connection) -> WordIndex:
    """Return the index that this database has; a scan of the newest texts where it has none."""
    return next((index() for index in (Fts5Index, GinIndex) if index.is_in(connection)), ScanIndex())


def keep_words(connection: Connection, row: int, repository: int, title: str, body: str) -> None:
    """Index a row of texts, once."""
    index_in(connection).keep(connection, row, repository, index_words(title, body))


def keep_missing(connection: Connection) -> int:
    """Index texts that are not in the index, a few of them; returns how many, 0 where all are."""
    return GinIndex().keep_missing(connection) if GinIndex.is_in(connection) else 0


def find_related(connection: Connection, subject: Subject, asked: Sequence[str]) -> tuple[RelatedIssue, ...]:
    """Return the issues of the same repository that share most with some words, the best first."""
    plain = [word for word in asked if word.isalnum()]
    if not plain:
        return ()
    near = index_in(connection).nearest(connection, subject, plain, LOOKED_AT)
    close = (each for each in near if shares_enough(tuple(asked), each.words))
    return tuple({each.number: RelatedIssue(each.number, each.title) for each in close}.values())[:MOST_RELATED]
