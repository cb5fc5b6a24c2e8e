"""The full-text index of a SQLite that has FTS5, ranked by its own BM25."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.triage.near import Near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


class Fts5Index:
    """The index that a migration made, beside a trigger that lets it forget."""

    @staticmethod
    def is_in(connection: Connection) -> bool:
        """Return whether this database has it."""
        if connection.dialect.name != "sqlite":
            return False
        look = "SELECT 1 FROM sqlite_master WHERE name = 'text_words'"
        return connection.exec_driver_sql(look).first() is not None

    def keep(self, connection: Connection, row: int, repository: int, words: tuple[str, str]) -> None:
        """Index a row of texts, once."""
        connection.execute(_KEEP, {"id": row, "home": _home(repository), "title": words[0], "body": words[1]})

    def nearest(self, connection: Connection, subject: Subject, asked: Sequence[str], most: int) -> Iterable[Near]:
        """Return the best matches."""
        either = " OR ".join(f'"{word}"' for word in asked)
        found = connection.execute(
            _LOOK,
            {
                "asked": f"home:{_home(subject.repository)} AND ({either})",
                "number": subject.number,
                "repository": subject.repository,
                "most": most,
            },
        )
        return [Near(row.number, row.title, (*row.first.split(), *row.rest.split())) for row in found]


def _home(repository: int) -> str:
    """Return the word that keeps repositories apart inside the index."""
    return f"repository{repository}"
