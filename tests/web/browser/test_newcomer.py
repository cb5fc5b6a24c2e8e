"""A newcomer's walk: the command, the link, the app, the first check run, the first rules, and out again."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx
import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from bot.practice import PracticeGitHub
from tests.journeys.stage import RULES, large_change
from tests.web.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.web.browser.look import Look

pytestmark = pytest.mark.browser
PATIENCE = 60


def command(*arguments: str) -> list[str]:
    """Return our command, run by this interpreter."""
    return [sys.executable, "-m", "bot", *arguments]


@contextmanager
def serving(environ: dict[str, str], folder: Path) -> Iterator[str]:
    """Yield the link that `onesitting serve` prints; the server is stopped in the end, and stops in order."""
    log = folder / "server.log"
    with (
        log.open("w") as err,
        subprocess.Popen(  # noqa: S603 - our own command
            command("serve"), cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=err, text=True
        ) as process,
    ):
        assert process.stdout is not None
        try:
            yield next(line.strip() for line in process.stdout if "/setup?key=" in line)
        finally:  # or a failure in between would wait for a server that nobody stops
            process.terminate()
            ended = _ended(process)
        assert ended == 0, log.read_text()


def _ended(process: subprocess.Popen[str]) -> int:
    """Return the exit code; a server that does not stop is killed, so that what failed before is told."""
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


class Newcomer:
    """Somebody with an organisation, a browser and a terminal."""

    def __init__(self, look: Look, practice: PracticeGitHub, environ: dict[str, str], port: int) -> None:
        self.look = look
        self.practice = practice
        self.environ = environ
        self.door = f"http://127.0.0.1:{port}/webhooks/github"

    def type(self, name: str, value: str) -> None:
        """Type into a field."""
        self.look.chromium.find_element(By.ID, name).send_keys(value)

    def follow(self, link: str) -> None:
        """Open the link as soon as the server listens: it is printed a moment before."""

        def opened(_: object) -> bool:
            self.look.open(link)
            return True

        WebDriverWait(self.look.chromium, PATIENCE, ignored_exceptions=[WebDriverException]).until(opened)

    def make_it_theirs(self, summary: str) -> tuple[dict[str, str | bytes | None], str]:
        """Follow the check run's link and sign in; return the file that GitHub is led to, and the description."""
        (page,) = re.findall(r"\[Make it yours\]\((\S+)\)", summary)
        self.look.open(page)
        self.look.choose("account", "ana")
        self.look.press("Authorize")
        assert "Make OneSitting yours: acme/shop" == self.heading()
        assert "By this file the last pull request would have had a comment that asks." in self.look.text()
        asked = self.look.chromium.find_element(By.LINK_TEXT, "Propose it on GitHub").get_attribute("href")
        filled = parse_qs(urlsplit(str(asked)).query)
        assert [RULES] == filled["filename"]
        described = self.look.run("return document.getElementById('description-text').value")
        return {RULES: filled["value"][0]}, str(described)

    def heading(self) -> str:
        """Return what the page says it is."""
        return self.look.chromium.find_element(By.TAG_NAME, "h1").text

    def see(self, what: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is waited for
        """Wait until something is there, delivering webhooks meanwhile as GitHub does; return it."""

        def look(_: object) -> Any:  # noqa: ANN401
            anyio.run(self._deliver)
            return what()

        return WebDriverWait(self.look.chromium, PATIENCE).until(look)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command beside the server."""
        return subprocess.run(  # noqa: S603 - our own command
            command(*arguments), env=self.environ, capture_output=True, text=True, check=False
        )

    async def _deliver(self) -> None:
        async with httpx.AsyncClient() as client:
            sent = await self.practice.deliver(client, self.door)
        assert {202} >= {attempt.status_code for attempt in sent}


@pytest.fixture
def port() -> int:
    """Return a port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_from_one_command_to_a_bot_at_work_and_out_again(tmp_path: Path, look: Look, port: int) -> None:
    """Nothing is copied by hand but the link; nothing is restarted; nothing stays."""
    practice = PracticeGitHub(directory=tmp_path / "github")
    shop = practice.create_repository("acme/shop")
    ana, public = practice.account("ana"), f"http://bot.test:{port}"
    with served(lambda _: practice.app) as github:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("ONESITTING_")}
        environ |= {"ONESITTING_GITHUB_URL": github, "ONESITTING_HOME": str(tmp_path), "PORT": str(port)}
        environ["ONESITTING_WINDOW_SECONDS"] = "0"
        newcomer = Newcomer(look, practice, environ, port)
        with serving(environ, tmp_path) as link:
            newcomer.follow(link.replace("127.0.0.1", "bot.test"))
            newcomer.type("public_url", public)
            newcomer.type("organization", "acme")
            look.chromium.find_element(By.ID, "permission_set-1").click()
            look.press("Continue")
            look.press("Continue on GitHub")
            look.press("Create GitHub App")
            assert ("OneSitting acme is ready", f"{public}/webhooks/github") == (
                newcomer.heading(),
                practice.webhook_url,
            )
            look.press("Install OneSitting acme")
            look.press("Install")
            assert "OneSitting is installed" == newcomer.heading()
            (installation,) = practice.world.installations.values()

            first = shop.open_pull_request(title="Everything", author=ana, files=large_change())
            (check,) = newcomer.see(lambda: first.check_runs)
            assert ("Reviewability", True, []) == (check.name, check.title.startswith("Observe:"), first.comments)
            proposed, described = newcomer.make_it_theirs(str(check.summary))
            rules = shop.open_pull_request(title="Make it ours", body=described, author=ana, files=proposed)
            tried = newcomer.see(
                lambda: next((one for one in rules.check_runs if one.name == "OneSitting rules"), None)
            )
            assert "Pull requests: 1 of the last 1 would change" in tried.summary
            assert "the mode is `comment` instead of `observe`" in tried.summary
            assert [] == first.comments

            shop.commit(proposed)
            second = shop.open_pull_request(title="Everything again", author=ana, files=large_change(14))
            assert newcomer.see(lambda: second.comments)

            doctor = json.loads(newcomer.run("doctor", "--format", "json").stdout)
            assert [] == [one for one in doctor["checks"] if one["level"] == "missing"]
            look.open(link.replace("127.0.0.1", "bot.test"))
            assert "Setup is done" == newcomer.heading()

            installation.delete()
            newcomer.see(lambda: not practice.pending)
            calls = practice.mark()
            exported = newcomer.run("export", "--installation", str(installation.id))
            purged = newcomer.run("purge", "--installation", str(installation.id), "--yes")
            assert (0, 0, True) == (exported.returncode, purged.returncode, '"decisions"' in exported.stdout)
            assert "" == newcomer.run("export", "--installation", str(installation.id)).stdout
            assert [] == practice.calls_since(calls)
