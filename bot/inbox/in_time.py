"""Work has an end: what takes longer than any honest look failed, as by an error, and is parked when it does so again.

A claim is renewed for as long as its work lasts, so that one which never ends would keep its hand for ever.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Retry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.clock import Clock
    from bot.facts.repository import Subject

LONGEST = timedelta(minutes=30)
"""GitHub shows the largest change on thirty pages: with seconds for each of them, a look takes a few minutes."""


def in_time(
    handle: Callable[[Subject], Awaitable[None]], clock: Clock, longest: timedelta = LONGEST
) -> Callable[[Subject], Awaitable[None]]:
    """Return `handle` with an end: it is stopped after `longest`, and raises FactsUnavailable then."""

    async def handled(subject: Subject) -> None:
        work = asyncio.ensure_future(handle(subject))
        late = asyncio.ensure_future(clock.sleep_until(clock.now() + longest))
        try:
            await asyncio.wait({work, late}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise FactsUnavailable(Retry(f"it was not done within {longest.total_seconds() / 60:.0f} minutes"))
            work.result()
        finally:
            late.cancel()
            work.cancel()
            await asyncio.wait({work})

    return handled
