"""Who owes the answer on an issue: the owner it was routed to, or whoever people gave it to since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.policy.logins import same_login
from bot.triage.turns import Party

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Prediction
    from bot.facts.routing import Routing
    from bot.policy.ownership import OwnershipMap


def find_party(
    routing: Routing,
    moved_at: datetime | None,
    prediction: Prediction | None,
    facts: IssueFacts,
    ownership: OwnershipMap,
) -> Party | None:
    """Return who owes the answer; None where nobody owes one.

    Nobody does where the map only suggests, to praise, while the reporter is asked for more, or on what is not ours.

    `routing` is where the issue stands now, `prediction` what was done with it first: an issue that is closed, or that
    people have taken over, is left alone and answered all the same.
    """
    if routing.mode != "route" or routing.asks or routing.kind == "praise":
        return None
    area_id, owner = routing.area, routing.owner
    if routing.step == "left_alone":
        if prediction is None or prediction.acted == "nothing":
            return None
        area_id, owner = prediction.area, prediction.owner
    since = moved_at or facts.created_at or facts.now
    if owner is None or since is None:
        return None
    owner, since = _given(facts, owner, since)
    area = ownership.area(area_id) if area_id else None
    if area is None:
        return Party(None, owner, since, ownership.defaults.route_within)
    term = area.respond_within or ownership.defaults.respond_within
    backup, escalation = (_other(login, owner) for login in (area.backup, area.escalation))
    return Party(area.id, owner, since, term, backup, escalation)


def _given(facts: IssueFacts, owner: str, since: datetime) -> tuple[str, datetime]:
    """Return the person that people assigned in the owner's place, and when; else the owner."""
    theirs = [login for login in facts.assignees if not any(same_login(login, ours) for ours in facts.assignees_by_us)]
    if not theirs or any(same_login(login, owner) for login in theirs):
        return owner, since
    given = [act.at for act in facts.acts if act.kind == "assigned" and same_login(act.name, theirs[0])]
    return theirs[0], max([since, *given])


def _other(login: str | None, owner: str) -> str | None:
    return str(login) if login and not same_login(login, owner) else None
