"""How our connections to PostgreSQL are set up. Imported only where the driver is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import sql
from psycopg.types.string import StrDumper

if TYPE_CHECKING:
    from psycopg import Connection


class KeptText(StrDumper):
    """A text as PostgreSQL can keep it: it takes no NUL, and hostile words may have one."""

    def dump(self, obj: str) -> bytes | bytearray | memoryview | None:
        """Return the bytes that are sent."""
        return super().dump(obj.replace("\x00", "\ufffd"))


def prepare(connection: Connection[Any], limits: dict[str, int]) -> None:
    """Set the connection up; `limits` are settings of the server, in milliseconds."""
    connection.adapters.register_dumper(str, KeptText)
    for name, value in limits.items():
        connection.execute(sql.SQL("SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    connection.commit()
