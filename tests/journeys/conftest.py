"""The stage on which journeys are played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.practice.permissions import ALL
from bot.shipped import load_app_manifest
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_ASKED = load_app_manifest().permission_sets["pull_requests"].default_permissions
SMALL = {name: str(asked.access) for name, asked in _ASKED.items()}
"""The smaller set of app.yml: the practice GitHub answers everything outside of it with 403."""


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Return the home that was asked for: `pytest tests/journeys --home postgresql` plays everything there."""
    return str(request.config.getoption("home"))


@pytest.fixture
async def stage(tmp_path: Path, url: str, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """Yield a stage, by default with every permission (`--granted` says which); the bot is closed in the end."""
    granted = ALL if request.config.getoption("granted") == "everything" else SMALL
    stage = Stage(tmp_path, getattr(request, "param", granted), database_url=url)
    yield stage
    await stage.close()
