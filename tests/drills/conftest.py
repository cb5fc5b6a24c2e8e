"""Drills are played on the stage of the journeys, in both homes of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stage(tmp_path: Path, url: str) -> AsyncIterator[Stage]:
    """Yield a stage; the bot is closed in the end."""
    stage = Stage(tmp_path, database_url=url)
    yield stage
    await stage.close()
