"""`onesitting export` and `onesitting purge`, beside a server that runs on the same database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import Ran, onesitting
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage on which a pull request was judged; its bot keeps the database open."""
    stage = Stage(tmp_path)
    stage.shop.open_pull_request(title="Sum \x1b[2J", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    yield stage
    await stage.close()


def ran(stage: Stage, *arguments: str) -> Ran:
    """Run a command on the stage's database."""
    return onesitting(*arguments, environ={"DATABASE_URL": stage.settings.database_url})


async def test_an_export_is_json_lines_without_secrets(stage: Stage) -> None:
    """What the webhooks said is there; key, webhook secret and tokens are not."""
    done = ran(stage, "export", "--installation", str(stage.installation.id))
    assert done.code == 0
    tables = {json.loads(line)["table"] for line in done.out.splitlines()}
    assert {"deliveries", "subjects", "decisions", "effects", "installations"} <= tables
    assert len(stage.installation.tokens) > 0
    secrets = (stage.practice.webhook_secret, "PRIVATE KEY", *stage.installation.tokens)
    assert [secret for secret in secrets if secret in done.out] == []


async def test_an_unknown_installation_is_refused_with_those_there_are(stage: Stage) -> None:
    """A wrong number deletes nothing."""
    done = ran(stage, "purge", "--yes", "--installation", "5")
    assert (done.code, done.out) == (2, "")
    assert f"  - {stage.installation.id} (acme, active)" in done.err


async def test_an_active_installation_is_purged_on_demand_alone(stage: Stage) -> None:
    """What happens there later is stored anew: that is said before and after."""
    number = str(stage.installation.id)
    refused = ran(stage, "purge", "--installation", number)
    assert (refused.code, refused.out) == (2, "")
    assert "still has the app" in refused.err
    done = ran(stage, "purge", "--yes", "--installation", number)
    assert done.out.startswith(f"Deleted of installation {number} (acme, active):\n  causes: 1\n  decisions: 1\n")
    assert done.out.endswith("what happens from now on is stored anew.\n")
    assert ran(stage, "export", "--installation", number).code == 2


async def test_nobody_is_asked_where_nobody_sits(stage: Stage) -> None:
    """A script says --yes."""
    stage.installation.delete()
    await stage.deliver()
    done = ran(stage, "purge", "--installation", str(stage.installation.id))
    assert (done.code, done.out) == (2, "")
    assert "say --yes" in done.err


@pytest.mark.parametrize(("typed", "code"), [("{number}", 0), ("y", 2)])
async def test_who_sits_there_types_the_number(stage: Stage, typed: str, code: int) -> None:
    """A yes out of habit does not delete anything."""
    stage.installation.delete()
    await stage.deliver()
    number = str(stage.installation.id)
    keyboard, terminal = os.openpty()
    os.write(keyboard, typed.format(number=number).encode() + b"\n")
    command = [sys.executable, "-m", "bot", "purge", "--installation", number]
    environ = {**os.environ, "DATABASE_URL": stage.settings.database_url}
    done = subprocess.run(command, stdin=terminal, capture_output=True, check=False, env=environ)  # noqa: S603, ASYNC221 - our own command
    os.close(terminal)
    os.close(keyboard)
    assert (done.returncode, b"This deletes for good" in done.stderr) == (code, True)
    assert done.stdout.startswith(b"Deleted of") == (code == 0)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A wrong folder is named, with what to set."""
    done = onesitting("export", "--installation", "1", environ={"ONESITTING_HOME": str(tmp_path)})
    assert (done.code, list(tmp_path.iterdir())) == (3, [])
    assert f"there is no database at {tmp_path}/onesitting.sqlite3: set ONESITTING_HOME" in done.err
