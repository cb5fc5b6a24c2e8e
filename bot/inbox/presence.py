"""The port that tells which processes on a database are alive, so that nobody waits for the leases of the dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection


class Presence(Protocol):
    """This process at a database; `token` (16 hexadecimal digits) names it."""

    token: str

    def gone(self, connection: Connection, tokens: AbstractSet[str]) -> frozenset[str]:
        """Return which of these processes are known to have ended; in doubt a process is alive, its leases lapse."""
        ...

    def leave(self) -> None:
        """Be gone; a second time does nothing."""
        ...
