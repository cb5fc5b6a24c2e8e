"""The environment, read once: what the server was told, and everything that is missing named at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import urlsplit

from bot.environment import APP_SETTINGS, LOG_LEVELS, Reader
from bot.facts.verdict import Mode
from bot.policy.monday_file import MondayFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.facts.registration import RegisteredApp

LONGEST_WINDOW = 60
LONGEST_QUIET = 3_600
MOST_WORKERS = 64
LONGEST_GRACE = 365
MOST_WRITES = 500
"""GitHub lets an installation create no more than this in an hour."""
LONGEST_LINK = 30
_ON_THIS_MACHINE = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)")


class SettingsError(Exception):
    """Settings are missing or unusable; the message names every one of them and where to get it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The environment cannot be used:\n" + "\n".join(f"  - {problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server was told. Keys, secrets and the database's address never appear in `repr`."""

    app_id: int
    private_key: str = field(repr=False)
    webhook_secrets: tuple[bytes, ...] = field(repr=False)  # the current one first
    public_url: str = ""
    client_id: str = ""  # empty: nobody can sign in
    client_secret: str = field(default="", repr=False)
    link_days: int = 0
    secret_keys: tuple[bytes, ...] = field(default=(), repr=False)  # the current one first; none: see key_file
    key_file: Path | None = None  # None as well: what is sealed ends with the process
    github_url: str = "https://api.github.com"
    mode: Mode = "observe"
    window_seconds: float = 10.0
    quiet_seconds: float = 120.0
    workers: int = 4
    most_writes: int = 12
    grace_days: int = 30
    monday: MondayFile = field(default=MondayFile())
    database_url: str = field(default="sqlite:///onesitting.sqlite3", repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    log_level: str = "INFO"

    @property
    def has_app(self) -> bool:
        """Whether it is known which app the server works as."""
        return self.app_id > 0

    def with_app(self, app: RegisteredApp, public_url: str) -> Settings:
        """Return the settings with an app that was set up; what the environment says of addresses and sign-in holds."""
        return replace(
            self,
            app_id=app.id,
            private_key=app.private_key,
            webhook_secrets=(app.webhook_secret.encode(),),
            public_url=self.public_url or public_url,
            client_id=self.client_id or app.client_id,
            client_secret=self.client_secret or app.client_secret,
        )

    def secrets(self) -> tuple[str, ...]:
        """Return every secret that was told, for whoever has to keep them out of words."""
        told = (*self.webhook_secrets, *self.secret_keys)
        password = urlsplit(self.database_url).password or ""
        whole = (self.private_key, self.client_secret, password, *(each.decode(errors="replace") for each in told))
        return tuple(each for each in whole if each)

    def warnings(self) -> tuple[str, ...]:
        """Return what works and should not stay: to be logged once at start."""
        found = []
        if len(self.webhook_secrets) > 1:
            found.append(
                f"{len(self.webhook_secrets)} webhook secrets are accepted (ONESITTING_WEBHOOK_SECRET): "
                "remove the old ones when the rotation is over"
            )
        if self.github_url.startswith("http://"):
            found.append("ONESITTING_GITHUB_URL is not https: tokens travel in clear text")
        if self.public_url.startswith("http://") and not _ON_THIS_MACHINE.match(self.public_url):
            found.append("ONESITTING_PUBLIC_URL is not https: sessions travel in clear text")
        return tuple(found)


def read(environ: Mapping[str, str], *, app_is_optional: bool = False) -> Settings:
    """Return the settings of `environ`; raises SettingsError naming everything missing or unusable at once.

    With `app_is_optional` nothing has to be said of the app; the settings have none then (`has_app`).
    """
    reader = Reader(environ)
    no_app = app_is_optional and not any(environ.get(name, "").strip() for name in APP_SETTINGS)
    settings = Settings(
        app_id=0 if no_app else reader.whole("ONESITTING_APP_ID", 1, 2**53),
        private_key="" if no_app else reader.private_key(),
        webhook_secrets=() if no_app else reader.secrets(),
        public_url=reader.public_url(),
        client_id=reader.client("ONESITTING_CLIENT_ID", "ONESITTING_CLIENT_SECRET"),
        client_secret=reader.client("ONESITTING_CLIENT_SECRET", "ONESITTING_CLIENT_ID"),
        link_days=reader.whole("ONESITTING_LINK_DAYS", 0, LONGEST_LINK),
        secret_keys=reader.secret_keys(),
        key_file=reader.key_file(),
        github_url=reader.github_url(),
        mode=cast("Mode", reader.choice("ONESITTING_MODE", get_args(Mode), str.lower)),
        window_seconds=reader.number("ONESITTING_WINDOW_SECONDS", 0, LONGEST_WINDOW),
        quiet_seconds=reader.number("ONESITTING_QUIET_SECONDS", 0, LONGEST_QUIET),
        workers=reader.whole("ONESITTING_WORKERS", 1, MOST_WORKERS),
        most_writes=reader.whole("ONESITTING_FUSE", 1, MOST_WRITES),
        grace_days=reader.whole("ONESITTING_GRACE_DAYS", 0, LONGEST_GRACE),
        monday=reader.monday_file(),
        database_url=reader.database_url(),
        host=reader.text("HOST"),
        port=reader.whole("PORT", 0, 65_535),
        log_level=reader.choice("LOG_LEVEL", LOG_LEVELS, str.upper),
    )
    if reader.problems:
        raise SettingsError(tuple(reader.problems))
    return settings


def read_public_url(environ: Mapping[str, str]) -> str:
    """Return the server's public address, empty where none is set; raises SettingsError for what is none."""
    reader = Reader(environ)
    url = reader.public_url()
    if reader.problems:
        raise SettingsError(tuple(reader.problems))
    return url


def read_database(environ: Mapping[str, str]) -> tuple[str, str, MondayFile]:
    """Return the database's address, GitHub's, and when weeks begin: what a report needs. Raises SettingsError."""
    reader = Reader(environ)
    found = reader.database_url(), reader.github_url(), reader.monday_file()
    if reader.problems:
        raise SettingsError(tuple(reader.problems))
    return found
