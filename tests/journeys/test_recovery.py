"""Webhooks that did not arrive: what failed is asked for again, and what GitHub never sent is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import select, update

from bot.inbox.tables import INSTALLATIONS
from bot.journeys.recovery import MOST_ASKS
from bot.practice.permissions import PULL_REQUESTS_ONLY
from bot.wiring import create_bot
from tests.journeys.stage import COMMENT_MODE, DOOR, PERMISSIONS, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    import pytest

    from bot.practice.issues import PracticeIssue
    from bot.practice.pull_requests import PracticePullRequest

ATTEMPTS = "/app/hook/deliveries/{delivery_id}/attempts"


def opened(stage: Stage, number: int = 0) -> PracticePullRequest:
    """Open a small pull request."""
    files: dict[str, str | bytes | None] = {f"sum{number}.py": "x = 1\n"}
    return stage.shop.open_pull_request(title="Sum", author=stage.ana, files=files, branch=f"topic-{number}")


async def unplugged(stage: Stage) -> None:
    """Let what waits be sent while nobody is there."""
    nobody = httpx.MockTransport(lambda _: httpx.Response(502))
    async with httpx.AsyncClient(transport=nobody) as client:
        await stage.practice.deliver(client, DOOR)


async def recover(stage: Stage, rounds: int = 1) -> int:
    """Play rounds of recovery a minute apart, with what GitHub sends again after each; how many were asked for."""
    asked = 0
    for _ in range(rounds):
        asked += await stage.bot.recovery.deliveries(stage.clock.now())
        await stage.deliver()
        stage.clock.advance(61)
    return asked


async def sweep(stage: Stage) -> None:
    """Let the installations be looked up, their sweeps be made and what they find be worked on."""
    stage.clock.advance(6 * 3600)
    await stage.bot.recovery.installations(stage.clock.now())
    for _ in range(3):
        await stage.bot.drain()
        stage.clock.advance(61)


def asks(stage: Stage) -> int:
    """Return how often another attempt was asked for."""
    return sum(call.route == ATTEMPTS for call in stage.practice.calls)


async def test_what_failed_is_asked_for_once_and_arrives(stage: Stage) -> None:
    """Two pull requests of two hours in which nobody was there; what arrived before is not asked for."""
    await stage.deliver()
    pulls = [opened(stage, number) for number in range(2)]
    await unplugged(stage)
    stage.clock.advance(7_200)
    assert await recover(stage, rounds=3) == 2
    stage.clock.advance(11)
    await stage.bot.drain()
    assert [len(pull.check_runs) for pull in pulls] == [1, 1]
    assert {attempt.delivery.guid for attempt in stage.practice.deliveries if not attempt.ok} == {
        attempt.delivery.guid for attempt in stage.practice.deliveries if attempt.redelivery
    }


async def test_a_long_outage_is_made_up_for_at_a_bounded_rate(stage: Stage) -> None:
    """Sixty a minute, the oldest first, each once."""
    await stage.deliver()
    for _ in range(MOST_ASKS + 10):
        stage.practice.world.webhooks.queue("ping", {"zen": "Keep it logically awesome."})
    await unplugged(stage)
    assert await stage.bot.recovery.deliveries(stage.clock.now()) == MOST_ASKS
    assert await stage.bot.recovery.deliveries(stage.clock.now()) == 0  # the minute is not over
    await stage.deliver()
    stage.clock.advance(61)
    assert await recover(stage, rounds=3) == 10


async def test_what_keeps_failing_is_asked_for_less_and_less_and_then_given_up(stage: Stage) -> None:
    """A quarter of an hour later, an hour, six: five times inside of three days at most."""
    await stage.deliver()
    stage.practice.world.webhooks.queue("ping", {"zen": "Speak like a human."})
    for _ in range(4 * 24 * 2):
        await unplugged(stage)
        await stage.bot.recovery.deliveries(stage.clock.now())
        stage.clock.advance(1_800)
    assert asks(stage) == 5


async def test_what_is_older_than_three_days_is_let_go(stage: Stage) -> None:
    """GitHub does not send it any more: no request is wasted."""
    await stage.deliver()
    opened(stage)
    await unplugged(stage)
    stage.clock.advance(timedelta(days=3).total_seconds() + 1)
    assert await recover(stage) == 0


async def test_two_processes_ask_once(stage: Stage) -> None:
    """Whoever comes second finds that the round is made."""
    await stage.deliver()
    opened(stage)
    await unplugged(stage)
    other = create_bot(stage.settings, clock=stage.clock, transport=stage.practice.transport)
    asked = [await bot.recovery.deliveries(stage.clock.now()) for bot in (stage.bot, other)]
    await other.close()
    assert asked == [1, 0]


async def test_a_walk_remembers_what_was_seen(stage: Stage) -> None:
    """Five hundred attempts are read once; the next round reads a page."""
    for _ in range(500):
        stage.practice.world.webhooks.queue("ping", {"zen": "Design for failure."})
    await unplugged(stage)
    await stage.bot.recovery.deliveries(stage.clock.now())
    first = sum(call.route == "/app/hook/deliveries" for call in stage.practice.calls)
    stage.clock.advance(61)
    await stage.bot.recovery.deliveries(stage.clock.now())
    assert (first, sum(call.route == "/app/hook/deliveries" for call in stage.practice.calls)) == (6, 7)


async def test_a_limit_on_the_app_itself_is_waited_for(stage: Stage) -> None:
    """GitHub refuses the list: nobody asks again before the time it named."""
    stage.practice.fault("GET", "/app/hook/deliveries", status=429, headers={"Retry-After": "1800"})
    for _ in range(29):
        await recover(stage)
    assert [call.status for call in stage.practice.calls] == [429]


class TestMissedEveryWebhook:
    """Not one webhook arrives, not even that of the installation: the webhook is only a hint."""

    async def test_an_open_pull_request_is_judged(self, stage: Stage) -> None:
        """And a push to it, and that it was closed."""
        pull = opened(stage)
        stage.practice.pending.clear()
        await sweep(stage)
        pull.push({"sum0.py": "x = 2\n"})
        stage.practice.pending.clear()
        await sweep(stage)
        assert [run.head_sha for run in stage.shop.check_runs.values()][-1] == pull.head_sha
        assert len(stage.shop.check_runs) == 2

    async def test_feedback_finds_its_owner(self, stage: Stage) -> None:
        """A new issue is routed; one of long before is left alone."""
        stage.shop.commit(MAP)
        old = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
        stage.clock.advance(4 * 86_400)
        new: PracticeIssue = stage.shop.open_issue(title="Card payment fails again", author=stage.ana)
        old.comment("Me too", by=stage.practice.account("eve"))
        stage.practice.pending.clear()
        await sweep(stage)
        assert (len(new.comments), len(old.comments)) == (1, 1)

    async def test_a_second_look_finds_nothing_to_write(self, stage: Stage) -> None:
        """An unchanged verdict is 0 writes, and what was seen is not looked at again."""
        stage.shop.commit(COMMENT_MODE)
        stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
        stage.practice.pending.clear()
        await sweep(stage)
        stage.forget_calls()
        await sweep(stage)  # our own comment moved it: looked at once more
        written = len(stage.writes)
        stage.forget_calls()
        await sweep(stage)
        assert (written, stage.operations("PullRequestSaid")) == (0, 0)

    async def test_an_installation_that_is_gone_is_left_alone(self, stage: Stage) -> None:
        """Its subjects are dropped, and after that there is no call with its name."""
        opened(stage)
        await stage.deliver()
        stage.installation.delete()
        stage.practice.pending.clear()
        stage.clock.advance(-1)
        await stage.bot.recovery.installations(stage.clock.now())
        stage.forget_calls()
        await sweep(stage)
        assert [call for call in stage.calls if str(stage.installation.id) in call.path] == []

    async def test_with_another_app_s_id_nobody_is_gone(self, stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
        """What is kept was another app's: it stays, and the log says so."""
        pull = opened(stage)
        await stage.settle()
        other = update(INSTALLATIONS).values(app=stage.practice.app_id + 1)
        await stage.bot.database.write(lambda connection: connection.execute(other).rowcount)
        stage.installation.delete()
        stage.practice.pending.clear()
        await sweep(stage)
        look = select(INSTALLATIONS.c.deleted_at)
        assert [None] == await stage.bot.database.read(lambda connection: list(connection.execute(look).scalars()))
        assert f"left as they are: {stage.installation.id}. Was the database another app's?" in caplog.text
        assert await stage.decision(pull)

    async def test_a_suspension_and_its_end_are_seen(self, stage: Stage) -> None:
        """While it lasts nothing is asked; afterwards what was due is done."""
        pull = opened(stage)
        stage.installation.suspend()
        await sweep(stage)
        assert stage.reads == []
        stage.installation.unsuspend()
        stage.practice.pending.clear()
        await sweep(stage)
        assert len(pull.check_runs) == 1

    @PERMISSIONS
    async def test_a_sweep_costs_a_call_a_repository(self, stage: Stage) -> None:
        """A page of repositories, and a list each; nothing where nothing happened."""
        for number in range(3):
            stage.practice.create_repository(f"acme/depot-{number}")
        await sweep(stage)
        assert len(stage.reads) == 1 + 4
        assert stage.installation.permissions.keys() >= PULL_REQUESTS_ONLY.keys()

    async def test_many_repositories_are_swept_a_page_at_a_time(self, stage: Stage) -> None:
        """Thirty a minute: a large organisation is not asked for all at once."""
        for number in range(30):
            stage.practice.create_repository(f"acme/depot-{number}")
        last = stage.practice.create_repository("acme/last")
        pull = last.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
        stage.practice.pending.clear()
        await stage.bot.recovery.installations(stage.clock.now())
        await stage.bot.drain()
        assert len(stage.reads) == 31
        for _ in range(2):
            stage.clock.advance(61)
            await stage.bot.drain()
        assert len(pull.check_runs) == 1


async def test_a_queue_that_was_lost_is_filled_again(stage: Stage) -> None:
    """The database is gone with all that was due: a sweep finds it."""
    pull = opened(stage)
    await stage.deliver()
    await stage.bot.close()
    fresh = replace(stage.settings, database_url=stage.settings.database_url.replace("bot.sqlite3", "new.sqlite3"))
    await stage.use(create_bot(fresh, clock=stage.clock, transport=stage.practice.transport))
    await sweep(stage)
    assert len(pull.check_runs) == 1
