"""The deliveries API: what was sent to the app, and sending it again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.practice.limits import PER_PAGE, PER_PAGE_MOST
from bot.practice.render.apps import render_delivery, render_delivery_item
from bot.practice.routes.call import Answer, Call, Endpoint, not_found

if TYPE_CHECKING:
    from bot.practice.webhooks import Attempt


def list_deliveries(call: Call) -> Answer:
    """Answer the attempts, newest first, page by page with a cursor; filtered by status where asked."""
    attempts = list(reversed(call.world.webhooks.log))
    if (status := call.query.get("status")) is not None:
        attempts = [attempt for attempt in attempts if attempt.ok == (status == "success")]
    if (cursor := call.query.get("cursor")) is not None:
        attempts = [attempt for attempt in attempts if f"v1_{attempt.id}" <= cursor]
    asked = call.query.get("per_page", "")
    size = min(max(int(asked), 1), PER_PAGE_MOST) if asked.isdecimal() else PER_PAGE
    headers = {}
    if len(attempts) > size:
        query = urlencode({**call.query, "cursor": f"v1_{attempts[size].id}"})
        headers["Link"] = f'<{call.url}?{query}>; rel="next"'
    return Answer(200, [render_delivery_item(attempt) for attempt in attempts[:size]], headers)


def get_delivery(call: Call) -> Answer:
    """Answer one attempt with its request and response."""
    return Answer(200, render_delivery(_attempt(call)))


def redeliver(call: Call) -> Answer:
    """Send a delivery again, with its old guid."""
    call.world.webhooks.redeliver(_attempt(call).delivery.guid)
    return Answer(202, {})


def _attempt(call: Call) -> Attempt:
    number = call.number("delivery_id")
    for attempt in call.world.webhooks.log:
        if attempt.id == number:
            return attempt
    raise not_found()


ROUTES = (
    Endpoint("GET", "/app/hook/deliveries", list_deliveries, who="app"),
    Endpoint("GET", "/app/hook/deliveries/{delivery_id}", get_delivery, who="app"),
    Endpoint("POST", "/app/hook/deliveries/{delivery_id}/attempts", redeliver, who="app"),
)
