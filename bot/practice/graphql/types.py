"""What a schema is made of: fields with a type and a resolver, connections, and objects with a type's name."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.practice.graphql.language import GraphQLError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.practice.routes.call import Call

MOST = 100
"""GitHub gives at most so many items of a connection at once."""

Arguments = dict[str, Any]


class Node(NamedTuple):
    """An object of the state as an object of a type."""

    type: str
    value: Any


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field: the type of what it gives ("" for a scalar), how, and which arguments it takes (`!` behind the needed).

    The resolver gets the object, the arguments and the call; it returns a scalar, a Node, a list of them or None.
    """

    type: str
    resolve: Callable[[Any, Arguments, Call], object]
    arguments: frozenset[str] = frozenset()

    @property
    def is_connection(self) -> bool:
        """Whether it is a list in pages, which needs `first` or `last`."""
        return self.type.endswith("Connection")


def scalar(name: str) -> FieldType:
    """Return the field that is an attribute of the object."""
    return FieldType("", lambda value, _arguments, _call: getattr(value, name))


def computed(compute: Callable[[Any], object]) -> FieldType:
    """Return the field that is computed from the object alone."""
    return FieldType("", lambda value, _arguments, _call: compute(value))


def single(node_type: str, find: Callable[[Any, Arguments, Call], object], *arguments: str) -> FieldType:
    """Return the field that is one object; `find` returns a Node, or None."""
    return FieldType(node_type, find, frozenset(arguments))


def connection(node_type: str, items: Callable[[Any, Arguments, Call], Sequence[Node]], *arguments: str) -> FieldType:
    """Return the field that is a list in pages."""

    def resolve(value: Any, given: Arguments, call: Call) -> Node:  # noqa: ANN401 - any object of the state
        return Node(f"{node_type}Connection", cut(items(value, given, call), given))

    return FieldType(f"{node_type}Connection", resolve, frozenset({"first", "last", "after", "before", *arguments}))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a connection: `start` is the position of its first item."""

    nodes: Sequence[Node]
    start: int
    total: int

    def cursor(self, position: int) -> str | None:
        """Return the cursor of an item by its place on the page."""
        if not self.nodes:
            return None
        return base64.b64encode(f"cursor:{self.start + position % len(self.nodes) + 1}".encode()).decode("ascii")


def cut(items: Sequence[Node], given: Mapping[str, Any]) -> Page:
    """Return the page that `first`/`after` or `last`/`before` name."""
    start, end = 0, len(items)
    if given.get("after"):
        start = _position(given["after"])
    if given.get("before"):
        end = _position(given["before"]) - 1
    if given.get("first") is not None:
        end = min(end, start + given["first"])
    elif given.get("last") is not None:
        start = max(start, end - given["last"])
    return Page(items[start:end], start, len(items))


def _position(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor).decode("ascii").removeprefix("cursor:"))
    except ValueError:
        raise GraphQLError(f"`{cursor}` does not appear to be a valid cursor.", "INVALID_CURSOR_ARGUMENTS") from None


def connection_type(node_type: str) -> dict[str, FieldType]:
    """Return the fields of a connection of these nodes."""
    return {
        "totalCount": computed(lambda page: page.total),
        "nodes": FieldType(node_type, lambda page, _arguments, _call: list(page.nodes)),
        "pageInfo": FieldType("PageInfo", lambda page, _arguments, _call: Node("PageInfo", page)),
    }


PAGE_INFO: dict[str, FieldType] = {
    "hasNextPage": computed(lambda page: page.start + len(page.nodes) < page.total),
    "hasPreviousPage": computed(lambda page: page.start > 0),
    "startCursor": computed(lambda page: page.cursor(0)),
    "endCursor": computed(lambda page: page.cursor(-1)),
}
