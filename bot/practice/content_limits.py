"""GitHub's secondary limit on creating content: 80 a minute, 500 an hour, switched on by a test."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.practice.limits import CHANGES_PER_HOUR, CHANGES_PER_MINUTE
from bot.practice.routes.call import ApiError

if TYPE_CHECKING:
    from bot.practice.routes.call import Call


def check_content_limit(call: Call) -> None:
    """Count a change; raises ApiError 403 for one too many."""
    creates = call.is_mutation or (call.method != "GET" and not call.endpoint.template.endswith("/graphql"))
    if call.installation is None or not call.world.content_limits or not creates:
        return
    now = call.world.now()
    changes = call.installation.content_changes
    changes[:] = [at for at in changes if now - at < timedelta(hours=1)]
    in_a_minute = sum(now - at < timedelta(minutes=1) for at in changes)
    if in_a_minute >= CHANGES_PER_MINUTE or len(changes) >= CHANGES_PER_HOUR:
        says = "You have exceeded a secondary rate limit and have been temporarily blocked from content creation."
        raise ApiError(403, says, headers={"Retry-After": "60"})
    changes.append(now)
