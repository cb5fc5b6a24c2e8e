"""The page for Prometheus: what came in, what waits, what was done, and how GitHub answers."""

from __future__ import annotations

import asyncio
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from starlette.responses import Response
from starlette.routing import Route

from bot import __version__
from bot.facts.errors import EffectRefused, FactsUnavailable
from bot.inbox.unavailable import DatabaseUnavailable
from bot.web.exposition import CONTENT_TYPE, Counter, Gauge, Histogram, page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from starlette.requests import Request

    from bot.facts.repository import Subject
    from bot.inbox.queue import QueueHealth
    from bot.web.exposition import Family

SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
"""Bounds of a journey's duration: a quiet one makes two calls, a large one some dozens."""
LIMITS = ("requests", "points", "changes")
ANSWERS = (202, 400, 401, 408, 413, 503)


class GitHubState(Protocol):
    """What our client of GitHub knows of itself."""

    last_answer_at: datetime | None

    @property
    def quota_left(self) -> Mapping[int, int]:
        """What is left of each installation's hour."""
        ...


@dataclass(frozen=True, slots=True)
class Totals:
    """What is counted from the start of the process on. Never a secret, a name or a text: positions, ids, kinds."""

    deliveries: Counter
    signed: Counter
    journeys: Histogram
    calls: Counter
    effects: Counter
    waits: Counter
    redeliveries: Counter

    def delivered(self, status: int, secret: int | None) -> None:
        """Count an answer of the door, and by its position (0: the current one) the secret that matched."""
        self.deliveries.add(str(status))
        if secret is not None:
            self.signed.add(str(secret))

    def called(self, method: str, status: int | None) -> None:
        """Count a call to GitHub; without a status no answer came."""
        self.calls.add(method, "none" if status is None else str(status))

    def performed(self, kind: str, outcome: str) -> None:
        """Count an effect, done or refused."""
        self.effects.add(kind, outcome)

    def waited(self, limit: str) -> None:
        """Count a call that was not made, because a limit of GitHub's leaves no room for it."""
        self.waits.add(limit)

    def asked_again(self, outcome: str) -> None:
        """Count a request for another attempt at a delivery."""
        self.redeliveries.add(outcome)

    def watched(
        self, travel: Callable[[Subject], Awaitable[None]], now: Callable[[], datetime]
    ) -> Callable[[Subject], Awaitable[None]]:
        """Return the journey with its duration and outcome counted.

        Outcomes: done; retry, wait, moved, skip, notpermitted or bug where GitHub's answer asked for that; failed for
        whatever nobody foresaw; interrupted where the process stops or the claim lapsed.
        """

        async def counted(subject: Subject) -> None:
            began, outcome = now(), "failed"
            try:
                await travel(subject)
                outcome = "done"
            except (FactsUnavailable, EffectRefused) as error:
                outcome = type(error.advice).__name__.lower()
                raise
            except asyncio.CancelledError:
                outcome = "interrupted"
                raise
            finally:
                self.journeys.observe(max((now() - began).total_seconds(), 0.0), subject.kind, outcome)

        return counted


def totals(secrets: int) -> Totals:
    """Return counters at zero for a door with this many secrets."""
    counted = Totals(
        deliveries=Counter("onesitting_deliveries_total", "Answers of the webhook door by HTTP status.", ("answer",)),
        signed=Counter(
            "onesitting_deliveries_signed_total",
            "Signatures by position of the secret; 0 is the current one.",
            ("secret",),
        ),
        journeys=Histogram(
            "onesitting_journey_seconds", "Duration of journeys by kind and outcome.", ("kind", "outcome"), SECONDS
        ),
        calls=Counter(
            "onesitting_github_calls_total",
            "Calls to GitHub by method and HTTP status; none: no answer came.",
            ("method", "status"),
        ),
        effects=Counter("onesitting_effects_total", "Changes on GitHub by kind and outcome.", ("kind", "outcome")),
        waits=Counter("onesitting_limit_waits_total", "Calls that were put off, by GitHub's limit.", ("limit",)),
        redeliveries=Counter(
            "onesitting_attempts_asked_total", "Deliveries that GitHub was asked to send again.", ("outcome",)
        ),
    )
    for limit in LIMITS:
        counted.waits.add(limit, by=0)
    for outcome in ("asked", "refused"):
        counted.redeliveries.add(outcome, by=0)
    for status in ANSWERS:
        counted.deliveries.add(str(status), by=0)
    for position in range(secrets):
        counted.signed.add(str(position), by=0)
    return counted


def metrics_route(
    counted: Totals,
    health: Callable[[datetime], Awaitable[QueueHealth]],
    github: GitHubState,
    now: Callable[[], datetime],
) -> Route:
    """Return `/metrics`. Where the database does not answer, the queue's figures are missing and its own is 0."""

    async def metrics(_: Request) -> Response:
        try:
            queue = _queue(await health(now()))
        except DatabaseUnavailable:
            queue = ()
        up = Gauge("onesitting_database_up", "Whether the database answers.", values=[((), 1 if queue else 0)])
        families = (_build(), up, *queue, *_github(github.last_answer_at, github.quota_left), *_totals(counted))
        return Response(page(families), headers={"Content-Type": CONTENT_TYPE})

    return Route("/metrics", metrics)


def _totals(counted: Totals) -> tuple[Family, ...]:
    return (
        counted.deliveries, counted.signed, counted.journeys, counted.calls, counted.effects, counted.waits,
        counted.redeliveries,
    )  # fmt: skip


def _build() -> Gauge:
    labels = (__version__, platform.python_version())
    return Gauge("onesitting_build_info", "The version that runs; always 1.", ("version", "python"), [(labels, 1)])


def _queue(health: QueueHealth) -> tuple[Gauge, ...]:
    states = [
        (("due",), health.due),
        (("waiting",), health.waiting),
        (("in_hand",), health.in_hand),
        (("parked",), health.parked),
    ]
    age = [((), health.age.total_seconds())]
    paused = [((), health.paused_installations)]
    return (
        Gauge("onesitting_queue_subjects", "Subjects in the queue by state.", ("state",), states),
        Gauge("onesitting_queue_age_seconds", "How long the oldest subject that could be taken now waits.", values=age),
        Gauge("onesitting_paused_installations", "Installations that wait for GitHub's rate limit.", values=paused),
    )


def _github(last_answer_at: datetime | None, quota_left: Mapping[int, int]) -> tuple[Gauge, ...]:
    """Return how GitHub stands; a moment as such, as Prometheus asks for: its age is `time() - ...`."""
    last = [] if last_answer_at is None else [((), last_answer_at.timestamp())]
    quotas = [((str(installation),), left) for installation, left in sorted(quota_left.items())]
    return (
        Gauge(
            "onesitting_github_last_answer_timestamp_seconds", "When GitHub last answered with success.", values=last
        ),
        Gauge("onesitting_github_quota_left", "Requests left in GitHub's present hour.", ("installation",), quotas),
    )
