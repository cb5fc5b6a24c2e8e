"""Processes of a fleet: who takes deliveries in does nothing else, and who works takes none in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.burst.patience import eventually
from tests.homes import IN_POSTGRESQL
from tests.journeys.stage import COMMENT_MODE, large_change

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from bot.practice.pull_requests import PracticePullRequest
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server
    from tests.postgres.server import PostgresServer

pytestmark = [pytest.mark.burst, IN_POSTGRESQL]
DOOR = "/webhooks/github"


def open_pull(practice: PracticeGitHub, branch: str = "topic") -> PracticePullRequest:
    """Open a pull request that nobody reviews in one sitting."""
    shop = practice.create_repository(f"acme/{branch}", COMMENT_MODE)
    practice.install("acme")
    return shop.open_pull_request(
        title="Count refunds once", body="Orders were counted twice.", author=practice.account("ana"),
        branch=branch, files=large_change(),
    )  # fmt: skip


async def judged(pull: PracticePullRequest) -> None:
    """Return when the pull request has its check run and its comment."""

    async def is_judged() -> bool:
        return bool(pull.check_runs and pull.comments)

    await eventually(is_judged, "the pull request was not judged")


@pytest.fixture
async def pair(make_server: MakeServer, url: str) -> tuple[Server, Server]:
    """Return a web process and a worker on one database, started."""
    settings = {"DATABASE_URL": url, "ONESITTING_WINDOW_SECONDS": "0"}
    web, worker = make_server("web", **settings), make_server("worker", **settings)
    await web.start()
    await worker.start()
    return web, worker


async def test_the_web_process_takes_in_and_the_worker_works(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, pair: tuple[Server, Server]
) -> None:
    """Each has its probes and its own figures; both see the one queue."""
    web, worker = pair
    pull = open_pull(practice)
    await practice.deliver(hookshot, web.door)
    await judged(pull)
    await eventually(worker.rests, "the queue did not come to rest")
    for path, statuses in (("/livez", [200, 200]), ("/readyz", [200, 200]), (DOOR, [405, 404])):
        assert statuses == [await each.status(path) for each in pair]
    assert [True, False] == [await each.metric("onesitting_deliveries_total") > 0 for each in pair]
    assert [False, True] == [await each.metric("onesitting_journey_seconds_count") > 0 for each in pair]
    assert [1, 1] == [await each.metric("onesitting_database_up") for each in pair]


async def test_a_stop_signal_ends_each_in_order(pair: tuple[Server, Server]) -> None:
    """With no error, and as a success."""
    assert [0, 0] == [await each.stop() for each in pair]
    assert [[], []] == [each.complaints() for each in pair]


async def test_a_database_that_goes_away_and_returns(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, pair: tuple[Server, Server], postgres: PostgresServer
) -> None:
    """503, never a false 202; and when it is back the workers carry on by themselves."""
    web, worker = pair
    pull = open_pull(practice)
    postgres.stop()
    attempts = await practice.deliver(hookshot, web.door)
    assert {503} == {attempt.status_code for attempt in attempts}
    assert [503, 503] == [await each.status("/readyz") for each in pair]
    assert [200, 200] == [await each.status("/livez") for each in pair]
    postgres.start()
    for attempt in attempts:
        practice.redeliver(attempt.delivery.guid)
    assert {202} == {attempt.status_code for attempt in await practice.deliver(hookshot, web.door)}
    await judged(pull)
    await eventually(worker.rests, "the queue did not come to rest")
