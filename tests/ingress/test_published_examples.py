"""Every example payload that GitHub's toolkit publishes goes through the door without an error."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.patience import Patience
from tests.ingress.given import House

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """Install the examples and return each event's name with its payload."""
    folder: Path = tmp_path_factory.mktemp("examples")
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "@octokit/webhooks-examples"]
    subprocess.run(npm, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a fixed command
    (index,) = folder.glob("node_modules/@octokit/webhooks-examples/**/api.github.com/index.json")
    return [
        (event["name"], json.dumps(payload).encode())
        for event in json.loads(index.read_text(encoding="utf-8"))
        for payload in event["examples"]
    ]


@pytest.mark.node
async def test_every_published_example_gets_a_2xx(examples: list[tuple[str, bytes]], tmp_path: Path) -> None:
    """Through the door, the timetable and the inbox: 202 for each; the ones we use are kept."""
    assert len(examples) > 200
    database = open_database(f"sqlite:///{tmp_path / 'inbox.sqlite3'}")
    house = House(Inbox(database, Patience(), lambda: None).accept)
    refused = []
    for number, (event, payload) in enumerate(examples):
        answer = await house.deliver(payload, x_github_event=event, x_github_delivery=f"example-{number}")
        if answer.status_code != 202:
            refused.append((event, answer.status_code))
    await database.close()
    assert refused == []
    stored = {visit.event for visit in house.visits if visit.stored}
    assert {"pull_request", "issues", "installation"} <= stored
