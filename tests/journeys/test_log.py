"""The log of whole journeys: every line names its delivery and subject where there is one, and none holds a secret."""

from __future__ import annotations

import io
import json
import logging
import os
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.cli.log_lines import JsonLines
from bot.practice.github import PracticeGitHub
from bot.settings import read
from bot.wiring import Bot, create_bot
from tests.hand_clock import HandClock
from tests.journeys.stage import COMMENT_MODE, DOOR, large_change

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

OLD_SECRET = "an-old-webhook-secret"


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


class Service:
    """A GitHub with one large pull request, and a bot that has its secrets from the environment, as in service."""

    def __init__(self, folder: Path, environ: pytest.MonkeyPatch) -> None:
        self.clock = HandClock()
        self.github = PracticeGitHub("a-current-webhook-secret", folder / "github", now=self.clock.now)
        self.shop = self.github.create_repository("acme/shop")
        self.installation = self.github.install("acme")
        self.shop.commit(COMMENT_MODE)
        self.pull = self.shop.open_pull_request(
            title="Everything", author=self.github.account("ana"), files=large_change()
        )
        environ.setenv("ONESITTING_APP_ID", str(self.github.app_id))
        environ.setenv("ONESITTING_PRIVATE_KEY", self.github.private_key_pem)
        environ.setenv("ONESITTING_WEBHOOK_SECRET", f"{self.github.webhook_secret},{OLD_SECRET}")
        environ.setenv("ONESITTING_GITHUB_URL", "http://github.test")
        environ.setenv("ONESITTING_HOME", str(folder))
        self.bot: Bot = create_bot(read(os.environ), clock=self.clock, transport=self.github.transport)

    async def settle(self) -> None:
        """Deliver what waits, let the window pass and work on what is due."""
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=self.bot.app)) as client:
            await self.github.deliver(client, DOOR)
            await client.post(DOOR, content=b"{}", headers={"X-Hub-Signature-256": f"sha256={OLD_SECRET}"})
        self.clock.advance(60)
        await self.bot.drain()

    async def relabel(self, word: str) -> None:
        """Make the pull request due again."""
        self.pull.label(word)
        await self.settle()

    @property
    def secrets(self) -> list[str]:
        """Everything that must not be read: both webhook secrets, each line of the key, every token."""
        key = [line for line in self.github.private_key_pem.splitlines() if not line.startswith("-----")]
        return [self.github.webhook_secret, OLD_SECRET, *key, *self.installation.tokens]


@pytest.fixture
async def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    """Yield a service; its bot is closed in the end."""
    service = Service(tmp_path, monkeypatch)
    yield service
    await service.bot.close()


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """Return the lines of our own loggers."""
    read_lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in read_lines if line["logger"].startswith("bot.")]


async def test_every_line_about_a_delivery_names_it(service: Service, log: io.StringIO) -> None:
    """From the door to the last effect; an event without a subject has none, and what nobody signed has no name."""
    await service.settle()
    named = {line["says"].split(":")[0]: {"delivery", "installation", "subject"} & set(line) for line in lines(log)}
    assert {"delivery", "installation", "subject"} == named.pop("pull_request")
    assert set() == named.pop("refused with 401")
    said = {words.partition("(")[2].split(")")[0]: found for words, found in named.items()}
    assert said == {
        "installation": {"delivery", "installation"},
        "push": {"delivery", "installation"},
        "pull_request": {"delivery", "installation", "subject"},
    }


async def test_no_line_holds_a_secret(service: Service, log: io.StringIO) -> None:
    """A good day, a refusal that repeats our token, a key in an answer, and an answer nobody foresaw."""
    await service.settle()
    (token, *_) = service.installation.tokens
    echo = {"message": f"Bad: {token}; {service.github.private_key_pem}"}
    for number, (status, body) in enumerate([(500, echo), (422, echo), (200, {"data": {"repository": [token]}})]):
        fault = service.github.fault("POST", "/graphql", status=status, body=body, times=None)
        await service.relabel(f"label {number}")
        fault.clear()
    assert [secret for secret in service.secrets if secret in log.getvalue()] == []
    hidden = [line["says"][-23:] for line in lines(log) if "(secret)" in line["says"]]
    assert hidden == ["Bad: (secret); (secret)"] * 2
    assert any("trace" in line for line in lines(log))
