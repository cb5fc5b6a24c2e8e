"""A real database in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.inbox.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.inbox.database import Database


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'inbox.sqlite3'}"


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Return an open database with its tables."""
    opened = open_database(url, busy_milliseconds=50)
    yield opened
    await opened.close()
