"""The full-text index of a PostgreSQL: words are looked up in a GIN index, and what shares most of them is ranked here.

The words are ours (bot.triage.related.index_words), not those of one of PostgreSQL's parsers: both homes find the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.inbox.related_scan import READ
from bot.triage.near import rank_by_words
from bot.triage.related import index_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.triage.near import Near

RANKED = 100
"""Texts that share most words, which are read and ranked by how rare those are; each is an issue's version."""
AT_A_TIME = 100
"""Texts that are indexed in one transaction."""
_KEEP = text(
    "INSERT INTO text_words (id, words) VALUES (:id, array_to_tsvector(CAST(:words AS text[]))) ON CONFLICT DO NOTHING"
)
# Of lexemes without positions ts_rank counts how many are there.
_LOOK = text(
    "WITH near AS MATERIALIZED ("
    "SELECT id, ts_rank(words, CAST(:either AS tsquery)) AS shared FROM text_words "
    "WHERE words @@ CAST(:asked AS tsquery) ORDER BY shared DESC, id DESC LIMIT :most) "
    "SELECT texts.number, texts.title, substr(texts.body, 1, :read) AS body FROM near JOIN texts ON texts.id = near.id "
    "WHERE texts.number <> :number AND texts.repository = :repository ORDER BY near.shared DESC, near.id DESC"
)
_MISSING = text(
    "SELECT texts.id, texts.repository, texts.title, texts.body "
    "FROM texts LEFT JOIN text_words ON text_words.id = texts.id WHERE text_words.id IS NULL "
    "LIMIT :most FOR KEY SHARE OF texts SKIP LOCKED"
)


class GinIndex:
    """The table that a migration made; its rows go with those of the table of texts."""

    @staticmethod
    def is_in(connection: Connection) -> bool:
        """Return whether this database has it."""
        if connection.dialect.name != "postgresql":
            return False
        return connection.exec_driver_sql("SELECT to_regclass('text_words')").scalar() is not None

    def keep(self, connection: Connection, row: int, repository: int, words: tuple[str, str]) -> None:
        """Index a row of texts, once."""
        every = {_home(repository), *words[0].split(), *words[1].split()}
        connection.execute(_KEEP, {"id": row, "words": sorted(every)})

    def keep_missing(self, connection: Connection) -> int:
        """Index some of the texts that were there before the index, were moved here, or came from an older version."""
        rows = connection.execute(_MISSING, {"most": AT_A_TIME}).all()
        for row in rows:
            self.keep(connection, row.id, row.repository, index_words(row.title, row.body))
        return len(rows)

    def nearest(self, connection: Connection, subject: Subject, asked: Sequence[str], most: int) -> Iterable[Near]:
        """Return the best matches."""
        either = " | ".join(map(lexeme, asked))
        found = connection.execute(
            _LOOK,
            {
                "asked": f"{lexeme(_home(subject.repository))} & ({either})",
                "either": either,
                "number": subject.number,
                "repository": subject.repository,
                "read": READ,
                "most": RANKED,
            },
        )
        texts = [(row.number, row.title, index_words(row.title, row.body)) for row in found]
        return rank_by_words(texts, asked)[:most]


def lexeme(word: str) -> str:
    """Return a word as a query names it, whatever is in it.

    https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _home(repository: int) -> str:
    """Return the word that keeps repositories apart inside the index; no token of a text has a space."""
    return f"repository {repository}"
