"""Something that takes its time, made once in a while however many ask: who comes later waits for the same one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

V = TypeVar("V")


@dataclass(slots=True)
class Once(Generic[V]):
    """What was made is good for `fresh`; at most `most` are kept, and so many are made `at_once`."""

    fresh: timedelta
    most: int
    at_once: int
    _made: dict[str, tuple[datetime, asyncio.Task[V]]] = field(default_factory=dict, init=False)
    _hands: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._hands = asyncio.Semaphore(self.at_once)

    async def get(
        self, key: str, now: datetime, make: Callable[[], Awaitable[V]], patience: float | None = None
    ) -> V | None:
        """Return what `make` makes; None where it is still being made after so many seconds. Raises what it raises.

        A failure is nobody's answer but of those who waited for it: the next one who asks begins anew.
        """
        task = self._task(key, now, make)
        # Waited for and not awaited: a browser that leaves must not take it from the others.
        await asyncio.wait({task}, timeout=patience)
        return task.result() if task.done() else None

    def _task(self, key: str, now: datetime, make: Callable[[], Awaitable[V]]) -> asyncio.Task[V]:
        for old in [key for key, (at, _) in self._made.items() if now - at >= self.fresh]:
            del self._made[old]
        if key not in self._made:
            while len(self._made) >= self.most:
                del self._made[next(iter(self._made))]
            task = asyncio.create_task(self._make(make))
            task.add_done_callback(lambda done: self._end(key, done))
            self._made[key] = (now, task)
        return self._made[key][1]

    def _end(self, key: str, task: asyncio.Task[V]) -> None:
        """Forget a failure: everyone who waits is told, and where nobody waits any more it goes unheard."""
        failed = task.cancelled() or task.exception() is not None
        if failed and (kept := self._made.get(key)) is not None and kept[1] is task:
            del self._made[key]

    async def _make(self, make: Callable[[], Awaitable[V]]) -> V:
        async with self._hands:
            return await make()
