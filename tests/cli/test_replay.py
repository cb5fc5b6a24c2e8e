"""`onesitting replay`, beside a server that runs on the same database."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import Ran, onesitting
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.practice.pull_requests import PracticePullRequest

FILES = "/repos/{owner}/{repo}/pulls/{pull_number}/files"
LATER = timedelta(days=3_650).total_seconds()
"""The command has the machine's clock: the stage's is set to long after it."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage with one pull request that was given up, because GitHub refused what nobody should ask."""
    stage = Stage(tmp_path)
    stage.practice.fault("GET", FILES, status=400, body={"message": "Bad Request"})
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    yield stage
    await stage.close()


def replay(stage: Stage, *arguments: str) -> Ran:
    """Run the command on the stage's database."""
    return onesitting("replay", *arguments, environ={"DATABASE_URL": stage.settings.database_url})


async def worked_on(stage: Stage) -> PracticePullRequest:
    """Let what is due be done; return the pull request."""
    stage.clock.advance(LATER)
    await stage.bot.drain()
    (pull,) = stage.shop.pull_requests
    return pull


async def test_what_was_given_up_is_listed_with_its_error(stage: Stage) -> None:
    """And stays given up: looking changes nothing."""
    done = replay(stage)
    assert (done.code, done.err) == (0, "")
    assert "acme/shop#1" in done.out
    assert "answered 400: Bad Request" in done.out
    assert len((await worked_on(stage)).check_runs) == 0


@pytest.mark.parametrize("how", ["--all", "acme/shop#1", "key"])
async def test_a_subject_is_looked_at_again(stage: Stage, how: str) -> None:
    """By its name, by its key, or with all that was given up."""
    key = f"pull_request:{stage.shop.id}:1"
    done = replay(stage, key if how == "key" else how)
    assert (done.code, done.out) == (0, f"due now: {key} (acme/shop#1)\n")
    assert len((await worked_on(stage)).check_runs) == 1
    assert [replay(stage).out, replay(stage, "--all").out] == ["nothing was given up\n"] * 2


async def test_a_delivery_is_looked_at_again(stage: Stage) -> None:
    """By its GUID: the stored bytes say what it is about."""
    (guid,) = [one.delivery.guid for one in stage.practice.deliveries if one.delivery.event == "pull_request"]
    assert replay(stage, guid).code == 0
    assert len((await worked_on(stage)).check_runs) == 1


@pytest.mark.parametrize("whole", [True, False], ids=["as the deliveries API tells it", "as it was sent"])
async def test_a_saved_payload_is_looked_at_again(stage: Stage, tmp_path: Path, *, whole: bool) -> None:
    """From a file, whether or not the delivery ever came."""
    (sent,) = [one.delivery for one in stage.practice.deliveries if one.delivery.event == "pull_request"]
    kept = {"event": sent.event, "guid": sent.guid, "request": {"payload": sent.payload}} if whole else sent.payload
    file = tmp_path / "payload.json"
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert replay(stage, str(file), *(() if whole else ("--event", "pull_request"))).code == 0
    assert len((await worked_on(stage)).check_runs) == 1


@pytest.mark.parametrize("guid", ["\ud800", "a\0b", "x" * 65, [1], None])
async def test_a_hostile_file_holds_nobody_up(stage: Stage, tmp_path: Path, guid: object) -> None:
    """What the database could not read back is kept nowhere: the queue goes on, for this subject and for others."""
    (sent,) = [one.delivery for one in stage.practice.deliveries if one.delivery.event == "pull_request"]
    file = tmp_path / "payload.json"
    kept = {"event": sent.event, "guid": guid, "request": {"payload": sent.payload}}
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert replay(stage, str(file)).code == 0
    assert len((await worked_on(stage)).check_runs) == 1


@pytest.mark.parametrize(("target", "says"), [
    ("\udcff", "is no subject that is known"),
    ("acme/shop#2", "acme/shop#2 is no subject that is known"),
    ("ffffffff-0000-0000-0000-000000000000", "no stored delivery"),
    ("broken.json", "holds no payload"),
    ("payload.json", "say which event"),
    ("wrapped.json", "say which event"),
])  # fmt: skip
async def test_what_cannot_be_found_is_said(stage: Stage, tmp_path: Path, target: str, says: str) -> None:
    """Exit code 2, and what to do."""
    (tmp_path / "broken.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "payload.json").write_text("{}", encoding="utf-8")
    (tmp_path / "wrapped.json").write_text('{"event": [[]], "request": {"payload": {}}}', encoding="utf-8")
    done = replay(stage, str(tmp_path / target) if target.endswith(".json") else target)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
