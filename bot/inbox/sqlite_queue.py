"""The queue in SQLite: there is one writer, so what is looked up in a transaction is nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.inbox.table_queue import TableQueue, waited_longest, whose_turn

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select


class SqliteQueue(TableQueue):
    """See bot.inbox.queue.Queue."""

    def _fairest(self, connection: Connection, now: datetime, busy: frozenset[int]) -> Row[Any] | None:
        return connection.execute(fairest(now, busy)).first()


def fairest(now: datetime, busy: frozenset[int] = frozenset()) -> Select[Any]:
    """Of the installation served longest ago, among those with something due, the subject that waited longest."""
    return waited_longest(whose_turn(now, busy).scalar_subquery(), now)
