"""The environment, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.environment import SETTINGS
from bot.settings import SettingsError, read

if TYPE_CHECKING:
    from pathlib import Path

PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"
LEAST = {"ONESITTING_APP_ID": "12", "ONESITTING_PRIVATE_KEY": PEM, "ONESITTING_WEBHOOK_SECRET": "s3cret"}


def test_three_settings_are_enough() -> None:
    """An app id, its key and a secret: everything else has a default."""
    settings = read(LEAST)
    assert (settings.app_id, settings.private_key, settings.webhook_secrets) == (12, PEM, (b"s3cret",))
    assert (settings.mode, settings.window_seconds, settings.quiet_seconds) == ("observe", 10.0, 120.0)
    assert (settings.workers, settings.port) == (4, 8080)
    assert settings.database_url == "sqlite:///onesitting.sqlite3"
    assert settings.warnings() == ()


def test_everything_missing_is_named_at_once() -> None:
    """Whoever starts the server with nothing learns all three names and where each is found."""
    with pytest.raises(SettingsError) as caught:
        read({})
    problems = caught.value.problems
    assert [problem.split()[0] for problem in problems] == [
        "ONESITTING_APP_ID",
        "ONESITTING_PRIVATE_KEY",
        "ONESITTING_WEBHOOK_SECRET",
    ]
    assert all("General" in problem for problem in problems)


@pytest.mark.parametrize("value", ["", " ", ",", " , "])
def test_an_empty_secret_is_a_missing_secret(value: str) -> None:
    """An empty secret would let everybody in."""
    with pytest.raises(SettingsError, match="ONESITTING_WEBHOOK_SECRET is missing"):
        read({**LEAST, "ONESITTING_WEBHOOK_SECRET": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONESITTING_APP_ID", "Iv1.abc"),
        ("ONESITTING_APP_ID", "9" * 5000),
        ("ONESITTING_PRIVATE_KEY", "hunter2"),
        ("ONESITTING_GITHUB_URL", "ftp://x"),
        ("ONESITTING_PUBLIC_URL", "a.example"),
        ("ONESITTING_PUBLIC_URL", "https://a.example/path"),
        ("ONESITTING_PUBLIC_URL", "https://ana:pw@a.example"),
        ("ONESITTING_SECRET_KEY", "hunter2"),
        ("ONESITTING_SECRET_KEY", "hunter2," + "x" * 40),
        ("ONESITTING_LINK_DAYS", "31"),
        ("ONESITTING_MODE", "shout"),
        ("ONESITTING_WINDOW_SECONDS", "61"),
        ("ONESITTING_WINDOW_SECONDS", "nan"),
        ("ONESITTING_WINDOW_SECONDS", "soon"),
        ("ONESITTING_WORKERS", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(name: str, value: str) -> None:
    """What stands in the wrong place may be a secret: the message says what is expected instead."""
    with pytest.raises(SettingsError, match=f"{name} is not ") as caught:
        read({**LEAST, name: value})
    assert len(caught.value.problems) == 1
    assert value not in str(caught.value).replace(name, "")


def test_secrets_may_rotate() -> None:
    """Several secrets are accepted, the current one first, and that is said at start."""
    settings = read({**LEAST, "ONESITTING_WEBHOOK_SECRET": "new, old,,new"})
    assert settings.webhook_secrets == (b"new", b"old")
    assert "2 webhook secrets" in settings.warnings()[0]


def test_keys_never_appear_in_repr() -> None:
    """A settings object in a log line gives nothing away."""
    settings = read({**LEAST, "DATABASE_URL": "sqlite:///passw0rd.db", "ONESITTING_SECRET_KEY": "s3cret" * 6})
    shown = repr(settings)
    assert [secret for secret in ("MIIEow", "s3cret", "passw0rd") if secret in shown] == []


def test_the_public_address_is_an_origin() -> None:
    """A slash at its end is no path; one in clear text is warned of, but not on this machine."""
    secure, local, clear = (
        read({**LEAST, "ONESITTING_PUBLIC_URL": url})
        for url in ("https://a.example:8443/", "http://127.0.0.1:8080", "http://a.example")
    )
    assert (secure.public_url, secure.warnings(), local.warnings()) == ("https://a.example:8443", (), ())
    assert clear.warnings() == ("ONESITTING_PUBLIC_URL is not https: sessions travel in clear text",)


@pytest.mark.parametrize("name", ["ONESITTING_CLIENT_ID", "ONESITTING_CLIENT_SECRET"])
def test_signing_in_needs_both_of_its_settings(name: str) -> None:
    """One without the other is told: nobody could sign in."""
    with pytest.raises(SettingsError, match=r"is missing beside ONESITTING_CLIENT_(ID|SECRET)"):
        read({**LEAST, name: "Iv1.abc"})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        (
            "ONESITTING_WEBHOOK_SECRET",
            "new\x07, old",
            "ONESITTING_WEBHOOK_SECRET is not of characters that can be seen",
        ),
        ("ONESITTING_CLIENT_ID", "Iv1.a\u200bb", "ONESITTING_CLIENT_ID is not of letters, digits and signs"),
        ("ONESITTING_CLIENT_SECRET", "9f3c 8e", "ONESITTING_CLIENT_SECRET is not of letters, digits and signs"),
    ],
)
def test_what_was_copied_along_is_refused(name: str, value: str, says: str) -> None:
    """GitHub would never sign, or know, anything by it; spaces around are left out."""
    signs_in = {"ONESITTING_CLIENT_ID": " Iv1.ab ", "ONESITTING_CLIENT_SECRET": "9f3c8e"}
    assert "Iv1.ab" == read({**LEAST, **signs_in}).client_id
    with pytest.raises(SettingsError, match=says):
        read({**LEAST, **signs_in, name: value})


def test_a_key_is_configured_or_has_its_file(tmp_path: Path) -> None:
    """The current one first; the file stands in the home, and reading the settings makes none."""
    settings = read({**LEAST, "ONESITTING_HOME": str(tmp_path), "ONESITTING_SECRET_KEY": f"{'n' * 32}, {'o' * 32}"})
    assert (settings.secret_keys, settings.key_file) == ((b"n" * 32, b"o" * 32), tmp_path / "onesitting.key")
    assert list(tmp_path.iterdir()) == []


def test_the_key_may_have_its_line_ends_written_out() -> None:
    r"""Where an environment cannot hold line ends, `\n` stands for them."""
    assert read({**LEAST, "ONESITTING_PRIVATE_KEY": PEM.replace("\n", "\\n")}).private_key == PEM


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    """A path serves as well as the key."""
    file = tmp_path / "key.pem"
    file.write_text(PEM + "\n", encoding="ascii")
    environ = {**LEAST, "ONESITTING_PRIVATE_KEY": "", "ONESITTING_PRIVATE_KEY_FILE": str(file)}
    assert read(environ).private_key == PEM


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message says which file, and why it cannot be read."""
    file = str(tmp_path / "gone.pem")
    with pytest.raises(SettingsError, match=r"KEY_FILE cannot be read \(No such file or directory\): .*gone\.pem"):
        read({**LEAST, "ONESITTING_PRIVATE_KEY": "", "ONESITTING_PRIVATE_KEY_FILE": file})


