"""`onesitting demo`: its closing line, and that both servers end together."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.cli.demo_show import in_words
from tests.cli.command import onesitting

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Hear Ctrl-C, and so do children: what a shell starts in its background is born deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_closing_line_counts_as_people_do() -> None:
    """One is singular, and what there is none of is not named."""
    assert in_words(pulls=30, issues=0, comments=1, calls=151, writes=31, told=1) == (
        "30 pull requests: 1 comment, 151 calls to GitHub, 31 of them writes; 1 person was notified."
    )
    assert in_words(pulls=1, issues=2, comments=0, calls=9, writes=3, told=0) == (
        "1 pull request and 2 issues: 0 comments, 9 calls to GitHub, 3 of them writes; no people were notified."
    )


@pytest.mark.usefixtures("_interruptible")
def test_both_servers_answer_until_they_are_interrupted() -> None:
    """`--keep` names two addresses and a token for the first; Ctrl-C closes both."""
    command = [sys.executable, "-m", "bot", "demo", "--keep", "--brief"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as demo:  # noqa: S603 - our own command
        try:
            assert demo.stderr is not None
            said = "".join(iter(demo.stderr.readline, "Ctrl-C ends both.\n"))
            github, bot = re.findall(r"http://127\.0\.0\.1:\d+", said)
            (token,) = re.findall(r"Authorization: (Bearer ghs_\w+)", said)
            opened = httpx.get(f"{github}/installation/repositories", headers={"Authorization": token})
            answers = [opened.json()["repositories"][0]["full_name"], httpx.get(f"{bot}/livez").text]
            demo.send_signal(signal.SIGINT)
            assert (answers, demo.wait(60)) == (["acme/shop", "alive\n"], 130)
        finally:
            demo.kill()  # one that hangs would be waited for without an end
    for address in (github, bot):
        with pytest.raises(httpx.ConnectError):
            httpx.get(address)


def test_last_without_a_repository_is_refused() -> None:
    """The examples are what they are; exit code 2 and how to write it."""
    ran = onesitting("demo", "--last", "5")
    assert (ran.code, "name it with --repo DIR" in ran.err, ran.out) == (2, True, "")
