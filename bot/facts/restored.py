"""Facts from the JSON values that bot.facts.plain made of them: what was kept is read again as what it was."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.facts.change import FileChange
from bot.facts.people import Account, Commit
from bot.facts.repository import Repository
from bot.facts.said import Said

T = TypeVar("T")
_NAMES = {each.__name__: each for each in (FileChange, Account, Commit, Repository, Said, datetime)}
"""Types that facts import for the type checker only."""


def restored(shape: type[T], value: object) -> T:
    """Return `value` as `shape`; fields that are not there keep their default.

    Raises TypeError, ValueError or KeyError where it is something else: it was written by another version.
    """
    made: T = _value(shape, value)
    return made


def _value(shape: Any, value: Any) -> Any:  # noqa: ANN401, PLR0911 - shapes are types, values of any type; one return a kind
    origin = get_origin(shape)
    if origin in (Union, UnionType):
        inner = next(part for part in get_args(shape) if part is not NoneType)
        return None if value is None else _value(inner, value)
    if origin is tuple:
        return tuple(_value(get_args(shape)[0], item) for item in value)
    if origin is Literal:
        if value not in get_args(shape):
            raise ValueError(f"{value!r} is no choice")
        return value
    if shape is datetime:
        return datetime.fromisoformat(value)
    if isinstance(shape, type) and is_dataclass(shape):
        hints = _hints(shape)
        there = [field.name for field in fields(shape) if field.name in value]
        return shape(**{name: _value(hints[name], value[name]) for name in there})
    if hasattr(shape, "_fields"):  # a NamedTuple is a list in JSON
        return shape(*value)
    if not isinstance(value, shape):
        raise TypeError(f"{value!r} is no {shape.__name__}")
    return value


@cache
def _hints(shape: type) -> dict[str, Any]:
    names: dict[str, Any] = {"Wish": object, "Tick": object, **_NAMES}
    return get_type_hints(shape, localns=names)
