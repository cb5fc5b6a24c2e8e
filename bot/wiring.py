"""The only file that knows every part: it opens them, introduces them to each other, and closes them again.

settings -> database -> queue -> workers -> journeys -> GitHub
               ^
webhook -> door -> inbox
"""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.github.budget import Budget
from bot.github.client import App
from bot.github.people import People
from bot.inbox.census import Census
from bot.inbox.changes import Changes
from bot.inbox.commands import Commands
from bot.inbox.database import Database, open_database
from bot.inbox.deliveries import Delivery, Inbox
from bot.inbox.diary import Diary
from bot.inbox.journal import Journal
from bot.inbox.ledger import Ledger
from bot.inbox.missed import Missed
from bot.inbox.mondays import Mondays
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience
from bot.inbox.purge import purge_departed
from bot.inbox.retention import prune
from bot.inbox.setups import Setups
from bot.inbox.spendings import Spendings
from bot.inbox.sweeps import Sweeps
from bot.inbox.teacher import Teacher
from bot.inbox.ticks import Ticks
from bot.inbox.timekeeper import Timekeeper
from bot.inbox.weeks import Weeks
from bot.inbox.worker import Chore, Workers
from bot.ingress.webhook import Visit, webhook_route
from bot.journeys.commands import comment
from bot.journeys.commits import commit, merge_group
from bot.journeys.crowd import Looks
from bot.journeys.desk import Desk
from bot.journeys.digest import digest
from bot.journeys.feedback import feedback
from bot.journeys.friday import friday
from bot.journeys.history import history
from bot.journeys.monday import monday
from bot.journeys.monday_office import Office
from bot.journeys.pressing import BUTTON_EVENT, pressed_button
from bot.journeys.pull_request import pull_request
from bot.journeys.recovery import CENSUS, ROUND, Recovery
from bot.journeys.rules_change import rules_change
from bot.journeys.standing import STANDING_EVENTS, standing_change
from bot.journeys.sweep import sweep
from bot.journeys.ticking import TICK_EVENT, ticked_boxes
from bot.journeys.timetable import is_used, subjects
from bot.journeys.transferring import TRANSFER_EVENT, transferred_issue
from bot.journeys.trials import Trials
from bot.shipped import load, load_split_weights
from bot.sources.metrics import NetworkMetrics
from bot.sources.pinned import PinnedClient
from bot.vault import open_vault
from bot.web import probes
from bot.web.application import web_app
from bot.web.metrics import metrics_route, totals
from bot.web.setup_done import setup_done
from bot.web.sign_in import SignIn
from bot.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    import httpx
    from starlette.applications import Starlette

    from bot.clock import Clock
    from bot.facts.repository import Subject, SubjectKind
    from bot.github.budget import Purpose
    from bot.github.client import GitHub
    from bot.inbox.queue import Queue
    from bot.settings import Settings

ROADS: dict[SubjectKind, Callable[[GitHub, Desk, Subject, datetime], Awaitable[None]]] = {
    "pull_request": pull_request,
    "rules_change": rules_change,
    "issue": feedback,
    "merge_group": merge_group,
    "commit": commit,
    "comment": comment,
    "history": history,
    "digest": digest,
    "report": monday,
    "question": friday,
    "sweep": sweep,
}
PURPOSES: dict[SubjectKind, Purpose] = {
    "comment": "command", "commit": "command", "history": "background", "sweep": "background",
}  # fmt: skip
"""What people asked for may use up an installation's limits; what is in no hurry leaves half of them."""
PRUNING = timedelta(hours=6)
LEARNING = timedelta(minutes=10)
CLOCKS = timedelta(minutes=1)
MONDAYS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bot:
    """Every part, open. `app` is what a web server runs; without one, `drain` works on what is due by hand."""

    app: Starlette
    github: App
    database: Database
    queue: Queue
    journal: Journal
    ledger: Ledger
    teacher: Teacher
    timekeeper: Timekeeper
    mondays: Mondays
    workers: Workers
    recovery: Recovery

    async def stop(self) -> None:
        """Let the workers end what they have in hand, and begin nothing new."""
        await self.workers.stop()

    async def drain(self) -> int:
        """Work on everything that is due at this moment; returns how many subjects that were."""
        return await self.workers.work_off()

    async def close(self) -> None:
        """Close connections and database."""
        await self.github.aclose()
        await self.database.close()


