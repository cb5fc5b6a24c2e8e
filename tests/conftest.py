"""What every test stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.practice import PracticeGitHub

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def practice(tmp_path: Path) -> PracticeGitHub:
    """Return a GitHub of the test's own, with the app registered on it."""
    return PracticeGitHub("practice-secret", tmp_path / "github")
