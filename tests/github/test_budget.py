"""What is left of GitHub's limits, and who may have it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import FactsUnavailable, Retry, Wait
from bot.github.budget import AT_A_TIME, POINTS, Budget, Purpose
from bot.inbox.database import open_database
from bot.inbox.spendings import Spendings
from tests.hand_clock import NOON, HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.inbox.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Yield a database."""
    opened = open_database(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    yield opened
    await opened.close()


def headers(left: int, resource: str = "core", minutes: int = 50) -> dict[str, str]:
    """Return what GitHub says of an hour's requests."""
    reset = str(int((NOON + timedelta(minutes=minutes)).timestamp()))
    named = {"limit": "5000", "remaining": str(left), "reset": reset, "resource": resource}
    return {f"x-ratelimit-{name}": value for name, value in named.items()}


def is_admitted(budget: Budget, purpose: Purpose) -> bool:
    """Return whether there is room for a read."""
    try:
        budget.admit(7, "core", purpose, 1)
    except FactsUnavailable:
        return False
    return True


@pytest.mark.parametrize(("left", "allowed"), [
    (4_000, {"command", "work", "page", "background"}),
    (2_500, {"command", "work", "page"}),
    (1_500, {"command", "work"}),
    (500, {"command"}),
    (0, set()),
])  # fmt: skip
def test_the_last_requests_are_kept_for_what_people_ask_for(left: int, allowed: set[str]) -> None:
    """Half of the hour is not for what is in no hurry, three tenths not for pages, and a tenth for commands alone."""
    budget = Budget(HandClock().now)
    budget.learn(7, "core", headers(left))
    purposes: tuple[Purpose, ...] = ("command", "work", "page", "background")
    assert allowed == {purpose for purpose in purposes if is_admitted(budget, purpose)}


@pytest.mark.parametrize(("left", "advice"), [(499, Wait), (0, Retry)])
def test_what_is_kept_makes_a_subject_wait_and_nothing_at_all_the_installation(left: int, advice: type) -> None:
    """Until the moment that GitHub named."""
    budget = Budget(HandClock().now)
    budget.learn(7, "core", headers(left))
    with pytest.raises(FactsUnavailable) as caught:
        budget.admit(7, "core", "work", 1)
    assert isinstance(caught.value.advice, advice)
    assert isinstance(caught.value.advice, Wait | Retry)
    assert caught.value.advice.at == NOON + timedelta(minutes=50)


def test_a_clock_that_is_wrong_waits_as_long_as_one_that_is_right() -> None:
    """GitHub's reset is held against GitHub's own date: five minutes of skew are not waited for."""
    clock = HandClock(NOON + timedelta(minutes=5))
    budget = Budget(clock.now)
    budget.learn(7, "core", {**headers(0), "date": "Mon, 02 Nov 2026 12:00:00 GMT"})
    assert budget.quotas[7, "core"].reset_at == NOON + timedelta(minutes=55)


def test_one_installation_that_is_short_and_graphql_that_is_short_are_no_others() -> None:
    """Each has its own hour."""
    budget = Budget(HandClock().now)
    budget.learn(7, "core", headers(0))
    budget.learn(8, "graphql", headers(0, "graphql"))
    budget.admit(8, "core", "work", 1)
    budget.admit(7, "graphql", "work", 1)


def test_the_points_of_a_minute_are_not_used_up() -> None:
    """A change is five points; when the first of them is a minute old there is room again."""
    clock = HandClock()
    budget = Budget(clock.now)
    for _ in range(POINTS["core"] // 5):
        budget.admit(7, "core", "work", 5)
        clock.advance(0.01)
    with pytest.raises(FactsUnavailable) as caught:
        budget.admit(7, "core", "work", 1)
    assert caught.value.advice == Wait("810 points (core) were used within a minute", NOON + timedelta(minutes=1))
    clock.advance(60)
    budget.admit(7, "core", "work", 1)


@pytest.mark.parametrize(("workers", "points", "at_a_time"), [(1, 810, 10), (3, 270, 10), (15, 60, 6), (200, 60, 1)])
def test_a_fleet_shares_what_one_process_may(workers: int, points: int, at_a_time: int) -> None:
    """Evenly, and never less than a journey needs."""
    budget = Budget(HandClock().now, sharers=lambda: workers)
    for _ in range(points):
        budget.admit(7, "core", "work", 1)
    with pytest.raises(FactsUnavailable, match=f"{points} points"):
        budget.admit(7, "core", "work", 1)
    assert f"value:{at_a_time}" in repr(budget.gate(7))


async def test_one_installation_makes_so_many_requests_at_a_time() -> None:
    """The eleventh begins when one of the ten has ended; another installation does not wait."""
    budget = Budget(HandClock().now)
    mine, theirs = budget.gate(7), budget.gate(8)
    for _ in range(AT_A_TIME):
        await mine.acquire()
    eleventh = asyncio.ensure_future(mine.acquire())
    await theirs.acquire()
    assert (mine.locked(), eleventh.done()) == (True, False)
    mine.release()
    assert await eleventh


async def test_changes_have_priorities(database: Database) -> None:
    """Within a minute sixty labels; then twelve comments are left, and then eight check runs."""
    clock = HandClock()
    budget = Budget(clock.now, Spendings(database))
    counts = [await until_refused(budget, priority) for priority in (2, 1, 0)]
    assert counts == [60, 12, 8]
    await until_refused(budget, 0, "command")
    clock.advance(60)
    assert await until_refused(budget, 0) == 80


async def test_an_hour_has_five_hundred_changes_over_a_restart(database: Database) -> None:
    """What was spent is on disk: a new process knows it."""
    clock, count = HandClock(), 0
    for _ in range(59):
        count += await until_refused(Budget(clock.now, Spendings(database)), 0)
        clock.advance(60)
    assert count == 500


async def until_refused(budget: Budget, priority: int, purpose: Purpose = "work") -> int:
    """Spend until there is no room; return how often there was."""
    number = 0
    while await is_afforded(budget, priority, purpose):
        number += 1
    return number


async def is_afforded(budget: Budget, priority: int, purpose: Purpose) -> bool:
    """Return whether there is room for a change."""
    try:
        await budget.afford(7, purpose, priority, 1)
    except FactsUnavailable:
        return False
    return True
