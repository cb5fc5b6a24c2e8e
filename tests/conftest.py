"""What every test stands on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.practice import PracticeGitHub

if TYPE_CHECKING:
    from pathlib import Path

# No deadlines: a test asserts what happens, times belong to bench/. The same examples in every run, so that a red run
# is about the change at hand; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def practice(tmp_path: Path) -> PracticeGitHub:
    """Return a GitHub of the test's own, with the app registered on it."""
    return PracticeGitHub("practice-secret", tmp_path / "github")
