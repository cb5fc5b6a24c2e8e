"""What a metric's source gave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes that a source answered with, or why there are none, in words for a person (`failed`)."""

    content: bytes = b""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """The number that was found in an answer, or why there is none (`failed`)."""

    value: float | None = None
    failed: str = ""