def create_bot(
    settings: Settings,
    *,
    clock: Clock | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    chance: Callable[[], float] = random.random,
) -> Bot:
    """Open the database, bring its tables up to date and introduce all parts to each other.

    `transport` carries the calls to GitHub, for tests that have one of their own; `chance` gives numbers from 0 to 1
    that spread what would come back together. Raises DatabaseUnavailable, RuleError (shipped rules that were edited) or
    ValueError (the private key, the key file).
    """
    clock, counted = clock or SystemClock(), totals(len(settings.webhook_secrets))
    rules, vault = load(), open_vault(settings.secret_keys, settings.key_file)
    site = Site(vault, settings.public_url, clock.now)
    database = open_database(settings.database_url)
    github = App(
        settings.app_id,
        settings.private_key,
        now=clock.now,
        base_url=settings.github_url,
        transport=transport,
        count=counted.called,
        budget=Budget(clock.now, Spendings(database), counted.waited),
    )
    journal = Journal(database, counted.performed)
    patience = Patience(window=timedelta(seconds=settings.window_seconds))
    queue = open_queue(database, patience, chance=chance)
    commands, ledger, teacher = Commands(database, counted.performed), Ledger(database), Teacher(database)
    ticks, timekeeper, quiet = Ticks(database), Timekeeper(database), timedelta(seconds=settings.quiet_seconds)
    weights = load_split_weights()
    mondays = Mondays(settings.monday, Diary(database), Weeks(database))
    sweeps = Sweeps(database)
    recovery = Recovery(github, Missed(database), Census(database), sweeps, counted.asked_again)
    network = NetworkMetrics(settings.monday.hosts, PinnedClient())
    office = Office(mondays.file, mondays.diary, mondays.weeks, timekeeper, network)
    desk = Desk(
        journal, queue, rules, weights, settings.mode, settings.most_writes, commands, ledger, ticks, teacher, quiet,
        timekeeper, office, sweeps, Trials(), Changes(database, vault),
    )  # fmt: skip
    journeys = _Journeys(github, desk, clock, Looks())
    chores = (
        Chore("pruning", PRUNING, lambda: _prune(database, clock, settings), at_start=True),
        Chore("learning", LEARNING, lambda: _learn(teacher, clock), at_start=True),
        Chore("clocks", CLOCKS, lambda: _turn_clocks(timekeeper, clock, workers), at_start=True),
        Chore("mondays", MONDAYS, lambda: _look_at_calendar(mondays, clock, workers), at_start=True),
        Chore("deliveries", ROUND, lambda: _recover(recovery, clock, workers), at_start=True),
        Chore("installations", CENSUS, lambda: _count_installations(recovery, clock, workers), at_start=True),
    )
    travel = counted.watched(journeys.travel, clock.now)
    workers = Workers(queue, travel, clock, patience, count=settings.workers, chores=chores, chance=chance)
    inbox = Inbox(database, patience, workers.wake)

    def due(event: str, payload: Mapping[str, object]) -> tuple[Subject, ...]:
        return subjects(event, payload, app_id=github.app_id, bot_id=github.bot_id)

    async def accept(delivery: Delivery, payload: Mapping[str, object]) -> bool:
        if delivery.event in STANDING_EVENTS:
            delivery = replace(delivery, change=standing_change(delivery.event, payload))
        if (delivery.event, delivery.action) == BUTTON_EVENT:
            delivery = replace(delivery, press=pressed_button(payload))
        if (delivery.event, delivery.action) == TICK_EVENT:
            ticking = ticked_boxes(payload, github.app_id, delivery.received_at)
            delivery = replace(delivery, ticking=ticking)
        if (delivery.event, delivery.action) == TRANSFER_EVENT:
            delivery = replace(delivery, transfer=transferred_issue(payload, delivery.received_at))
        new = await inbox.accept(delivery)
        if delivery.change is not None:
            github.tokens.evict_installation(delivery.change.installation)
        return new

    def count(visit: Visit) -> None:
        counted.delivered(visit.status, visit.secret)

    door = webhook_route(settings.webhook_secrets, accept, due, is_used, clock.now, count=count)
    pages = probes.routes(queue.health, clock.now, lambda: github.last_answer_at)
    metrics = metrics_route(counted, queue.health, github, clock.now)
    people = _people(settings, github, clock)
    done = setup_done(site, Setups(database), clock.now)
    app = web_app(site, [door, *pages, metrics, *SignIn(site, people).routes(), *done], _lifespan)
    bot = Bot(app, github, database, queue, journal, ledger, teacher, timekeeper, mondays, workers, recovery)
    app.state.bot = bot
    return bot


def create_app(
    settings: Settings, *, clock: Clock | None = None, transport: httpx.AsyncBaseTransport | None = None
) -> Starlette:
    """Return the application a web server runs; its workers begin and end with it. Raises what `create_bot` raises."""
    return create_bot(settings, clock=clock, transport=transport).app


def _people(settings: Settings, github: App, clock: Clock) -> People | None:
    """Return who asks GitHub in the name of people; None where nobody can sign in."""
    if not (settings.public_url and settings.client_id):
        return None
    return People(github.wire, github.web, settings.client_id, settings.client_secret, clock.now)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    bot: Bot = app.state.bot
    working = asyncio.create_task(bot.workers.run())
    try:
        yield
        await bot.workers.stop()
        await working
    finally:
        working.cancel()
        await bot.close()


@dataclass(frozen=True, slots=True)
class _Journeys:
    """Which subject travels which road."""

    github: App
    desk: Desk
    clock: Clock
    looks: Looks

    async def travel(self, subject: Subject) -> None:
        github = self.github.installation(
            subject.installation, subject.repository or None, purpose=PURPOSES.get(subject.kind, "work")
        )
        now = self.clock.now()
        self.looks.admit(subject, now)
        await ROADS[subject.kind](github, self.desk, subject, now)


async def _learn(teacher: Teacher, clock: Clock) -> None:
    await teacher.fit_due(clock.now())


async def _turn_clocks(timekeeper: Timekeeper, clock: Clock, workers: Workers) -> None:
    if await timekeeper.mark_due(clock.now()):
        workers.wake()


async def _look_at_calendar(mondays: Mondays, clock: Clock, workers: Workers) -> None:
    if await mondays.mark_due(clock.now()):
        workers.wake()


async def _recover(recovery: Recovery, clock: Clock, workers: Workers) -> None:
    await recovery.deliveries(clock.now())
    workers.wake()  # once a round: another process may have marked something


async def _count_installations(recovery: Recovery, clock: Clock, workers: Workers) -> None:
    if await recovery.installations(clock.now()):
        workers.wake()


async def _prune(database: Database, clock: Clock, settings: Settings) -> None:
    await prune(database, clock.now())
    await purge_departed(database, clock.now(), timedelta(days=settings.grace_days))
