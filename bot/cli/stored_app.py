"""The app of the server: from the environment, or the one that was set up in the browser."""

import re

from bot.clock import SystemClock
from bot.inbox.app_home import AppHome
from bot.inbox.database import open_database
from bot.messages.setup import Notice, elsewhere
from bot.settings import Settings
from bot.vault import Vault, open_vault


class AppUnusable(Exception):  # noqa: N818 - named after what happened, as the house's errors are
    """An app is stored, and this process cannot work as it; the notice says why and what to do."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.title)
        self.details = tuple(line.replace("`", "") for line in (*notice.says, *notice.do))


async def with_stored_app(settings: Settings, *, existing: bool = False) -> Settings:
    """Return settings with the app that was set up, where the environment names none and there is one.

    No key is made, and with `existing` no database either. Raises AppUnusable, DatabaseUnavailable or ValueError (the
    key file), all in words.
    """
    if settings.has_app:
        return settings
    now, vault = SystemClock().now(), vault_as_it_is(settings)
    database = open_database(settings.database_url, existing=existing)
    try:
        stored = await AppHome(database, vault).stored(now)
    finally:
        await database.close()
    if stored is None:
        return settings
    if stored.app is None:
        raise AppUnusable(elsewhere(sealed=stored.sealed))
    return settings.with_app(stored.app, stored.public_url)


def stored_vault(settings: Settings) -> Vault:
    """Return the vault of a server that was started before. Raises ValueError where its key is not here."""
    if not settings.secret_keys and (settings.key_file is None or not settings.key_file.exists()):
        raise ValueError(f"there is no key at {settings.key_file}: `onesitting serve` makes it at its first start")
    return vault_as_it_is(settings)


def vault_as_it_is(settings: Settings) -> Vault:
    """Return the vault of the server's key; where there is none yet, one that opens nothing, and none is made.

    Raises ValueError in words where the key file cannot be used.
    """
    there = settings.key_file is not None and settings.key_file.exists()
    return open_vault(settings.secret_keys, settings.key_file if there else None)


def base_address(settings: Settings) -> str:
    """Return where a browser finds this server: the public address, else this machine's own name for it."""
    host = "localhost" if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104 - compared
    host = f"[{host}]" if re.fullmatch(r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", host) else host
    return settings.public_url or f"http://{host}:{settings.port}"
