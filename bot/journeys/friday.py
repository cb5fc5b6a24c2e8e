"""The journey of the Friday question: whose numbers are missing, asked once, in the week's one quiet place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.effects.kinds import CreateComment, Target
from bot.github.fetch_reports import fetch_home, fetch_is_open
from bot.journeys.carry_out import carry_out
from bot.journeys.monday import appointment
from bot.journeys.monday_areas import known_areas
from bot.messages.friday import say_friday
from bot.policy.logins import same_login
from bot.policy.metric import BY_HAND
from bot.triage.monday.numbers import number_lines
from bot.triage.monday.weeks import week_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.facts.absence import Absence
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk


async def friday(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Ask for the numbers that are missing, in the open report. Raises FactsUnavailable or EffectRefused.

    Nobody is asked where a person closed or locked the report, who is away, or whose number is there.
    """
    due = appointment(desk, subject)
    if due is None or not due.monday.ask or now >= due.week.ends:
        return
    last = week_before(due.week, due.monday.schedule)
    posted = await due.office.diary.issue(subject.installation, last.name)
    if posted is None:
        return
    home, _ = await fetch_home(github, due.monday.repository)
    here = github.only(home.id)
    if home.id != posted[0] or not await fetch_is_open(here, home, posted[1]):
        return
    place = replace(subject, repository=home.id)
    areas = await known_areas(github, desk, place)
    facts = await due.office.weeks.gather(due.organisation, subject.installation, due.week)
    absences = await due.office.away.absences(subject.installation)
    zone = ZoneInfo(due.week.zone)
    today = now.astimezone(zone).date()
    by_hand = {area.id for area in areas if area.metric is not None and area.metric.source == BY_HAND}
    lines = [line for line in number_lines(facts, areas) if line.area in by_hand]
    missing = [line for line in lines if line.state == "not_reported" and not is_away(line.owner, today, absences)]
    if missing:
        counted = Counter(line.owner.casefold() for line in lines)
        several = frozenset(owner for owner, numbers in counted.items() if numbers > 1)
        body = say_friday(due.week.name, missing, several, due.week.ends.astimezone(zone))
        effects = (CreateComment(Target(home, posted[1]), body),)
        await carry_out(here, desk.journal, place, effects, now)


def is_away(login: str, today: date, absences: Sequence[Absence]) -> bool:
    """Return whether a person said that they are away on a day."""
    return any(same_login(each.login, login) and each.first <= today <= each.last for each in absences)