def test_the_database_lives_in_the_home(tmp_path: Path) -> None:
    """ONESITTING_HOME moves the default database; DATABASE_URL overrules it."""
    home = {**LEAST, "ONESITTING_HOME": str(tmp_path)}
    assert read(home).database_url == f"sqlite:///{tmp_path}/onesitting.sqlite3"
    assert read({**home, "DATABASE_URL": "sqlite:///x.db"}).database_url == "sqlite:///x.db"


def test_every_setting_is_in_the_table() -> None:
    """The table of settings is what a reader reads: each name once, each with a meaning."""
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names)) == 22
    assert all(setting.meaning for setting in SETTINGS)


def test_a_monday_file_is_read_with_the_settings(tmp_path: Path) -> None:
    """What is wrong with it is named with line and column, beside everything else."""
    file = tmp_path / "monday.yml"
    file.write_text("organisations:\n  acme: {repository: acme/reports}\n", encoding="utf-8")
    settings = read({**LEAST, "ONESITTING_MONDAY_FILE": str(file)})
    assert "acme/reports" == getattr(settings.monday.of("acme"), "repository", None)
    file.write_text("organisations:\n  acme: {repo: acme/reports}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"monday\.yml:2:10: .*`repo` is not known here"):
        read({**LEAST, "ONESITTING_MONDAY_FILE": str(file)})
    with pytest.raises(SettingsError, match="ONESITTING_MONDAY_FILE cannot be read"):
        read({**LEAST, "ONESITTING_MONDAY_FILE": str(tmp_path / "none.yml")})
