"""What GitHub sends while processes are killed, and what must have become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.journeys.timetable import is_used, subjects
from tests.burst.conftest import CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    import httpx

    from bot.practice import PracticeGitHub

REDELIVERIES = 16
"""How often one delivery is sent again at most: each kill can cost it one attempt."""


async def deliver(
    practice: PracticeGitHub, client: httpx.AsyncClient, door: Callable[[], Awaitable[str]], chance: Random
) -> None:
    """Send what waits in any order to a door that is open; what was not taken is delivered again, as it was."""
    while practice.pending:
        chance.shuffle(practice.pending)
        for attempt in await practice.deliver(client, await door(), at_once=CONNECTIONS):
            if not attempt.ok:
                answers = [f"{each.status_code} {each.status}" for each in attempt.delivery.attempts]
                assert len(answers) <= REDELIVERIES, answers
                practice.redeliver(attempt.delivery.guid)


def must_be_stored(practice: PracticeGitHub) -> set[str]:
    """Return the GUIDs that got 202 and are of use: every one but the echoes of what the app itself wrote."""
    taken = [attempt.delivery for attempt in practice.deliveries if attempt.status_code == 202]
    due = {
        each.guid: subjects(each.event, each.payload, app_id=practice.app_id, bot_id=practice.bot.id) for each in taken
    }
    return {each.guid for each in taken if is_used(each.event, due[each.guid])}


def figures(practice: PracticeGitHub, kills: str, seconds: float) -> str:
    """Return how much it was, in one line."""
    sent, deliveries = len(practice.deliveries), len(practice.world.webhooks.deliveries)
    looks = sum(call.operation in ("PullRequestSaid", "IssueSaid") for call in practice.calls)
    writes = sum(call.is_write for call in practice.calls)
    much = f"{deliveries:,} deliveries sent {sent:,} times, {kills}, {looks:,} evaluations, {writes:,} writes"
    return f"\n{much}, {seconds:,.0f} seconds"
