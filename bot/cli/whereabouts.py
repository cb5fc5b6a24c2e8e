"""Where a server keeps what it keeps: said wherever a database or a key may be new, for it may be the wrong folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.inbox.home import address

if TYPE_CHECKING:
    from bot.settings import Settings

ELSEWHERE = (
    "Where the server has run before, point at what it has: ONESITTING_HOME is the folder of both files, DATABASE_URL "
    "the database, ONESITTING_SECRET_KEY the key itself."
)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Database and key in words, with absolute paths and without passwords; `is_new`: one of them was not there."""

    database: str
    key: str
    is_new: bool

    def lines(self) -> tuple[str, ...]:
        """Return what people are told: both, and where one is new, how to point at another."""
        return (f"Database: {self.database}", f"Key: {self.key}", *((ELSEWHERE,) if self.is_new else ()))


def look_about(settings: Settings) -> Whereabouts:
    """Return what is there before anything is opened, which would make it. Raises DatabaseUnavailable (no address)."""
    parsed = address(settings.database_url)
    new_database = new_key = False
    if parsed.get_backend_name() == "sqlite":
        file = Path(parsed.database or "").absolute()
        new_database = not file.exists()
        database = f"{file} ({_was(new_database)})"
    else:
        database = f"{parsed.database} at {parsed.host or parsed.query.get('host', 'the local socket')} (PostgreSQL)"
    key = "from ONESITTING_SECRET_KEY"
    if not settings.secret_keys and settings.key_file is not None:
        new_key = not settings.key_file.exists()
        key = f"{settings.key_file} ({_was(new_key)})"
    return Whereabouts(database, key, new_database or new_key)


def _was(new: bool) -> str:  # noqa: FBT001 - the one fact
    return "was not there before" if new else "was there before"
