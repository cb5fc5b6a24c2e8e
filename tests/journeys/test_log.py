"""The log of whole journeys: every line names its delivery and subject where there is one, and none holds a secret."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.cli.log_lines import JsonLines
from bot.practice.github import PracticeGitHub
from bot.settings import read
from bot.wiring import Bot, create_bot
from tests.hand_clock import HandClock
from tests.journeys.stage import COMMENT_MODE, DOOR, WINDOW, large_change

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

OLD_SECRET = "an-old-webhook-secret"
CHECKS = "/repos/{owner}/{repo}/check-runs"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Yield everything that is logged from DEBUG on, in the lines of `onesitting serve`."""
    text, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def github(tmp_path: Path) -> PracticeGitHub:
    """Return a GitHub with one pull request that is too large."""
    github = PracticeGitHub("a-current-webhook-secret", tmp_path / "github")
    shop = github.create_repository("acme/shop")
    github.install("acme")
    shop.commit(COMMENT_MODE)
    shop.open_pull_request(title="Everything", author=github.account("ana"), files=large_change())
    return github


@pytest.fixture
async def bot(github: PracticeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """Yield a bot whose secrets come from the environment, as they do in service."""
    environ = {
        "ONESITTING_APP_ID": str(github.app_id),
        "ONESITTING_PRIVATE_KEY": github.private_key_pem,
        "ONESITTING_WEBHOOK_SECRET": f"{github.webhook_secret},{OLD_SECRET}",
        "ONESITTING_GITHUB_URL": "http://github.test",
        "ONESITTING_WINDOW_SECONDS": str(WINDOW),
        "ONESITTING_HOME": str(tmp_path),
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    bot = create_bot(read(environ), clock=HandClock(github.now()), transport=github.transport)
    yield bot
    await bot.close()
