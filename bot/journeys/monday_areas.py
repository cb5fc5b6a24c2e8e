"""An organisation's areas: of the map where somebody asks, and of every other map that was good."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.map_in_force import read_beside
from bot.journeys.rules import good_maps
from bot.triage.monday.areas import areas_of

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.policy.ownership import Area


async def known_areas(github: GitHub, desk: Desk, place: Subject) -> tuple[Area, ...]:
    """Return the areas; what two maps say of one is taken from the first. Raises FactsUnavailable."""
    kept = await desk.office.weeks.maps(place.installation) if desk.office is not None else ()
    try:
        ownership = await read_beside(await fetch_ownership(github, place))
        here = (ownership,) if ownership is not None else ()
    except RuleError:  # whoever wrote it is told where it is used
        here = ()
    return areas_of((*here, *await asyncio.to_thread(good_maps, kept)))
