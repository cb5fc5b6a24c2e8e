"""Without a full-text index: the newest texts of a repository are read and ranked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.inbox.feedback_tables import TEXTS
from bot.triage.near import rank_by_words
from bot.triage.related import index_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.triage.near import Near

SCANNED = 1_000
"""Newest texts that are read, each to its READ characters: under a second of a thread beside the event loop."""
READ = 8_000


class ScanIndex:
    """No index at all; the table of texts says everything."""

    def keep(self, connection: Connection, row: int, repository: int, words: tuple[str, str]) -> None:
        """There is nothing to keep: the row is there."""

    def nearest(self, connection: Connection, subject: Subject, asked: Sequence[str], most: int) -> Iterable[Near]:
        """Return the best of the newest texts."""
        here = (TEXTS.c.repository == subject.repository, TEXTS.c.number != subject.number)
        columns = (TEXTS.c.number, TEXTS.c.title, func.substr(TEXTS.c.body, 1, READ).label("body"))
        rows = connection.execute(select(*columns).where(*here).order_by(TEXTS.c.id.desc()).limit(SCANNED))
        texts = [(row.number, row.title, index_words(row.title, row.body)) for row in rows]
        return rank_by_words(texts, asked)[:most]
