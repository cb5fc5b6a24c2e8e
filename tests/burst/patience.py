"""Waiting for other processes, in small steps and never for ever."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

STEP = 0.05
LONGEST = 120.0
"""Seconds: far more than any of it takes, for machines that have other things to do."""


async def eventually(
    holds: Callable[[], Awaitable[bool]], otherwise: str | Callable[[], str], within: float = LONGEST
) -> None:
    """Return as soon as the condition holds; the test fails after `within` seconds, saying `otherwise`."""
    deadline = time.monotonic() + within
    while not await holds():
        if time.monotonic() > deadline:
            pytest.fail(otherwise if isinstance(otherwise, str) else otherwise())
        await asyncio.sleep(STEP)
