"""`onesitting setup` and the app that a server finds again: from the environment first, else the one that is stored."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.doctor import check_up
from bot.cli.stored_app import AppUnusable, base_address, with_stored_app
from bot.cli.whereabouts import look_about
from bot.inbox.database import open_database
from bot.inbox.setups import Setups
from bot.settings import read
from tests.cli.command import onesitting
from tests.cli.server_home import settings_of, store
from tests.github.keys import PRIVATE_KEY
from tests.hand_clock import NOON


async def test_the_stored_app_is_found_where_the_environment_names_none(tmp_path: Path) -> None:
    """With its public address and what people sign in with."""
    await store(tmp_path)
    found = await with_stored_app(settings_of(tmp_path), existing=True)
    assert (7, (b"hook",), "https://bot.example", "Iv1.7") == (
        found.app_id,
        found.webhook_secrets,
        found.public_url,
        found.client_id,
    )


async def test_the_environment_comes_first(tmp_path: Path) -> None:
    """A public address that is set holds, and so does an app."""
    await store(tmp_path)
    public = {"ONESITTING_PUBLIC_URL": "https://other.example"}
    assert "https://other.example" == (await with_stored_app(settings_of(tmp_path, **public))).public_url
    named = {"ONESITTING_APP_ID": "9", "ONESITTING_PRIVATE_KEY": PRIVATE_KEY, "ONESITTING_WEBHOOK_SECRET": "x"}
    assert 9 == (await with_stored_app(settings_of(tmp_path, **named))).app_id


async def test_a_key_that_does_not_open_the_app_is_said(tmp_path: Path) -> None:
    """Whether it is another one or gone; and nothing is made in its place."""
    await store(tmp_path)
    key = tmp_path / "onesitting.key"
    with pytest.raises(AppUnusable, match="cannot be opened"):
        await with_stored_app(settings_of(tmp_path, ONESITTING_SECRET_KEY="k" * 32))
    key.unlink()
    with pytest.raises(AppUnusable, match="cannot be opened"):
        await with_stored_app(settings_of(tmp_path))
    assert not key.exists()


async def test_credentials_that_were_shown_once_are_asked_for(tmp_path: Path) -> None:
    """With both ways on."""
    await store(tmp_path, sealed=False)
    with pytest.raises(AppUnusable) as unusable:
        await with_stored_app(settings_of(tmp_path))
    assert "onesitting setup --anew" in unusable.value.details[-1]


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, "http://127.0.0.1:8080"),
        ({"HOST": "0.0.0.0", "PORT": "80"}, "http://localhost:80"),  # noqa: S104 - a setting
        ({"HOST": "::1"}, "http://[::1]:8080"),
        ({"ONESITTING_PUBLIC_URL": "https://bot.example/"}, "https://bot.example"),
    ],
)
def test_a_link_leads_to_where_a_browser_finds_the_server(environ: dict[str, str], address: str) -> None:
    """Read off the settings alone."""
    assert address == base_address(read(environ, app_is_optional=True))


async def test_the_command_prints_a_link_and_says_which_database_it_opens(tmp_path: Path) -> None:
    """The database is made where there is none yet, a key is not; from the second time on it was there before."""
    done, again = (onesitting("setup", environ={"ONESITTING_HOME": str(tmp_path)}) for _ in range(2))
    secret = done.out.strip().partition("http://127.0.0.1:8080/setup?key=")[2]
    database = open_database(settings_of(tmp_path).database_url)
    fate = await Setups(database).link(secret, NOON)
    await database.close()
    assert (0, "good", False) == (done.code, fate, (tmp_path / "onesitting.key").exists())
    assert f"Database: {tmp_path}/onesitting.sqlite3 (was not there before)" in done.err
    assert "ONESITTING_HOME is the folder of both files" in done.err
    assert f"Database: {tmp_path}/onesitting.sqlite3 (was there before)" in again.err


def test_where_things_are_is_said_without_a_password(tmp_path: Path) -> None:
    """Absolute paths, also where the working directory is meant; of PostgreSQL its name and host."""
    here, key = look_about(read({}, app_is_optional=True)), "k" * 32
    assert here.database.startswith(f"{Path.cwd()}/onesitting.sqlite3 (was ")
    url = "postgresql://bot:secret@db.example/kept"
    away = look_about(settings_of(tmp_path, DATABASE_URL=url, ONESITTING_SECRET_KEY=key))
    assert ("Database: kept at db.example (PostgreSQL)", "Key: from ONESITTING_SECRET_KEY") == away.lines()


async def test_a_server_that_has_its_app_is_set_up_anew_only_where_that_is_said(tmp_path: Path) -> None:
    """Then the app is forgotten: a script says so twice, and is told what would be lost."""
    await store(tmp_path)
    environ = {"ONESITTING_HOME": str(tmp_path)}
    refused = onesitting("setup", environ=environ)
    assert (2, True) == (refused.code, "setup is done: the server works as the app Shop" in refused.err)
    unsaid = onesitting("setup", "--anew", environ=environ)
    assert (2, "", True) == (unsaid.code, unsaid.out, "say --yes" in unsaid.err)
    assert f"are deleted from the database, and GitHub shows none of them again: {tmp_path}/" in unsaid.err
    assert (await with_stored_app(settings_of(tmp_path))).has_app
    assert 0 == onesitting("setup", "--anew", "--yes", environ=environ).code
    assert not (await with_stored_app(settings_of(tmp_path))).has_app


@pytest.mark.parametrize(("typed", "has_app"), [("7", False), ("y", True)])
async def test_who_sits_there_types_the_apps_number(tmp_path: Path, typed: str, has_app: bool) -> None:  # noqa: FBT001 - a case
    """A yes out of habit forgets nothing."""
    await store(tmp_path)
    keyboard, terminal = os.openpty()
    os.write(keyboard, typed.encode() + b"\n")
    command = [sys.executable, "-m", "bot", "setup", "--anew"]
    environ = {**os.environ, "ONESITTING_HOME": str(tmp_path)}
    done = subprocess.run(command, stdin=terminal, capture_output=True, check=False, env=environ)  # noqa: S603, ASYNC221 - our own command
    os.close(terminal)
    os.close(keyboard)
    assert b"This forgets the app Shop (App ID 7), set up on 20" in done.stderr
    assert has_app == (await with_stored_app(settings_of(tmp_path))).has_app


async def test_doctor_prints_a_link_to_its_page(tmp_path: Path) -> None:
    """Signed with the server's key, at its public address; without a key there is none to sign with."""
    refused = onesitting("doctor", "--link", environ={"ONESITTING_HOME": str(tmp_path)})
    assert (2, True) == (refused.code, "there is no database" in refused.err)
    await store(tmp_path)
    printed = onesitting("doctor", "--link", environ={"ONESITTING_HOME": str(tmp_path)})
    assert (0, True) == (printed.code, printed.out.startswith("https://bot.example/doctor?link="))


async def test_doctor_finds_the_stored_app_and_says_where_there_is_none(tmp_path: Path) -> None:
    """It asks for no setting that the setup has made needless."""
    environ = {"ONESITTING_HOME": str(tmp_path), "ONESITTING_GITHUB_URL": "http://127.0.0.1:9"}
    await open_database(settings_of(tmp_path).database_url).close()
    (first, *_) = (await check_up(environ, NOON)).checks
    await store(tmp_path)
    (second, *_) = (await check_up(environ, NOON)).checks
    assert ("the server has no GitHub App yet", "every setting of the server can be used") == (first.says, second.says)
