"""Every command that asks GitHub, beside a server whose app was set up in the browser: none is in the environment."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.policy.starter_rules import STARTER_RULES
from bot.practice import PracticeGitHub
from tests.cli.command import Ran, onesitting
from tests.cli.server_home import APP, store
from tests.web.browser.served import served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MAP = "version: 1\nrota: [bo]\nareas: {checkout: {owner: bo, labels: [gone]}}\n"
Run = Callable[..., Ran]


@pytest.fixture
async def beside(tmp_path: Path) -> AsyncIterator[Run]:
    """Yield what runs a command beside such a server, with a GitHub at a real address."""
    practice = PracticeGitHub(directory=tmp_path / "github")
    shop = practice.create_repository("acme/shop", {".github/onesitting.yml": "mode: block\n"})
    shop.collaborator(practice.account("bo"))
    practice.create_repository("acme/till").open_pull_request(
        title="Sum \x1b[2J", author=practice.account("ana"), files={"sum.py": "x = 1\n"}
    )
    practice.install("acme")
    shop.open_pull_request(title="Sum", author=practice.account("ana"), files={"sum.py": "x = 1\n"})
    await store(tmp_path, replace(APP, id=practice.app_id, private_key=practice.private_key_pem))
    with served(lambda _: practice.app) as github:
        environ = {"ONESITTING_HOME": str(tmp_path), "ONESITTING_GITHUB_URL": github}
        yield lambda *arguments: onesitting(*arguments, environ=environ)


async def test_explain_asks_as_the_stored_app(beside: Run) -> None:
    """A pull request is judged."""
    ran = beside("explain", "acme/shop#1", "--format", "json")
    assert (0, "fits_one_sitting") == (ran.code, json.loads(ran.out)["verdict"]["band"])


async def test_config_asks_as_the_stored_app(beside: Run) -> None:
    """The mode is the one that the repository wrote down."""
    ran = beside("config", "--explain", "--repo", "acme/shop")
    assert (0, "") == (ran.code, ran.err)
    assert ["mode:", "block", "repository"] == ran.out.splitlines()[1].split()[:3]


async def test_lint_asks_as_the_stored_app(beside: Run, tmp_path: Path) -> None:
    """A label that is not there is told."""
    path = tmp_path / "ownership.yml"
    path.write_text(MAP)
    ran = beside("lint", str(path), "--repo", "acme/shop")
    assert (0, True) == (ran.code, "acme/shop has no label `gone`" in ran.out)


async def test_doctor_asks_as_the_stored_app(beside: Run) -> None:
    """The permissions of its one installation are looked at."""
    checks = json.loads(beside("doctor", "--format", "json").out)["checks"]
    assert "acme" in {str(check.get("account", "")) for check in checks} | {
        word for check in checks for word in check["says"].split()
    }


async def test_init_asks_as_the_stored_app(beside: Run, tmp_path: Path) -> None:
    """The file on standard output, what it comes to beside it, and the description of a pull request in a file."""
    body = tmp_path / "body.md"
    ran = beside("init", "--repo", "acme/till", "--replay", "20", "--body", str(body))
    assert ran.code == 0
    assert ran.out.partition("\n")[2] == STARTER_RULES
    assert "By this file the last pull request would have had no comment." in ran.err
    assert "  1  Sum\n      Fits one sitting: " in ran.err
    assert "| Fits one sitting: " in body.read_text("utf-8")


async def test_init_leads_a_repository_with_settings_to_them(beside: Run) -> None:
    """They are not replaced by others."""
    ran = beside("init", "--repo", "acme/shop")
    assert (2, "", True) == (ran.code, ran.out, "acme/shop has .github/onesitting.yml already: " in ran.err)


@pytest.mark.parametrize("command", [("config", "--repo", "acme/none"), ("explain", "acme/none#1")])
async def test_what_is_out_of_reach_is_said(beside: Run, command: tuple[str, ...]) -> None:
    """The app is not installed there: nothing could be looked at."""
    ran = beside(*command)
    assert (3, True) == (ran.code, "/repos/acme/none/installation answered 404" in ran.err)


@pytest.mark.parametrize("command", [("config", "--repo", "acme/shop"), ("explain", "acme/shop#1")])
def test_in_a_folder_without_a_server_nothing_is_made(command: tuple[str, ...], tmp_path: Path) -> None:
    """It is said where the database was looked for, and how else the app can be named."""
    ran = onesitting(*command, environ={"ONESITTING_HOME": str(tmp_path)})
    assert (3, []) == (ran.code, list(tmp_path.iterdir()))
    assert f"there is no database at {tmp_path}/onesitting.sqlite3" in ran.err
    assert "ONESITTING_APP_ID" in ran.err


async def test_what_the_app_cannot_see_comes_with_what_to_do(beside: Run) -> None:
    """GitHub answers a mistyped name as one that the app was not given."""
    ran = beside("config", "--explain", "--repo", "acme/shpo")
    happened, hint = ran.err.splitlines()
    assert (3, True) == (ran.code, happened.startswith("onesitting: acme/shpo: gone or out of reach: "))
    assert hint == (
        "  - is the name right, and is the app installed there? `onesitting doctor` names the accounts that have it"
    )
