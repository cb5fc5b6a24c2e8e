"""Hold a query against the schema before anything is executed, as GitHub does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.graphql.language import Document, Field, GraphQLError, Inline, Operation, Spread, Variable
from bot.practice.graphql.schema import ABSTRACT, TYPES
from bot.practice.graphql.types import MOST, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.practice.graphql.language import Selection, Value

_DEPTH = 40


def validate(document: Document, operation: Operation, variables: Mapping[str, object]) -> None:
    """Raise GraphQLError for the first thing that GitHub would refuse."""
    used = {name for selection in operation.selections for name in _used(document, selection)}
    for name in used - operation.variables.keys():
        raise GraphQLError(f"Variable ${name} is used by {operation.name} but not declared")
    for name in operation.variables.keys() - used:
        raise GraphQLError(f"Variable ${name} is declared by {operation.name} but not used")
    for name, declared in operation.variables.items():
        if declared.type.endswith("!") and variables.get(name) is None and not declared.has_default:
            raise GraphQLError(f"Variable ${name} of type {declared.type} was provided invalid value")
        is_number = isinstance(variables.get(name, 0), int) and not isinstance(variables.get(name, 0), bool)
        if declared.type.startswith("Int") and variables.get(name) is not None and not is_number:
            raise GraphQLError(f"Variable ${name} of type {declared.type} was provided invalid value")
    root = "Query" if operation.kind == "query" else "Mutation"
    _selections(document, operation.selections, root, _DEPTH)


def _selections(document: Document, selections: tuple[Selection, ...], parent: str, depth: int) -> None:
    if depth == 0:
        raise GraphQLError("Query has depth of more than 40, which exceeds max depth")
    for selection in selections:
        match selection:
            case Field():
                _field(document, selection, parent, depth)
            case Inline(on, inner):
                _selections(document, inner, _narrowed(parent, on), depth - 1)
            case Spread(name):
                fragment = document.fragments.get(name)
                if fragment is None:
                    raise GraphQLError(f"Fragment {name} was used, but not defined")
                _selections(document, fragment.selections, _narrowed(parent, fragment.on), depth - 1)


def _narrowed(parent: str, on: str | None) -> str:
    if on is None:
        return parent
    if on not in TYPES and on not in ABSTRACT:
        raise GraphQLError(f"No such type {on}, so it can't be a fragment condition")
    here = ABSTRACT[parent][1] if parent in ABSTRACT else {parent}
    there = ABSTRACT[on][1] if on in ABSTRACT else {on}
    if not here & there:
        raise GraphQLError(f"Fragment on {on} can't be spread inside {parent}")
    return on


def _field(document: Document, field: Field, parent: str, depth: int) -> None:
    if field.name == "__typename":
        return
    declared = field_type(parent, field.name)
    allowed = {name.rstrip("!") for name in declared.arguments}
    for name in field.arguments.keys() - allowed:
        raise GraphQLError(f"Field '{field.name}' doesn't accept argument '{name}'")
    for name in declared.arguments:
        if name.endswith("!") and name[:-1] not in field.arguments:
            raise GraphQLError(f"Field '{field.name}' is missing required arguments: {name[:-1]}")
    if declared.is_connection:
        _page_size(field)
    if not declared.type and field.selections:
        raise GraphQLError(f"Selections can't be made on scalars (field '{field.name}' of {parent})")
    if declared.type and not field.selections:
        raise GraphQLError(f"Field must have selections (field '{field.name}' returns {declared.type})")
    if declared.type:
        _selections(document, field.selections, declared.type, depth - 1)


def field_type(parent: str, name: str) -> FieldType:
    """Return a field of a type; of an interface only what the interface itself declares. Raises GraphQLError."""
    if parent in ABSTRACT:
        fields, implementations = ABSTRACT[parent]
        if name in fields:
            return TYPES[min(implementations)][name]
    elif name in TYPES[parent]:
        return TYPES[parent][name]
    raise GraphQLError(f"Field '{name}' doesn't exist on type '{parent}'")


def _page_size(field: Field) -> None:
    sizes = {name: field.arguments[name] for name in ("first", "last") if name in field.arguments}
    if not sizes:
        says = f"You must provide a `first` or `last` value to properly paginate the `{field.name}` connection."
        raise GraphQLError(says, "MISSING_PAGINATION_BOUNDARIES")
    for name, size in sizes.items():
        if isinstance(size, int) and not 0 <= size <= MOST:
            says = (
                f"Requesting {size} records on the `{field.name}` connection exceeds the `{name}` limit of 100 records."
            )
            raise GraphQLError(says, "EXCESSIVE_PAGINATION")


def _used(document: Document, selection: Selection, depth: int = _DEPTH) -> Iterator[str]:
    if depth == 0:
        return
    match selection:
        case Field(arguments=arguments, selections=inner):
            for value in arguments.values():
                yield from _variables(value)
            yield from (name for below in inner for name in _used(document, below, depth - 1))
        case Inline(selections=inner):
            yield from (name for below in inner for name in _used(document, below, depth - 1))
        case Spread(fragment) if fragment in document.fragments:
            inner = document.fragments[fragment].selections
            yield from (name for below in inner for name in _used(document, below, depth - 1))


def _variables(value: Value) -> Iterator[str]:
    match value:
        case Variable(name):
            yield name
        case list():
            for item in value:
                yield from _variables(item)
        case dict():
            for item in value.values():
                yield from _variables(item)
