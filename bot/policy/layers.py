"""A repository's settings on top of its organisation's: key by key the nearer file holds; entries and modes add up."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bot.policy.decode import readable_fields
from bot.policy.sitting import SittingSetting
from bot.policy.yaml_tree import Mapping, Node

T = TypeVar("T")


def on_top(below: T, above: T, written: Node) -> T:
    """Return `below` with what `above` says; `written` is the mapping in the file that `above` was read from.

    A mapping is gone through key by key. Lists whose entries have an `id` add up, the nearer ones first, and an entry
    replaces one of the same id; any other list, like any other value, replaces what lies below.
    """
    shape: Any = type(above)
    keys = [entry for entry in written.entries if entry.key] if isinstance(written, Mapping) else []
    if not keys:
        return below
    known = readable_fields(shape)
    said = {
        entry.key: _over(getattr(below, entry.key), getattr(above, entry.key), entry.value)
        for entry in keys
        if entry.key in known
    }
    places = {field.name: getattr(above, field.name) for field in fields(shape) if field.name not in known}
    merged: T = replace(below, **said, **places)  # type: ignore[type-var]
    return merged


def _over(below: Any, above: Any, written: Node) -> Any:  # noqa: ANN401 - the values of any setting
    if isinstance(above, SittingSetting) and isinstance(below, SittingSetting):
        return above.over(below)
    if isinstance(above, dict):
        return {**below, **above}
    if is_dataclass(above) and type(below) is type(above):
        return on_top(below, above, written)
    if isinstance(above, tuple) and all(hasattr(entry, "id") for entry in (*above, *below)) and (above or below):
        mine = {entry.id for entry in above}
        return above + tuple(entry for entry in below if entry.id not in mine)
    return above
