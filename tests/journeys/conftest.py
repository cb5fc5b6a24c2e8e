"""The stage on which journeys are played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.practice.permissions import ALL
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Return the home that was asked for: `pytest tests/journeys --home postgresql` plays everything there."""
    return str(request.config.getoption("home"))


@pytest.fixture
async def stage(tmp_path: Path, url: str, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Yield a stage, by default with every permission; the bot is closed in the end."""
    stage = Stage(tmp_path, getattr(request, "param", ALL), database_url=url)
    yield stage
    await stage.close()
