"""`onesitting serve`: what it refuses to start with, what it logs, and that it starts and stops."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.cli.log_lines import JsonLines
from bot.facts.repository import Subject
from bot.inbox.queue import Claim
from bot.inbox.worker import IN_HAND
from tests.github.keys import PRIVATE_KEY
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "a webhook secret"
LEAST = {
    "ONESITTING_APP_ID": "42",
    "ONESITTING_PRIVATE_KEY": PRIVATE_KEY,
    "ONESITTING_WEBHOOK_SECRET": SECRET,
    "ONESITTING_GITHUB_URL": "http://127.0.0.1:9",
}


def serve(cwd: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start the command with these settings and nothing else of ours."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ONESITTING_")}
    command = [sys.executable, "-m", "bot", "serve", *arguments]
    return subprocess.Popen(command, cwd=cwd, env={**environ, **settings}, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command


@pytest.fixture
def port() -> int:
    """Return a port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Yield a running server; it is stopped in the end."""
    process = serve(tmp_path, PORT=str(port), **LEAST)
    with process:
        yield process
        process.terminate()


def lines_until(process: subprocess.Popen[str], words: str) -> list[dict[str, object]]:
    """Return the log up to the line that says `words`."""
    assert process.stderr is not None
    lines: list[dict[str, object]] = []
    for line in process.stderr:
        lines.append(json.loads(line))
        if words in str(lines[-1]["says"]):
            return lines
    pytest.fail(f"the server ended without saying {words!r}: {lines}")


def test_it_names_every_missing_setting_at_once(tmp_path: Path) -> None:
    """Exit code 2, each setting on a line of its own with where to get it, and no traceback."""
    process = serve(tmp_path, ONESITTING_MODE="loud", ONESITTING_APP_ID="one")
    _, said = process.communicate(timeout=60)
    first, *lines = said.splitlines()
    named = [line.split()[1] for line in lines if line.startswith("  - ")]
    assert (process.returncode, first) == (2, "onesitting: the environment cannot be used")
    assert named == ["ONESITTING_APP_ID", "ONESITTING_PRIVATE_KEY", "ONESITTING_WEBHOOK_SECRET", "ONESITTING_MODE"]
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("host", "says"),
    [("no.such.host.invalid", "HOST names no address"), ("203.0.113.9", "nothing can listen at HOST 203.0.113.9")],
)
def test_an_address_that_is_not_this_machines_is_named(tmp_path: Path, host: str, says: str) -> None:
    """Exit code 2 and one line, before anything is started."""
    process = serve(tmp_path, HOST=host, ONESITTING_HOME=str(tmp_path))
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.splitlines()[-1].startswith(f"onesitting: {says}"), "Traceback" in said) == (
        2,
        True,
        False,
    )


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """With the setting that changes it."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = serve(tmp_path, PORT=str(port), ONESITTING_HOME=str(tmp_path))
        _, said = process.communicate(timeout=60)
    assert (2, True) == (process.returncode, f"PORT {port}: Address already in use" in said)


def test_without_an_app_it_prints_a_link_to_its_setup_and_stops_in_order(tmp_path: Path) -> None:
    """The link is on standard output and not in the log, and it opens the form."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ONESITTING_")}
    command = [sys.executable, "-m", "bot", "serve"]
    settings = {**environ, "PORT": "0", "ONESITTING_HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=settings, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        link = next(line.strip() for line in process.stdout if "/setup?key=" in line)
        log = lines_until(process, "listening at")
        opened = httpx.get(link, follow_redirects=False)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert (303, "/setup", 0) == (opened.status_code, opened.headers["location"], process.returncode)
    assert link.partition("key=")[2] not in said
    assert f"Key: {tmp_path}/onesitting.key (was not there before)" in str(log[0]["says"])


@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_file_is_not_shared_by_roles(tmp_path: Path, role: str) -> None:
    """Nobody would wake the worker: the message says what is needed."""
    process = serve(tmp_path, "--role", role, **LEAST)
    _, said = process.communicate(timeout=60)
    assert (2, True) == (process.returncode, f"the role {role} needs a PostgreSQL (DATABASE_URL)" in said)


def test_it_starts_takes_a_delivery_and_stops(server: subprocess.Popen[str], port: int) -> None:
    """Alive, ready, 202 for a signed delivery, 431 for endless headers; a stop signal ends it, which is no failure."""
    lines_until(server, "listening at")
    body = b'{"zen": "Keep it logically awesome."}'
    signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-GitHub-Event": "ping", "X-GitHub-Delivery": "1-2-3", "X-Hub-Signature-256": signature}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        answers = [client.get("/livez"), client.get("/readyz"), client.post("/webhooks/github", content=body)]
        answers.append(client.post("/webhooks/github", content=body, headers=headers))
        answers.append(client.get("/livez", headers={"Cookie": "x" * 40_000}))
    server.send_signal(signal.SIGTERM)
    assert [200, 200, 401, 202, 431] == [answer.status_code for answer in answers]
    lines_until(server, "Application shutdown complete")
    assert server.wait(timeout=30) == 0


def test_a_line_of_the_log_names_the_work_in_hand() -> None:
    """Delivery, installation and subject are on every line of a journey."""
    subject = Subject("pull_request", 5, 7, "ana/shop", 3)
    token = IN_HAND.set(Claim(subject, "lease", 1, "1-2-3", NOON))
    record = logging.LogRecord("bot.x", logging.WARNING, __file__, 1, "look at %s", ("this",), None)
    line = json.loads(JsonLines().format(record))
    IN_HAND.reset(token)
    del line["at"]
    assert line == {
        "level": "warning",
        "logger": "bot.x",
        "delivery": "1-2-3",
        "installation": 5,
        "subject": "pull_request:7:3",
        "name": "ana/shop#3",
        "says": "look at this",
    }


@pytest.mark.parametrize(
    "secret",
    ["ghs_16C7e42F292c6912E7710c838347Ae178B4a", "eyJhbGciOi.eyJpYXQiOjE.c2lnbmF0dXJl", PRIVATE_KEY],
    ids=["token", "claim", "key"],
)
def test_no_secret_reaches_the_log(secret: str) -> None:
    """Whatever an error quotes: tokens, signed claims and keys are replaced, also in a traceback."""
    error = ValueError(f"refused: {secret}")
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, f"with {secret}", (), (ValueError, error, None))
    line = JsonLines().format(record)
    assert json.dumps(secret)[1:-1] not in line
    assert line.count("(secret)") == 2
