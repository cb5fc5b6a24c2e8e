"""What is kept of one installation: whether it is known, how much there is, and every row of it as plain data."""

from __future__ import annotations

import zlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select

from bot.inbox.belongings import of_installation
from bot.inbox.tables import DELIVERIES, INSTALLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from bot.facts.plain import Plain

Standing = Literal["active", "suspended", "uninstalled"]
_AT_A_TIME = 20
"""Rows in memory: a delivery may have 25 MB."""


@dataclass(frozen=True, slots=True)
class Known:
    """An installation that the database knows; `account` is empty where no event has named it yet."""

    id: int
    account: str
    standing: Standing

    def __str__(self) -> str:
        return f"{self.id} ({self.account or 'account unknown'}, {self.standing})"


def known_installations(connection: Connection) -> tuple[Known, ...]:
    """Return every installation there is something of, by number."""
    rows = connection.execute(select(INSTALLATIONS).order_by(INSTALLATIONS.c.id))
    return tuple(Known(row.id, row.account, _standing(row.suspended_at, row.deleted_at)) for row in rows)


def count_rows(connection: Connection, installation: int) -> dict[str, int]:
    """Return how many rows each table has of an installation; tables without any are left out."""
    looks = [
        (table.name, select(func.count()).select_from(table).where(mine))
        for table, mine in of_installation(installation)
    ]
    counts = {name: connection.execute(look).scalar_one() for name, look in looks}
    return {name: count for name, count in counts.items() if count}


def rows_of(connection: Connection, installation: int) -> Iterator[dict[str, Plain]]:
    """Yield every row of an installation as `{"table": name, "row": {column: value}}`, all as of one moment.

    Moments are ISO 8601 in UTC, the body of a delivery is its text, and other bytes are Base64. App keys, webhook
    secrets and tokens are in no table of installations.
    """
    for table, mine in of_installation(installation):
        look = select(table).where(mine).order_by(*table.primary_key).execution_options(yield_per=_AT_A_TIME)
        for row in connection.execute(look).mappings():
            yield {"table": table.name, "row": {name: _plain(table, row[name]) for name in table.c.keys()}}  # noqa: SIM118 - a column collection


def _plain(table: Table, value: Any) -> Plain:  # noqa: ANN401 - columns of any type
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return zlib.decompress(value).decode(errors="replace") if table is DELIVERIES else b64encode(value).decode()
    plain: Plain = value
    return plain


def _standing(suspended_at: datetime | None, deleted_at: datetime | None) -> Standing:
    if deleted_at is not None:
        return "uninstalled"
    return "active" if suspended_at is None else "suspended"
