"""The queue of a database, in the way of its home."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.inbox.postgres_queue import PostgresQueue
from bot.inbox.sqlite_queue import SqliteQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.inbox.database import Database
    from bot.inbox.patience import Patience
    from bot.inbox.table_queue import TableQueue


def open_queue(database: Database, patience: Patience, *, chance: Callable[[], float] = random.random) -> TableQueue:
    """Return the queue; `chance` gives numbers from 0 to 1 for the jitter of retries."""
    home = PostgresQueue if database.dialect == "postgresql" else SqliteQueue
    return home(database, patience, chance=chance)
