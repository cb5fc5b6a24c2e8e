"""Which processes that share a database file are alive: each holds a lock that ends with it, however it ends.

A process id would not do: two containers on one volume may both be number 1. The lock is flock(2) on an empty file
beside the database; the system drops it when the process dies (https://man7.org/linux/man-pages/man2/flock.2.html).
"""

from __future__ import annotations

import fcntl
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sqlalchemy import Connection

_MARK = "-alive-"
_OPEN = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC


class FilePresence:
    """This process at `database`, the path of a file. `token` (16 characters) names it. Raises OSError."""

    def __init__(self, database: Path) -> None:
        self.token = secrets.token_hex(8)
        self._database = database
        self._file = database.with_name(f"{database.name}{_MARK}{self.token}")
        self._lock: int | None = _locked(self._file)

    def present(self) -> frozenset[str]:
        """Return the tokens of all that live, this one included; what the dead left behind is deleted."""
        prefix = self._database.name + _MARK
        files = [file for file in self._database.parent.iterdir() if file.name.startswith(prefix)]
        return frozenset(file.name.removeprefix(prefix) for file in files if _is_held(file))

    def gone(self, _: Connection, tokens: AbstractSet[str]) -> frozenset[str]:
        """Return which of these processes do not live any more."""
        return frozenset(tokens) - self.present()

    def leave(self) -> None:
        """Be gone; a second time does nothing."""
        if self._lock is not None:
            self._file.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None


def _locked(file: Path) -> int:
    while True:
        descriptor = os.open(file, _OPEN, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(descriptor), file.stat()):
                return descriptor
        except FileNotFoundError:  # somebody took it for a dead one's before it was locked: make it anew
            pass
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_held(file: Path) -> bool:
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError:  # not ours to ask: believed to be alive, its leases lapse in time
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        file.unlink(missing_ok=True)
        return False
    finally:
        os.close(descriptor)
