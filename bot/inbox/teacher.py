"""Learning behind one name: models, and the histories that they are first fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.inbox.fit_process import fit_in_process
from bot.inbox.histories import Histories
from bot.inbox.models import Models

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.inbox.database import Database


class Teacher(Models, Histories):
    """What people's answers have taught, and how far those from before have been read, in one database."""

    def __init__(
        self, database: Database, fit: Callable[[str, int], Awaitable[tuple[int, bytes]]] = fit_in_process
    ) -> None:
        Models.__init__(self, database, fit)
