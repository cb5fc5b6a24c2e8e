"""Which processes on a PostgreSQL database are alive: each holds an advisory lock, which ends with its connection.

https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import threading
import time
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection

SETTLING = 10.0
"""Seconds after which whoever lives has come back to a database that was away."""
_AGAIN = 0.2
_SIXTY_FOUR_BITS = 2**64 - 1
_HELD = text(
    "SELECT classid::bigint << 32 | objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 "
    "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_UP_FOR = text("SELECT extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::float8")


class LockPresence:
    """This process at a database; `token` names it. Raises psycopg.Error where the database does not answer.

    When the database goes away, the locks of the living end, too: only one that has been there for `settling` seconds
    is believed about who is gone.
    """

    def __init__(self, address: str, settling: float = SETTLING) -> None:
        self.token = secrets.token_hex(8)
        self._address = address
        self._settling = settling
        self._back_at: float | None = None
        self._wake, self._leave = os.pipe()
        self._connection = self._locked()
        self._left = False
        self._thread = threading.Thread(target=self._stay, name="presence", daemon=True)
        self._thread.start()

    def gone(self, connection: Connection, tokens: AbstractSet[str]) -> frozenset[str]:
        """Return which of these processes hold no lock any more."""
        if self._back_at is not None and time.monotonic() - self._back_at < self._settling:
            return frozenset()
        if connection.execute(_UP_FOR).scalar_one() < self._settling:
            return frozenset()
        held = {f"{key & _SIXTY_FOUR_BITS:016x}" for key in connection.execute(_HELD).scalars()}
        return frozenset(tokens) - held

    def leave(self) -> None:
        """Be gone; a second time does nothing."""
        if not self._left:
            self._left = True
            os.close(self._leave)
            self._thread.join()
            os.close(self._wake)

    def _locked(self) -> psycopg.Connection:
        connection = psycopg.connect(self._address, autocommit=True, connect_timeout=4)
        # Shared: after a broken connection the server may believe in it for a while, with its lock.
        connection.execute("SELECT pg_advisory_lock_shared(%s::bit(64)::bigint)", (f"{int(self.token, 16):064b}",))
        return connection

    def _stay(self) -> None:
        """Come back whenever the connection breaks, until `leave`."""
        while self._is_held():
            self._connection.close()
            while True:
                if _readable(self._wake, _AGAIN):
                    return
                try:
                    self._connection = self._locked()
                except psycopg.Error:
                    continue
                self._back_at = time.monotonic()
                break
        with contextlib.suppress(psycopg.Error), self._connection:
            self._connection.execute("SELECT pg_advisory_unlock_all()")  # closing alone is noticed a moment later

    def _is_held(self) -> bool:
        """Return True when the connection broke, False when we are to leave."""
        while True:
            with selectors.DefaultSelector() as both:
                both.register(self._wake, selectors.EVENT_READ)
                both.register(self._connection.fileno(), selectors.EVENT_READ)
                ready = {key.fd for key, _ in both.select()}
            if self._wake in ready:
                return False
            try:
                self._connection.execute("SELECT 1")
            except psycopg.Error:
                return True


def _readable(descriptor: int, seconds: float) -> bool:
    with selectors.DefaultSelector() as one:
        one.register(descriptor, selectors.EVENT_READ)
        return bool(one.select(seconds))
