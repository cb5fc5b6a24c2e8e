"""A row for any table, also for one that is made tomorrow."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, Float, LargeBinary, String

from bot.inbox.tables import Moment
from tests.inbox.given import at

if TYPE_CHECKING:
    from sqlalchemy import Column, Table


def row_of(table: Table, installation: int) -> dict[str, object]:
    """Return a row of an installation, with something in every column."""
    return {column.name: value(column, installation) for column in table.columns}


def value(column: Column[Any], installation: int) -> object:  # noqa: PLR0911 - one return a type
    """Return something that a column takes; its words are the installation's own."""
    known = {"installation": installation, "repository": 100 + installation, "subject": f"issue:{100 + installation}:7"}
    if column.name in known:
        return known[column.name]
    match column.type:
        case Moment():
            return at(0)
        case JSON():
            return {"of": [installation]}
        case LargeBinary():
            return zlib.compress(b'{"a": "\xc3\xa4"}')
        case Boolean():
            return True
        case Float():
            return 0.5
        case String():
            return f"x{installation}"
    return installation
