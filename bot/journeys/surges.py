"""Surges in a repository's feedback: what is remembered of it, held against what we have told already."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.messages.marker import surge_began
from bot.triage.related import words_to_look_up
from bot.triage.surge import GOES_ON, HISTORY, Report, find_surges, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.facts.digest import DigestFacts
    from bot.facts.repository import Subject
    from bot.facts.turn import KeptReport
    from bot.journeys.timekeeper import Timekeeper
    from bot.policy.ownership import OwnershipMap
    from bot.triage.surge import Surge


async def look_for_surges(
    keeper: Timekeeper, subject: Subject, facts: DigestFacts, ownership: OwnershipMap, now: datetime
) -> tuple[Surge, ...]:
    """Return the surges of now, one an area at most; which were told already stands in our comments."""
    kept = await keeper.reports(subject.repository, now - HISTORY)
    standing = {area.id: began for area in ownership.areas if (began := _told(facts, area.id, now)) is not None}
    # Reading a thousand texts takes a while: the event loop has deliveries to acknowledge.
    return await asyncio.to_thread(_find, kept, ownership, standing, now)


def _find(
    kept: Sequence[KeptReport], ownership: OwnershipMap, standing: Mapping[str, datetime], now: datetime
) -> tuple[Surge, ...]:
    known_since = min((each.at for each in kept), default=now)
    recent = {each.area for each in kept if each.at > now - GOES_ON}
    names = {area.id: names_of(area, ownership) for area in ownership.areas if area.id in recent}
    reports = [
        Report(each.number, each.area, each.at, frozenset(words_to_look_up(each.title, each.body)) - names[each.area])
        for each in kept
        if each.area in names
    ]
    return find_surges(reports, known_since, now, standing)


def _told(facts: DigestFacts, area: str, now: datetime) -> datetime | None:
    """Return when the surge began that stands told in an area and goes on."""
    found = (surge_began(area, comment.body.partition("\n")[0]) for comment in facts.comments)
    return max((began for began in found if began is not None and began > now - GOES_ON), default=None)
