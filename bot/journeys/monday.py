"""The journey of a Monday report: gather the week, read the numbers, say it, post it, close the one before."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.effects.plan_monday import plan_monday
from bot.facts.errors import FactsUnavailable, Skip
from bot.github.fetch_reports import fetch_home, fetch_reports
from bot.journeys.carry_out import carry_out
from bot.journeys.monday_areas import known_areas
from bot.journeys.monday_public import without_private
from bot.journeys.numbers import with_numbers
from bot.journeys.telling import tell
from bot.messages.marker import state_of
from bot.messages.monday import say_monday
from bot.triage.monday.report import make_report
from bot.triage.monday.weeks import week_named

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.repository import Subject
    from bot.facts.week import Week
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.journeys.monday_office import Office
    from bot.policy.monday_file import OrganisationMonday

LOG = logging.getLogger(__name__)
TOPIC = "monday"


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a report's or a question's subject is about."""

    office: Office
    organisation: str
    monday: OrganisationMonday
    week: Week


def appointment(desk: Desk, subject: Subject) -> Appointment | None:
    """Return whose week it is; None where the operator has no report for the organisation any more."""
    organisation, week = subject.full_name.partition("/")[0], subject.sha.partition(":")[2]
    monday = desk.office.file.of(organisation) if desk.office is not None else None
    if desk.office is None or monday is None:
        return None
    return Appointment(desk.office, organisation, monday, week_named(week, monday.schedule))


async def monday(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Post the report of a week, once, where the operator wants it. Raises FactsUnavailable or EffectRefused.

    Safe to begin again at any point: the numbers are kept by week, and what stands on GitHub is not posted twice.
    """
    due = appointment(desk, subject)
    if due is None:
        return
    try:
        home, login = await fetch_home(github, due.monday.repository)
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Skip):  # it will not be there the next minute: whoever named it has to hear
            await _refuse(due, desk, subject, unavailable.advice.reason, now)
        raise
    place = replace(subject, repository=home.id)
    if not home.private and not due.monday.public:
        says = f"{home.full_name} is public, and the operator's file has no `public: true`"
        await _refuse(due, desk, subject, says, now)
        return
    await desk.journal.settle(subject, TOPIC)
    areas = await known_areas(github, desk, place)
    facts = await due.office.weeks.gather(due.organisation, subject.installation, due.week)
    facts = facts if home.private else await without_private(github, facts)
    facts = await with_numbers(github, due.office, facts, areas, installation=subject.installation, now=now)
    # Comparing what hundreds of issues say takes a second: the event loop has deliveries to acknowledge.
    report = await asyncio.to_thread(make_report, facts, areas, max(now, due.week.ends))
    title, body = say_monday(report, github.web)
    if due.monday.dry_run:
        LOG.info("%s: dry run, nothing is posted: %s, %d characters", home.full_name, title, len(body))
        await due.office.diary.settle(subject.installation, due.week.name, "tried", now)
        return
    here = github.only(home.id)
    said = await fetch_reports(here, home, login)
    effects = plan_monday(home, said, title, body)
    number = next((each.number for each in said if state_of(each.body) == state_of(body)), 0)
    number = await _post(here, desk, place, effects, now) or number
    outcome: Literal["posted", "refused"] = "posted" if number else "refused"  # without permission nothing is there
    await due.office.diary.settle(subject.installation, due.week.name, outcome, now, (home.id, number))


async def _refuse(due: Appointment, desk: Desk, subject: Subject, why: str, now: datetime) -> None:
    """Write down that a report is not posted, and tell why: once in the log, and among the account's notices."""
    await tell(desk.journal, subject, TOPIC, f"the Monday report is not posted: {why}", now)
    await due.office.diary.settle(subject.installation, due.week.name, "refused", now)


async def _post(github: GitHub, desk: Desk, place: Subject, effects: tuple[Effect, ...], now: datetime) -> int:
    """Carry out the effects; returns the number of the issue that was opened, 0 where none was."""
    done = await carry_out(github, desk.journal, place, effects, now)
    return next((each.made for each in done if each.kind == "CreateIssue"), 0)
