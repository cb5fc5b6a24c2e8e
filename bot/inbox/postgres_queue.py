"""The queue in PostgreSQL: any number of workers claim at a time, and none waits for another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import literal

from bot.inbox.table_queue import TableQueue, waited_longest, whose_turn

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row


class PostgresQueue(TableQueue):
    """See bot.inbox.queue.Queue.

    A claim locks the row of the installation whose turn it is, and then that of its subject; whoever claims at the same
    moment skips both and serves the next installation (https://www.postgresql.org/docs/current/sql-select.html, SKIP
    LOCKED). A claim may so find nothing although something is due: `next_due` tells, and the next claim finds it.
    """

    def _fairest(self, connection: Connection, now: datetime, busy: frozenset[int]) -> Row[Any] | None:
        whose = connection.execute(whose_turn(now, busy).with_for_update(skip_locked=True)).scalar()
        if whose is None:
            return None
        return connection.execute(waited_longest(literal(whose), now).with_for_update(skip_locked=True)).first()
