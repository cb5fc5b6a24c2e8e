"""The numbers of a week: what owners said, what the sources have, or why there is none; kept, whatever came of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.report import Reading
from bot.facts.source import Fetched
from bot.github.fetch_file import fetch_file
from bot.policy.metric import BY_HAND
from bot.reading.metric_values import pick_number
from bot.triage.monday.numbers import answered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.report import WeekFacts
    from bot.github.client import GitHub
    from bot.journeys.monday_office import Office
    from bot.policy.metric import Metric
    from bot.policy.ownership import Area

AT_ONCE = 4
"""Sources that are read at a time: one that hangs keeps no other waiting, and nobody is asked too much."""


async def with_numbers(
    github: GitHub, office: Office, facts: WeekFacts, areas: Sequence[Area], *, installation: int, now: datetime
) -> WeekFacts:
    """Return the week with the number of every area that has a metric; those that are known are not read again."""
    week = facts.week.name
    said = {each.area: each for each in answered(facts, areas)}
    known = {each.area for each in facts.readings if each.week == week and each.value is not None}
    missing = [area for area in areas if area.metric is not None and area.id not in said and area.id not in known]
    hands = asyncio.Semaphore(AT_ONCE)

    async def read(area: Area, metric: Metric) -> Reading:
        if metric.source == BY_HAND:
            return Reading(area.id, week, None, "", now)
        async with hands:
            fetched = await _fetch(github, office, facts.organisation, metric)
        if fetched.failed:
            return Reading(area.id, week, None, "", now, failed=fetched.failed)
        # A megabyte of rows takes a third of a second: the event loop has deliveries to acknowledge.
        picked = await asyncio.to_thread(pick_number, metric.source, fetched.content, metric.pick, week)
        if picked.value is None:
            return Reading(area.id, week, None, "", now, failed=picked.failed)
        return Reading(area.id, week, picked.value, f"{picked.value:g}", now)

    found = await asyncio.gather(*(read(area, area.metric) for area in missing if area.metric is not None))
    new = (*said.values(), *found)
    await office.weeks.keep(installation, new)
    here = {(each.area, each.week) for each in new}
    rest = tuple(each for each in facts.readings if (each.area, each.week) not in here)
    return replace(facts, readings=(*rest, *new))


async def _fetch(github: GitHub, office: Office, organisation: str, metric: Metric) -> Fetched:
    if metric.source in {"http", "prometheus"}:
        return await office.metrics.fetch(organisation, metric)
    full_name, path = metric.file()
    if full_name.partition("/")[0].casefold() != organisation.casefold():
        return Fetched(failed=f"{full_name} does not belong to {organisation}")
    return await fetch_file(github, full_name, path)
