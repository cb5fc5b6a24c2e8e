"""The only file that knows every part: it opens them, introduces them to each other, and closes them again.

settings -> database -> queue -> workers -> journeys -> GitHub
               ^
webhook -> door -> inbox
"""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.addresses import Addresses
from bot.clock import SystemClock
from bot.github.budget import Budget
from bot.github.client import App
from bot.inbox.census import Census
from bot.inbox.changes import Changes
from bot.inbox.commands import Commands
from bot.inbox.database import Database, driver_address, open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.diary import Diary
from bot.inbox.grants import Grants
from bot.inbox.home import address
from bot.inbox.in_time import in_time
from bot.inbox.journal import Journal
from bot.inbox.ledger import Ledger
from bot.inbox.missed import Missed
from bot.inbox.mondays import Mondays
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience
from bot.inbox.setups import Setups
from bot.inbox.spendings import Spendings
from bot.inbox.sweeps import Sweeps
from bot.inbox.teacher import Teacher
from bot.inbox.ticks import Ticks
from bot.inbox.timekeeper import Timekeeper
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.weeks import Weeks
from bot.inbox.worker import Workers
from bot.ingress.webhook import Visit, webhook_route
from bot.journeys.chores import Chores
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
from bot.journeys.pull_request import pull_request
from bot.journeys.reception import Reception
from bot.journeys.recovery import Recovery
from bot.journeys.rules_change import rules_change
from bot.journeys.sweep import sweep
from bot.journeys.timetable import is_used
from bot.journeys.trials import Trials
from bot.pages import page_routes
from bot.shipped import load, load_split_weights
from bot.sources.metrics import NetworkMetrics
from bot.sources.pinned import PinnedClient
from bot.vault import open_vault
from bot.web import probes
from bot.web.application import web_app
from bot.web.metrics import metrics_route, totals
from bot.web.setup_done import setup_done
from bot.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime

    import httpx
    from starlette.applications import Starlette

    from bot.clock import Clock
    from bot.facts.repository import Subject, SubjectKind
    from bot.github.budget import Purpose
    from bot.github.client import GitHub
    from bot.inbox.fleet import Fleet
    from bot.inbox.queue import Queue
    from bot.inbox.worker import Chore
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
NAP = timedelta(seconds=15)
"""How long a worker of a fleet relies on being called."""
Role = Literal["all", "web", "worker"]


