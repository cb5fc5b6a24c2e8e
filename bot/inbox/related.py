"""The full-text index of feedback: kept beside the texts, asked for issues that may be about the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.facts.outcome import RelatedIssue
from bot.triage.related import MOST_RELATED, index_words, shares_enough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.facts.repository import Subject

_KEEP = text(
    "INSERT INTO text_words (rowid, home, title, body) SELECT :id, :home, :title, :body "
    "WHERE NOT EXISTS (SELECT 1 FROM text_words WHERE rowid = :id)"
)
_LOOK = text(
    "SELECT texts.number, texts.title, text_words.title AS first, text_words.body AS rest "
    "FROM text_words JOIN texts ON texts.id = text_words.rowid "
    "WHERE text_words MATCH :asked AND texts.number <> :number AND texts.repository = :repository "
    "ORDER BY bm25(text_words, 0.0, 3.0, 1.0), texts.number DESC LIMIT :most"
)
_LOOKED_AT = 24
"""Best matches by BM25 of which those that share too little are left out; versions of one issue are among them."""


def keep_words(connection: Connection, row: int, repository: int, title: str, body: str) -> None:
    """Index a row of texts, once."""
    if not _is_there(connection):
        return
    first, rest = index_words(title, body)
    connection.execute(_KEEP, {"id": row, "home": _home(repository), "title": first, "body": rest})


def find_related(connection: Connection, subject: Subject, asked: Sequence[str]) -> tuple[RelatedIssue, ...]:
    """Return the issues of the same repository that share most with some words, the best first."""
    either = " OR ".join(f'"{word}"' for word in asked if word.isalnum())
    if not either or not _is_there(connection):
        return ()
    found = connection.execute(
        _LOOK,
        {
            "asked": f"home:{_home(subject.repository)} AND ({either})",
            "number": subject.number,
            "repository": subject.repository,
            "most": _LOOKED_AT,
        },
    )
    close = (row for row in found if shares_enough(tuple(asked), (*row.first.split(), *row.rest.split())))
    return tuple({row.number: RelatedIssue(row.number, row.title) for row in close}.values())[:MOST_RELATED]


def _is_there(connection: Connection) -> bool:
    """Return whether there is an index: a SQLite that was built without FTS5 has none, and no issue is named then."""
    if connection.dialect.name != "sqlite":
        return False
    look = "SELECT 1 FROM sqlite_master WHERE name = 'text_words'"
    return connection.exec_driver_sql(look).first() is not None


def _home(repository: int) -> str:
    """Return the word that keeps repositories apart inside the index."""
    return f"repository{repository}"
