"""What a delivery says beyond which subjects it makes due: read off it here, kept with it in the inbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.journeys.pressing import BUTTON_EVENT, pressed_button
from bot.journeys.standing import STANDING_EVENTS, standing_change
from bot.journeys.ticking import TICK_EVENT, ticked_boxes
from bot.journeys.timetable import subjects
from bot.journeys.transferring import TRANSFER_EVENT, transferred_issue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from bot.facts.repository import Subject
    from bot.github.client import App
    from bot.inbox.deliveries import Delivery, Inbox


class Reception:
    """Takes deliveries in. `accept` raises DatabaseUnavailable where they could not be kept."""

    def __init__(self, github: App, inbox: Inbox) -> None:
        self._github = github
        self._inbox = inbox

    def due(self, event: str, payload: Mapping[str, object]) -> tuple[Subject, ...]:
        """Return what an event makes due."""
        return subjects(event, payload, app_id=self._github.app_id, bot_id=self._github.bot_id)

    def accept(self, delivery: Delivery, payload: Mapping[str, object]) -> Awaitable[bool]:
        """Read off the payload what the delivery says; return what ends when it is on disk: True if it is new."""
        if delivery.event in STANDING_EVENTS:
            delivery = replace(delivery, change=standing_change(delivery.event, payload))
        if (delivery.event, delivery.action) == BUTTON_EVENT:
            delivery = replace(delivery, press=pressed_button(payload))
        if (delivery.event, delivery.action) == TICK_EVENT:
            delivery = replace(delivery, ticking=ticked_boxes(payload, self._github.app_id, delivery.received_at))
        if (delivery.event, delivery.action) == TRANSFER_EVENT:
            delivery = replace(delivery, transfer=transferred_issue(payload, delivery.received_at))
        return self._keep(delivery)

    async def _keep(self, delivery: Delivery) -> bool:
        new = await self._inbox.accept(delivery)
        if delivery.change is not None:
            self._github.tokens.evict_installation(delivery.change.installation)
        return new
