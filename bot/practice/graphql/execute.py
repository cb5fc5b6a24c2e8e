"""Execute a query on the state: null with a typed error where something cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.practice.graphql.language import (
    Document,
    Field,
    GraphQLError,
    Inline,
    Operation,
    Spread,
    Value,
    Variable,
    Word,
    parse,
)
from bot.practice.graphql.schema import ABSTRACT, TYPES
from bot.practice.graphql.types import Node
from bot.practice.graphql.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.practice.graphql.language import Selection
    from bot.practice.json_shapes import JsonObject
    from bot.practice.routes.call import Call


def execute(call: Call, text: str, variables: Mapping[str, object], name: str | None = None) -> JsonObject:
    """Return the whole answer: `data`, and `errors` where there are any."""
    try:
        document = parse(text)
        operation = choose(document, name)
        validate(document, operation, variables)
    except GraphQLError as error:
        return {"errors": [_error(error, [])]}
    execution = _Execution(call, document, operation, variables)
    root = Node("Query" if operation.kind == "query" else "Mutation", None)
    data = execution.selected(root, operation.selections, [])
    answer: JsonObject = {"data": data}
    if execution.errors:
        answer["errors"] = execution.errors
    return answer


def choose(document: Document, name: str | None) -> Operation:
    """Return the operation that is meant; raises GraphQLError."""
    chosen = [operation for operation in document.operations if name in (None, operation.name)]
    if len(chosen) != 1:
        raise GraphQLError("An operation name is required" if chosen else f'No operation named "{name}"')
    return chosen[0]


def _error(error: GraphQLError, path: list[str | int]) -> JsonObject:
    rendered: JsonObject = {"type": error.kind} if error.kind else {}
    if path:
        rendered["path"] = path
    return rendered | {"locations": [], "message": str(error)}


class _Execution:
    def __init__(self, call: Call, document: Document, operation: Operation, variables: Mapping[str, object]) -> None:
        self._call = call
        self._document = document
        defaults = {name: self._plain(one.default) for name, one in operation.variables.items() if one.has_default}
        self._given = defaults | dict(variables)
        self.errors: list[JsonObject] = []

    def selected(self, node: Node, selections: tuple[Selection, ...], path: list[str | int]) -> JsonObject:
        """Return the selected fields of one object."""
        answer: JsonObject = {}
        for field in self._fields(node.type, selections):
            value = self._field(node, field, [*path, field.alias])
            known = answer.get(field.alias)
            # Two fragments may each select a part of the same field.
            answer[field.alias] = _merged(known, value) if field.alias in answer else value
        return answer

    def _fields(self, type_name: str, selections: tuple[Selection, ...]) -> Iterator[Field]:
        for selection in selections:
            match selection:
                case Field():
                    yield selection
                case Inline(on, inner):
                    if _applies(on, type_name):
                        yield from self._fields(type_name, inner)
                case Spread(name):
                    fragment = self._document.fragments[name]
                    if _applies(fragment.on, type_name):
                        yield from self._fields(type_name, fragment.selections)

    def _field(self, node: Node, field: Field, path: list[str | int]) -> object:
        if field.name == "__typename":
            return node.type
        declared = TYPES[node.type][field.name]
        arguments = {name: self._plain(value) for name, value in field.arguments.items()}
        try:
            value = declared.resolve(node.value, arguments, self._call)
        except GraphQLError as error:
            self.errors.append(_error(error, path))
            return None
        return self._finished(value, field, path)

    def _finished(self, value: object, field: Field, path: list[str | int]) -> object:
        if isinstance(value, Node):
            return self.selected(value, field.selections, path)
        if isinstance(value, list):
            return [self._finished(item, field, [*path, position]) for position, item in enumerate(value)]
        return value

    def _plain(self, value: Value) -> Any:  # noqa: ANN401 - an argument is any value
        match value:
            case Variable(name):
                return self._given.get(name)
            case Word(name):
                return name
            case list():
                return [self._plain(item) for item in value]
            case dict():
                return {key: self._plain(item) for key, item in value.items()}
        return value


def _applies(on: str | None, type_name: str) -> bool:
    return on is None or on == type_name or (on in ABSTRACT and type_name in ABSTRACT[on][1])


def _merged(known: object, value: object) -> object:
    if isinstance(known, dict) and isinstance(value, dict):
        return {key: _merged(known.get(key), value[key]) if key in value else known[key] for key in known | value}
    if isinstance(known, list) and isinstance(value, list) and len(known) == len(value):
        return [_merged(one, other) for one, other in zip(known, value, strict=True)]
    return value if value is not None else known
