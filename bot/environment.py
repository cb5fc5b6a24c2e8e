"""The environment's settings, one row each with its meaning and its default, and the reading of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.policy.credentials import is_credential
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SHORTEST_KEY = 32
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
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


class Reader:
    """Reads one setting at a time, remembers every problem, and never repeats a wrong value: it may be a key."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def text(self, name: str) -> str:
        """Return what was given, or the default; a setting without one is missing."""
        given = self._environ.get(name, "").strip() or _BY_NAME[name].default
        if not given:
            self.problems.append(f"{name} is missing: {_BY_NAME[name].meaning}")
        return given

    def matching(self, name: str, pattern: str, what: str) -> str:
        """Return a text that matches the whole pattern; `what` says in words what that is."""
        given = self.text(name)
        if given and re.fullmatch(pattern, given) is None:
            self._wrong(name, what)
        return given

    def number(self, name: str, least: float, most: float) -> float:
        """Return a number in these bounds."""
        given = self.text(name)
        try:
            value = float(given)
        except ValueError:
            value = least - 1
        if given and not least <= value <= most:
            self._wrong(name, f"a number from {least:g} to {most:g}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """Return a whole number in these bounds."""
        given = self.text(name)
        value = int(given) if re.fullmatch(r"[0-9]{1,16}", given) else -1
        if given and not least <= value <= most:
            self._wrong(name, f"a whole number from {least} to {most}")
        return value

    def choice(self, name: str, choices: tuple[str, ...], fold: Callable[[str], str]) -> str:
        """Return one of the choices; `fold` brings what was given to their case."""
        given = fold(self.text(name))
        if given not in choices:
            self._wrong(name, "one of " + ", ".join(choices))
        return given

    def private_key(self) -> str:
        """Return the app's key in PEM form, from the environment or from the file that it names."""
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
        """Return the webhook secrets, the current one first."""
        name = "ONESITTING_WEBHOOK_SECRET"
        secrets = self._several(name)
        if not secrets:
            self.problems.append(f"{name} is missing: {_BY_NAME[name].meaning}")
        if not self._environ.get(name, "").strip().isprintable():
            self._wrong(name, "of characters that can be seen")
        return secrets

    def public_url(self) -> str:
        """Return the server's public address without a slash at its end; empty where none is set."""
        name = "ONESITTING_PUBLIC_URL"
        given = self._environ.get(name, "").strip().rstrip("/")
        if given and _ORIGIN.fullmatch(given) is None:
            self._wrong(name, "an http(s) address without a path")
        return given

    def client(self, name: str, other: str) -> str:
        """Return one of two settings that make sense only together; empty where neither is set."""
        given = self._environ.get(name, "").strip()
        if not given and self._environ.get(other, "").strip():
            self.problems.append(f"{name} is missing beside {other}: {_BY_NAME[name].meaning}")
        if given and not is_credential(given):
            self._wrong(name, "of letters, digits and signs of ASCII without a space")
        return given

    def secret_keys(self) -> tuple[bytes, ...]:
        """Return the keys that seal sessions and secrets, the current one first."""
        name = "ONESITTING_SECRET_KEY"
        keys = self._several(name)
        if any(len(key) < SHORTEST_KEY for key in keys):
            self._wrong(name, f"of {SHORTEST_KEY} characters or more")
        return keys

    def key_file(self) -> Path:
        """Return where the key lies that is made at the first start."""
        return Path(self._environ.get("ONESITTING_HOME", "").strip()).absolute() / "onesitting.key"

    def _several(self, name: str) -> tuple[bytes, ...]:
        given = [part.strip() for part in self._environ.get(name, "").split(",")]
        return tuple(dict.fromkeys(part.encode() for part in given if part))

    def github_url(self) -> str:
        """Return where GitHub's REST API answers, without a slash at its end."""
        return self.matching("ONESITTING_GITHUB_URL", r"https?://[^\s/]+(/\S*)?", "an http(s) address").rstrip("/")

    def database_url(self) -> str:
        """Return the database's address."""
        given = self._environ.get("DATABASE_URL", "").strip()
        home = self._environ.get("ONESITTING_HOME", "").strip()
        if given:
            return given
        return f"sqlite:///{Path(home).absolute() / 'onesitting.sqlite3'}" if home else "sqlite:///onesitting.sqlite3"

    def monday_file(self) -> MondayFile:
        """Return what the operator's file says of reports and numbers; an empty one where there is none."""
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
