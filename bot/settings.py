"""The environment, read once: every setting of the server with its meaning and its default."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import urlsplit

from bot.facts.errors import RuleError
from bot.facts.verdict import Mode
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.facts.registration import RegisteredApp

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LONGEST_WINDOW = 60
LONGEST_QUIET = 3_600
MOST_WORKERS = 64
LONGEST_GRACE = 365
MOST_WRITES = 500
"""GitHub lets an installation create no more than this in an hour."""
SHORTEST_KEY = 32
LONGEST_LINK = 30
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_ON_THIS_MACHINE = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)")
_PEM = re.compile(r"-----BEGIN (RSA )?PRIVATE KEY-----\s.+-----END (RSA )?PRIVATE KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings; `default` is empty where a person has to say it."""

    name: str
    meaning: str
    default: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting("ONESITTING_APP_ID", "the App ID, a number: top of the GitHub App's page, General > About"),
    Setting(
        "ONESITTING_PRIVATE_KEY",
        "the app's private key, PEM text (`\\n` may stand for a line end): "
        "the GitHub App's page, General > Private keys",
    ),
    Setting("ONESITTING_PRIVATE_KEY_FILE", "a file with that key, instead of the key itself"),
    Setting(
        "ONESITTING_WEBHOOK_SECRET",
        "the webhook secret: the GitHub App's page, General > Webhook > Secret; several are separated by commas, "
        "the current one first",
    ),
    Setting(
        "ONESITTING_PUBLIC_URL",
        "where people and GitHub reach this server, like https://onesitting.example.org; without it no page is linked "
        "and nobody can sign in",
    ),
    Setting(
        "ONESITTING_CLIENT_ID",
        "the app's Client ID, with which people sign in to see pages: the GitHub App's page, General > About",
    ),
    Setting("ONESITTING_CLIENT_SECRET", "a client secret of the app: the GitHub App's page, General > Client secrets"),
    Setting(
        "ONESITTING_LINK_DAYS",
        "days that the links in comments and check runs open their page without signing in, 0 (never) to 30",
        "0",
    ),
    Setting(
        "ONESITTING_SECRET_KEY",
        "what seals sessions and secrets at rest, 32 characters or more, several separated by commas, the current one "
        "first; one and the same for all processes",
        "made at the first start: onesitting.key in ONESITTING_HOME",
    ),
    Setting("ONESITTING_GITHUB_URL", "where GitHub's REST API answers", "https://api.github.com"),
    Setting("ONESITTING_MODE", "the mode where a repository sets none: off, observe, comment or block", "observe"),
    Setting("ONESITTING_WINDOW_SECONDS", "how long events on one subject are gathered, 0 to 60 seconds", "10"),
    Setting(
        "ONESITTING_QUIET_SECONDS",
        "how long a new issue is left to its reporter before it is routed, 0 to 3600 seconds",
        "120",
    ),
    Setting("ONESITTING_WORKERS", "how many subjects are worked on at a time, 1 to 64", "4"),
    Setting(
        "ONESITTING_FUSE",
        "how often at most one pull request or issue is written on within an hour before it is only observed, 1 to 500",
        "12",
    ),
    Setting(
        "ONESITTING_GRACE_DAYS",
        "days until the data of an uninstalled account or a repository that left is deleted, 0 to 365",
        "30",
    ),
    Setting(
        "ONESITTING_MONDAY_FILE",
        "a YAML file that says where Monday reports go and which hosts are asked for numbers; else none is posted",
    ),
    Setting("ONESITTING_HOME", "the folder of the database and of the key file", "the working directory"),
    Setting(
        "DATABASE_URL",
        "the database, in SQLite or PostgreSQL (docs/operations.md)",
        "sqlite:///onesitting.sqlite3 in ONESITTING_HOME",
    ),
    Setting("HOST", "the address to listen on", "127.0.0.1"),
    Setting("PORT", "the port to listen on", "8080"),
    Setting("LOG_LEVEL", "the least serious message that is logged: " + ", ".join(LOG_LEVELS), "INFO"),
)
APP_SETTINGS = (
    "ONESITTING_APP_ID", "ONESITTING_PRIVATE_KEY", "ONESITTING_PRIVATE_KEY_FILE", "ONESITTING_WEBHOOK_SECRET",
)  # fmt: skip
"""Without all of them the app is the one that was set up in the browser."""
_BY_NAME = {setting.name: setting for setting in SETTINGS}


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
    reader = _Reader(environ)
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
    reader = _Reader(environ)
    url = reader.public_url()
    if reader.problems:
        raise SettingsError(tuple(reader.problems))
    return url


def read_database(environ: Mapping[str, str]) -> tuple[str, str, MondayFile]:
    """Return the database's address, GitHub's, and when weeks begin: what a report needs. Raises SettingsError."""
    reader = _Reader(environ)
    found = reader.database_url(), reader.github_url(), reader.monday_file()
    if reader.problems:
        raise SettingsError(tuple(reader.problems))
    return found


