"""What GitHub sent and what must have become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.journeys.timetable import is_used, subjects

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub

REDELIVERIES = 8
"""How often one delivery is sent again at most: each kill can cost it one attempt."""


def must_be_stored(practice: PracticeGitHub) -> set[str]:
    """Return the GUIDs that got 202 and are of use: every one but the echoes of what the app itself wrote."""
    taken = [attempt.delivery for attempt in practice.deliveries if attempt.status_code == 202]
    due = {
        each.guid: subjects(each.event, each.payload, app_id=practice.app_id, bot_id=practice.bot.id) for each in taken
    }
    return {each.guid for each in taken if is_used(each.event, due[each.guid])}
