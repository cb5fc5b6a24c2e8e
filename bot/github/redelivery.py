"""GitHub's record of how our webhooks were answered, and asking for another attempt.

Source: https://docs.github.com/en/rest/apps/webhooks. An attempt can be asked for within three days of the delivery
and comes with the same GUID. Asking changes nothing that anybody sees on GitHub.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.github.checkup import sent

if TYPE_CHECKING:
    from bot.facts.checkup import Sent
    from bot.github.client import App

REDELIVERED_FOR = timedelta(days=3)
PAGE = 100


async def fetch_attempts(app: App, cursor: str = "") -> tuple[tuple[Sent, ...], str]:
    """Return a page of attempts, the newest first, and where the next begins (empty: nowhere).

    Raises FactsUnavailable.
    """
    where = {"cursor": cursor} if cursor else {}
    answer = await app.ask("/app/hook/deliveries", per_page=PAGE, **where)
    return tuple(map(sent, answer.data)), answer.next_cursor


async def attempt_again(app: App, attempt: int) -> None:
    """Ask for another attempt at the delivery of this one. Raises FactsUnavailable, with Skip where it is too old."""
    await app.post(f"/app/hook/deliveries/{attempt}/attempts")
