"""The areas of an organisation: those of all its maps, and which of them an owner's answer is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.policy.logins import same_login
from bot.policy.metric import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.report import Answer
    from bot.policy.ownership import Area, OwnershipMap


def areas_of(maps: Iterable[OwnershipMap]) -> tuple[Area, ...]:
    """Return every area once, by its id; what two maps say of one id is taken from the first that says it."""
    found: dict[str, Area] = {}
    for ownership in maps:
        for area in ownership.areas:
            found.setdefault(area.id, area)
    return tuple(found[each] for each in sorted(found))


def reported_by(login: str, areas: Sequence[Area]) -> tuple[Area, ...]:
    """Return the areas whose number this person says."""
    return tuple(
        area
        for area in areas
        if same_login(area.owner, login) and area.metric is not None and area.metric.source == BY_HAND
    )


def meant_by(answer: Answer, areas: Sequence[Area]) -> tuple[Area | None, str]:
    """Return the area that an answer is about, and the owner's sentence; None where it cannot be told.

    Who owns one area with a number means that one. Who owns several begins the sentence with one's name and a colon, or
    answers on an issue of that area.
    """
    own = reported_by(answer.by, areas)
    head, colon, rest = answer.why.partition(":")
    named = next((area for area in own if colon and _is_called(area, head)), None)
    if named is not None and rest.strip():
        return named, rest.strip()
    if len(own) == 1:
        return own[0], answer.why
    return next((area for area in own if area.id == answer.on_area), None), answer.why


def _is_called(area: Area, name: str) -> bool:
    wanted = name.strip().casefold()
    return wanted in {each.casefold() for each in (area.id, area.name, *area.aliases)}
