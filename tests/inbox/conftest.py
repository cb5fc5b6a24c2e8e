"""A real database in either home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.inbox.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.inbox.database import Database


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Return an open database with its tables."""
    opened = open_database(url, busy_milliseconds=50, settling_seconds=0)
    yield opened
    await opened.close()
