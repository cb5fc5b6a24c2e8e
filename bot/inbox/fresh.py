"""Keeping deliveries that nobody kept before, and saying which those were: one statement for all of them."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, LargeBinary, bindparam, column, func, select, text, true

from bot.inbox.many import many, unfolded
from bot.inbox.marks import insert
from bot.inbox.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.dml import Insert, ReturningInsert

_COLUMNS = DELIVERIES.c
_PLAIN = (_COLUMNS.guid, _COLUMNS.event, _COLUMNS.action, _COLUMNS.installation, _COLUMNS.received_at)
_PLACE = (column("start", Integer), column("size", Integer))


def keep_fresh(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Insert the rows of `deliveries` whose GUID is not there; return their GUIDs. Of two with one, the first is kept.

    Call it in a transaction that writes: in SQLite it holds the file, so that what was inserted last is ours.
    """
    dialect = connection.dialect.name
    if dialect == "postgresql":
        return set(connection.execute(_one_by_one(dialect), rows).scalars())
    kept = connection.execute(_together(dialect), _with_bodies_joined(rows)).rowcount
    if kept == len(rows):
        return {row["guid"] for row in rows}
    return set(connection.execute(_newest(), {"kept": kept}).scalars())


def _with_bodies_joined(rows: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Return the parameters: JSON holds no bytes, so the bodies are one blob, and each row says where its own is."""
    bodies = [row["body"] for row in rows]
    starts = accumulate(map(len, bodies), initial=1)  # SQL counts from one
    placed = (
        {**row, "body": None, "start": start, "size": len(row["body"])}
        for row, start in zip(rows, starts, strict=False)
    )
    return {**many(placed), "bodies": b"".join(bodies)}


@cache
def _one_by_one(dialect: str) -> ReturningInsert[str]:
    return insert(dialect, DELIVERIES).on_conflict_do_nothing().returning(_COLUMNS.guid)


@cache
def _newest() -> Select[str]:
    """Return what selects the GUIDs that were inserted last: SQLite gives each row a number above all others."""
    return select(_COLUMNS.guid).order_by(text("rowid DESC")).limit(bindparam("kept"))


@cache
def _together(dialect: str) -> Insert:
    given = unfolded(dialect, [*_PLAIN, *_PLACE]).subquery().c
    body = func.substr(bindparam("bodies", type_=LargeBinary), given.start, given.size)
    rows = select(*(given[each.key] for each in _PLAIN), body).where(true())
    return insert(dialect, DELIVERIES).from_select([*_PLAIN, _COLUMNS.body], rows).on_conflict_do_nothing()
