"""Many rows in one statement: they travel as one JSON text, which the database takes apart.

A driver that is given rows one by one gives the interpreter's lock away at each, and waits to get it back from the
event loop. In one statement the database works on all of them while the loop goes on.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Text, bindparam, cast, column, func, select, true

from bot.inbox.tables import microseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnClause, Select

ROWS = "rows"
"""The parameter that holds them."""


def many(rows: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Return what a statement that selects from `unfolded` is executed with. Values are JSON's own, or moments."""
    return {ROWS: json.dumps(list(rows), default=_plain)}


def unfolded(dialect: str, columns: Sequence[ColumnClause[Any]]) -> Select[Any]:
    """Return a SELECT that gives the rows, in their order, as values of these columns (no blobs: JSON has none)."""
    if dialect == "postgresql":
        types = (column(each.key, each.type) for each in columns)
        rows = func.json_to_recordset(cast(bindparam(ROWS, type_=Text), JSON)).table_valued(*types)
        given = rows.render_derived(name="given", with_types=True)
        return select(*(given.c[each.key] for each in columns))
    row = func.json_each(bindparam(ROWS, type_=Text)).table_valued("value").c.value
    # SQLite would take the ON of an ON CONFLICT that follows a FROM for that of a join: hence the WHERE.
    return select(*(func.json_extract(row, f"$.{each.key}").label(each.key) for each in columns)).where(true())


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return microseconds(value)
    raise TypeError(f"a {type(value).__name__} does not travel as JSON")