@dataclass(frozen=True, slots=True)
class Bot:
    """Every part, open. `app` is what a web server runs; without one, `drain` works on what is due by hand.

    `fleet` is there where processes share a PostgreSQL.
    """

    role: Role
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
    fleet: Fleet | None

    @property
    def works(self) -> bool:
        """Whether this process works on what is due."""
        return self.role != "web"

    async def stop(self) -> None:
        """Take nothing new in hand; return when what was in hand is finished or given back."""
        if self.works:
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
    role: Role = "all",
    clock: Clock | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    chance: Callable[[], float] = random.random,
) -> Bot:
    """Open the database, bring its tables up to date and introduce all parts to each other.

    The `role` "web" only takes deliveries in, "worker" only works on what is due; both need a PostgreSQL to share.
    `transport` carries the calls to GitHub, for tests that have one of their own; `chance` gives numbers from 0 to 1
    that spread what would come back together. Raises DatabaseUnavailable, RuleError (shipped rules that were edited) or
    ValueError (the private key, the key file).
    """
    alone = is_alone(settings, role)
    clock, counted = clock or SystemClock(), totals(len(settings.webhook_secrets))
    rules, vault = load(), open_vault(settings.secret_keys, settings.key_file)
    site = Site(vault, settings.public_url, clock.now)
    # Nothing is linked that nobody could open.
    linked = settings.public_url if settings.client_id or settings.link_days else ""
    addresses = Addresses(vault, linked, settings.link_days)
    database = open_database(settings.database_url)
    github = App(
        settings.app_id,
        settings.private_key,
        now=clock.now,
        base_url=settings.github_url,
        transport=transport,
        count=counted.called,
        budget=Budget(clock.now, Spendings(database), counted.waited, lambda: 1 if fleet is None else fleet.workers),
    )
    journal = Journal(database, counted.performed)
    patience = Patience(window=timedelta(seconds=settings.window_seconds))
    queue = open_queue(database, patience, chance=chance)
    commands, ledger, teacher = Commands(database, counted.performed), Ledger(database), Teacher(database)
    ticks, timekeeper, quiet = Ticks(database), Timekeeper(database), timedelta(seconds=settings.quiet_seconds)
    weights = load_split_weights()
    mondays = Mondays(settings.monday, Diary(database), Weeks(database))
    sweeps = Sweeps(database)
    recovery = Recovery(github, Missed(database), Census(database, settings.app_id), sweeps, counted.asked_again)
    network = NetworkMetrics(settings.monday.hosts, PinnedClient())
    office = Office(mondays.file, mondays.diary, mondays.weeks, timekeeper, network)
    desk = Desk(
        journal, queue, rules, weights, settings.mode, settings.most_writes, commands, ledger, ticks, teacher, quiet,
        timekeeper, office, sweeps, Trials(), Changes(database, vault), addresses,
    )  # fmt: skip
    journeys = _Journeys(github, desk, clock, Looks(), Grants(database))
    travel = counted.watched(in_time(journeys.travel, clock), clock.now)

    def ring(after: timedelta = timedelta(0)) -> None:
        workers.wake()
        if fleet is not None:
            fleet.ring(clock.now() + after)

    chores = Chores(
        clock, ring, database, queue, teacher, timekeeper, mondays, recovery, timedelta(days=settings.grace_days)
    ).every()
    workers = Workers(
        queue, travel, clock, patience,
        count=settings.workers, chores=chores if alone else (), chance=chance,
        more=ring, longest_nap=None if alone else NAP,
    )  # fmt: skip
    fleet = None if alone else _fleet(settings, clock, workers, chores)
    reception = Reception(github, Inbox(database, patience, lambda: ring(patience.window)))

    def count(visit: Visit) -> None:
        counted.delivered(visit.status, visit.secret)

    door = webhook_route(settings.webhook_secrets, reception.accept, reception.due, is_used, clock.now, count=count)
    pages = probes.routes(queue.health, clock.now, lambda: github.last_answer_at)
    metrics = metrics_route(counted, queue.health, github, clock.now)
    done = setup_done(site, Setups(database), clock.now)
    shown = page_routes(settings, site, github, desk, database, addresses=addresses)
    for_people = [] if role == "worker" else [*shown, *done]
    app = web_app(site, [*for_people, *pages, metrics], _lifespan, first=None if role == "worker" else door)
    bot = Bot(
        role, app, github, database, queue, journal, ledger, teacher, timekeeper, mondays, workers, recovery, fleet
    )
    app.state.bot = bot
    return bot


def is_alone(settings: Settings, role: Role) -> bool:
    """Return whether this is the only process; raises DatabaseUnavailable where the role needs others."""
    alone = address(settings.database_url).get_backend_name() == "sqlite"
    if alone and role != "all":
        raise DatabaseUnavailable(f"the role {role} needs a PostgreSQL (DATABASE_URL): a SQLite file has one process")
    return alone


def create_app(
    settings: Settings, *, clock: Clock | None = None, transport: httpx.AsyncBaseTransport | None = None
) -> Starlette:
    """Return the application a web server runs; its workers begin and end with it. Raises what `create_bot` raises."""
    return create_bot(settings, clock=clock, transport=transport).app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    bot: Bot = app.state.bot
    if bot.fleet is not None:
        bot.fleet.start(works=bot.works)
    working = asyncio.create_task(bot.workers.run()) if bot.works else None
    try:
        yield
        await bot.stop()
        if working is not None:
            await working
    finally:
        if working is not None:
            working.cancel()
        if bot.fleet is not None:
            await bot.fleet.stop()
        await bot.close()


@dataclass(frozen=True, slots=True)
class _Journeys:
    """Which subject travels which road."""

    github: App
    desk: Desk
    clock: Clock
    looks: Looks
    grants: Grants

    async def travel(self, subject: Subject) -> None:
        self.github.tokens.heed(subject.installation, await self.grants.of(subject.installation))
        github = self.github.installation(
            subject.installation, subject.repository or None, purpose=PURPOSES.get(subject.kind, "work")
        )
        now = self.clock.now()
        self.looks.admit(subject, now)
        await ROADS[subject.kind](github, self.desk, subject, now)


def _fleet(settings: Settings, clock: Clock, workers: Workers, chores: Sequence[Chore]) -> Fleet:
    from bot.inbox.fleet import Fleet  # noqa: PLC0415 - its library is part of onesitting[postgres]

    return Fleet(driver_address(settings.database_url), clock, workers, chores)
