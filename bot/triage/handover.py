"""Where people's corrections leave an issue: with the owner they named or, handed back twice, with the rota."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.facts.routing import Candidate
from bot.policy.logins import same_login
from bot.triage.destination import to_owner, to_rota

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Correction, Prediction
    from bot.facts.routing import Routing
    from bot.policy.ownership import OwnershipMap

BOUNCES = 2
"""So often an issue may be handed back before the rota decides."""

_COMMANDS = {"not_mine", "area"}
_WHY = {
    "not_mine": "it was handed over with the command not-mine",
    "area": "a person chose it",
    "relabel": "somebody set its label",
    "assignee": "it was assigned to its owner",
}


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where the issue is to go, and when the last person moved it."""

    routing: Routing
    at: datetime


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where an issue stands after some corrections: at an area (None: the rota), handed back so often, by `last`."""

    area: str | None
    bounces: int = 0
    last: Correction | None = None


def hand_over(
    start: Routing,
    corrections: Sequence[Correction],
    prediction: Prediction | None,
    facts: IssueFacts,
    ownership: OwnershipMap,
) -> HandOver | None:
    """Return where people's corrections, oldest first, leave the issue; None where nobody moved it.

    What the owner does to get rid of it is a bounce; after BOUNCES of them the rota gets it, and then only somebody
    with triage permission moves it again. `start` brings kind and mode. A command is carried out also where the map
    only suggests: a person asked for it.
    """
    stand = _Stand(prediction.area if prediction else None)
    for each in corrections:
        if each.how in _COMMANDS or start.mode == "route":
            stand = _moved(stand, each, ownership)
    if stand.last is None:
        return None
    named = tuple(dict.fromkeys(each.area for each in corrections if each.area))
    mode = "route" if start.mode == "suggest" else start.mode
    moved = replace(start, step="corrected", confidence=1.0, evidence=(), mode=mode)
    moved = replace(moved, routed=False, area=None, backup=None)
    area = ownership.area(stand.area) if stand.area else None
    if area is not None:
        routing = replace(moved, why=_WHY[stand.last.how], candidates=(Candidate(area.id, str(area.owner), 1.0),))
        routing = to_owner(routing, area, facts, ownership, stand.last.at)
    else:
        why = "it was handed back twice" if stand.bounces >= BOUNCES else "it was handed back"
        candidates = _candidates(named, prediction, ownership)
        routing = to_rota(replace(moved, why=why, candidates=candidates), facts, ownership, stand.last.at)
    routing = replace(routing, label=None) if start.kind == "security_report" else routing
    return HandOver(routing, stand.last.at)


def _moved(stand: _Stand, correction: Correction, ownership: OwnershipMap) -> _Stand:
    """Return where one more correction leaves the issue."""
    if _is_bounce(stand, correction, ownership):
        bounces = stand.bounces + 1
        return _Stand(correction.area if bounces < BOUNCES else None, bounces, correction)
    if correction.how == "not_mine" and correction.area is None:
        return _Stand(None, stand.bounces, correction)
    moves = correction.how in {"not_mine", "area", "relabel", "assignee"} and correction.area is not None
    if not moves or (stand.bounces >= BOUNCES and not correction.firm):
        return stand
    return _Stand(correction.area, stand.bounces, correction)


def _is_bounce(stand: _Stand, correction: Correction, ownership: OwnershipMap) -> bool:
    """Return whether whoever has the issue gives it away; what leaves the rota is no bounce."""
    area = ownership.area(stand.area) if stand.area else None
    if area is None:
        return False
    if correction.how == "not_mine":
        return True
    by_owner = same_login(correction.by, area.owner)
    return by_owner and (
        correction.how == "area" or (correction.how == "unassigned" and same_login(correction.target, area.owner))
    )


def _candidates(
    named: tuple[str, ...], prediction: Prediction | None, ownership: OwnershipMap
) -> tuple[Candidate, ...]:
    """Return what people named, then what else was likely; not the area that it was handed back from."""
    before = prediction.candidates if prediction else ()
    refused = prediction.area if prediction else None
    areas = (ownership.area(name) for name in dict.fromkeys((*named, *before)) if name != refused)
    return tuple(Candidate(area.id, str(area.owner), 0.0) for area in areas if area is not None)
