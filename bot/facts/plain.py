"""Facts to plain JSON values and nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TypeAlias

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


def plain(value: object) -> Plain:
    """Return dataclasses, tuples and times as JSON values; keys keep the order of the fields.

    Raises TypeError for anything else, so that nothing is turned into text by accident.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"not a fact: {type(value).__name__}")
