"""Where feedback ends up: with the owner of an area, or with the rota; each with a label and a term."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.triage.due import due_at
from bot.triage.rota import on_duty
from bot.triage.working_hours import clock_of, stand_in

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.routing import Routing
    from bot.policy.ownership import Area, OwnershipMap


def to_owner(
    routing: Routing, area: Area, facts: IssueFacts, ownership: OwnershipMap, since: datetime | None = None
) -> Routing:
    """Return the routing to the owner of an area; the term begins at `since`, else when the issue was opened."""
    start = since or facts.created_at or facts.now
    term = area.respond_within or ownership.defaults.respond_within
    clock = clock_of(area.owner, ownership, facts.absences)
    return replace(
        routing,
        routed=True,
        area=area.id,
        owner=str(area.owner),
        label=ownership.label(area),
        backup=str(area.backup) if area.backup else None,
        due_at=due_at(start, term, clock) if start else None,
        cover=(stand_in(clock, start) or None) if start else None,
    )


def to_rota(routing: Routing, facts: IssueFacts, ownership: OwnershipMap, since: datetime | None = None) -> Routing:
    """Return the routing to whoever has the week; the term begins at `since`, else when the issue was opened."""
    start = since or facts.created_at or facts.now
    owner, due, cover = on_duty(ownership, start, facts.author.login), None, None
    if start and owner:
        clock = clock_of(owner, ownership, facts.absences)
        due, cover = due_at(start, ownership.defaults.route_within, clock), stand_in(clock, start) or None
    why = routing.why if owner else f"{routing.why}, and the map names no rota"
    label = ownership.defaults.needs_area_label or None
    return replace(routing, why=why, owner=owner, label=label, due_at=due, cover=cover)