class _Reader:
    """Reads one setting at a time, remembers every problem, and never repeats a wrong value: it may be a key."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        given = self._environ.get(name, "").strip() or _BY_NAME[name].default
        if not given:
            self.problems.append(f"{name} is missing: {_BY_NAME[name].meaning}")
        return given

    def matching(self, name: str, pattern: str, what: str) -> str:
        given = self.text(name)
        if given and re.fullmatch(pattern, given) is None:
            self._wrong(name, what)
        return given

    def number(self, name: str, least: float, most: float) -> float:
        given = self.text(name)
        try:
            value = float(given)
        except ValueError:
            value = least - 1
        if given and not least <= value <= most:
            self._wrong(name, f"a number from {least:g} to {most:g}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        given = self.text(name)
        value = int(given) if re.fullmatch(r"[0-9]{1,16}", given) else -1
        if given and not least <= value <= most:
            self._wrong(name, f"a whole number from {least} to {most}")
        return value

    def choice(self, name: str, choices: tuple[str, ...], fold: Callable[[str], str]) -> str:
        given = fold(self.text(name))
        if given not in choices:
            self._wrong(name, "one of " + ", ".join(choices))
        return given

    def private_key(self) -> str:
        name, file = "ONESITTING_PRIVATE_KEY", self._environ.get("ONESITTING_PRIVATE_KEY_FILE", "").strip()
        if self._environ.get(name, "").strip():
            key = self._environ[name].replace("\\n", "\n").strip()
        elif file:
            name = "ONESITTING_PRIVATE_KEY_FILE"
            try:
                key = Path(file).read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "not a text file"
                self.problems.append(f"{name} cannot be read ({reason}): {file}")
                return ""
        else:
            self.problems.append(f"{name} (or ONESITTING_PRIVATE_KEY_FILE) is missing: {_BY_NAME[name].meaning}")
            return ""
        if _PEM.fullmatch(key) is None:
            self._wrong(name, "a private key in PEM form (it begins with -----BEGIN RSA PRIVATE KEY-----)")
        return key

    def secrets(self) -> tuple[bytes, ...]:
        name = "ONESITTING_WEBHOOK_SECRET"
        secrets = self._several(name)
        if not secrets:
            self.problems.append(f"{name} is missing: {_BY_NAME[name].meaning}")
        return secrets

    def public_url(self) -> str:
        name = "ONESITTING_PUBLIC_URL"
        given = self._environ.get(name, "").strip().rstrip("/")
        if given and _ORIGIN.fullmatch(given) is None:
            self._wrong(name, "an http(s) address without a path")
        return given

    def client(self, name: str, other: str) -> str:
        given = self._environ.get(name, "").strip()
        if not given and self._environ.get(other, "").strip():
            self.problems.append(f"{name} is missing beside {other}: {_BY_NAME[name].meaning}")
        return given

    def secret_keys(self) -> tuple[bytes, ...]:
        name = "ONESITTING_SECRET_KEY"
        keys = self._several(name)
        if any(len(key) < SHORTEST_KEY for key in keys):
            self._wrong(name, f"of {SHORTEST_KEY} characters or more")
        return keys

    def key_file(self) -> Path:
        return Path(self._environ.get("ONESITTING_HOME", "").strip()).absolute() / "onesitting.key"

    def _several(self, name: str) -> tuple[bytes, ...]:
        given = [part.strip() for part in self._environ.get(name, "").split(",")]
        return tuple(dict.fromkeys(part.encode() for part in given if part))

    def github_url(self) -> str:
        return self.matching("ONESITTING_GITHUB_URL", r"https?://[^\s/]+(/\S*)?", "an http(s) address").rstrip("/")

    def database_url(self) -> str:
        given = self._environ.get("DATABASE_URL", "").strip()
        home = self._environ.get("ONESITTING_HOME", "").strip()
        if given:
            return given
        return f"sqlite:///{Path(home).absolute() / 'onesitting.sqlite3'}" if home else "sqlite:///onesitting.sqlite3"

    def monday_file(self) -> MondayFile:
        name = "ONESITTING_MONDAY_FILE"
        file = self._environ.get(name, "").strip()
        if not file:
            return MondayFile()
        try:
            return decode(read_yaml(Path(file).read_text(encoding="utf-8"), file), MondayFile)
        except RuleError as error:
            self.problems.extend(f"{name} cannot be used: {problem}" for problem in error.problems)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a text file"
            self.problems.append(f"{name} cannot be read ({reason}): {file}")
        return MondayFile()

    def _wrong(self, name: str, expected: str) -> None:
        self.problems.append(f"{name} is not {expected}: {_BY_NAME[name].meaning}")
