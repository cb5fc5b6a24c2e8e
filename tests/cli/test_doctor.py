"""`onesitting doctor` beside a server: each fault is named, with what to do, and the rest is looked at all the same."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.cli.doctor import check_up, look_at_queue
from bot.facts.plain import plain
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.messages.checkup import checkup_text
from bot.practice.permissions import ALL, PULL_REQUESTS_ONLY
from tests.cli.command import onesitting
from tests.cli.schemas import violations
from tests.github.keys import PRIVATE_KEY
from tests.inbox.given import PATIENCE, pull_request
from tests.journeys.stage import DOOR, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from bot.facts.checkup import Check, Checkup

SETTINGS = "https://github.com/organizations/app-owner/settings/apps/onesitting/permissions"
SMALL = {**PULL_REQUESTS_ONLY, "issues": "read"}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage on which a pull request was judged; GitHub's pages are on github.com."""
    stage = Stage(tmp_path)
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.forget_calls()
    yield stage
    await stage.close()


async def looked(stage: Stage, *, ahead: float = 0, changed: Mapping[str, str] | None = None) -> Checkup:
    """Return a checkup with the stage's settings, some changed; our clock may be ahead."""
    environ = {
        "ONESITTING_APP_ID": str(stage.settings.app_id),
        "ONESITTING_PRIVATE_KEY": stage.settings.private_key,
        "ONESITTING_WEBHOOK_SECRET": stage.practice.webhook_secret,
        "DATABASE_URL": stage.settings.database_url,
        **(changed or {}),
    }
    return await check_up(environ, stage.clock.now() + timedelta(seconds=ahead), stage.practice.transport)


def missing(checkup: Checkup) -> list[Check]:
    """Return what somebody has to act on."""
    return [check for check in checkup.checks if check.level == "missing"]


def of(checkup: Checkup, topic: str) -> list[str]:
    """Return what is said of a topic."""
    return [check.says for check in checkup.checks if check.topic == topic]


async def test_where_all_is_well_nothing_is_missing_and_nothing_is_changed(stage: Stage) -> None:
    """Every topic was looked at; GitHub was only read."""
    found = await looked(stage)
    assert [] == missing(found)
    topics = {
        "settings", "database", "clock", "app", "permissions", "deliveries", "secret", "rate limit", "queue", "paused",
        "changes", "missed", "notice", "routing",
    }  # fmt: skip
    assert topics == {check.topic for check in found.checks}
    assert ["GitHub signs with secret 1 of 1"] == of(found, "secret")
    assert ["words and sentence vectors place feedback (MiniLM-L6-v2-int8 64)"] == of(found, "routing")
    assert {"GET"} == {call.method for call in stage.calls if not call.is_token}
    assert checkup_text(found).endswith("\n\nNothing is missing.\n")
    assert [] == violations("doctor-result", plain(found))


async def test_a_permission_that_was_not_accepted_is_named_with_what_is_off_and_both_pages(stage: Stage) -> None:
    """The account that granted less, and no other."""
    stage.other_installation()
    stage.installation.permissions["checks"] = "read"
    (check,) = missing(await looked(stage))
    number = stage.installation.id
    assert check.says == (
        f"acme (installation {number}) lacks the permission `checks: write`: the check run is off, comments are written"
    )
    assert (SETTINGS, f"https://github.com/settings/installations/{number}") == check.links


async def test_an_event_that_does_not_arrive_is_named_with_what_it_tells(stage: Stage) -> None:
    """Its permission is there: it was left out at the registration."""
    stage.installation.events = tuple(event for event in stage.installation.events if event != "merge_group")
    (check,) = missing(await looked(stage))
    assert "lacks the event `merge_group` (the merge queue waits" in check.says


async def test_the_smaller_set_is_whole_by_itself(stage: Stage) -> None:
    """Who registered for pull requests only lacks nothing, and reads that routing is off."""
    stage.practice.ask_for(SMALL)
    stage.installation.set_permissions(SMALL)
    found = await looked(stage)
    assert [] == missing(found)
    assert "set `pull_requests` of app.yml; routing of feedback is off" in of(found, "app")[0]


async def test_what_the_app_does_not_ask_for_is_found_before_what_is_not_granted(stage: Stage) -> None:
    """No account can accept what was never asked."""
    stage.practice.ask_for({name: level for name, level in ALL.items() if name != "merge_queues"})
    first = missing(await looked(stage))[0]
    assert ("app", (SETTINGS,)) == (first.topic, first.links)
    assert first.says.startswith("the app does not ask for the permission `merge_queues: read`: a merge queue that")


async def test_a_suspended_installation_is_a_note(stage: Stage) -> None:
    """Somebody wanted that."""
    stage.installation.suspend()
    found = await looked(stage)
    assert ([], [f"acme (installation {stage.installation.id}) is suspended: nothing is done there"]) == (
        missing(found),
        of(found, "permissions"),
    )


@pytest.mark.parametrize(("name", "value"), [("ONESITTING_PRIVATE_KEY", PRIVATE_KEY), ("ONESITTING_APP_ID", "12")])
async def test_a_wrong_key_or_app_id_is_named_once(stage: Stage, name: str, value: str) -> None:
    """Nothing else can be asked of GitHub; the database is looked at all the same."""
    found = await looked(stage, changed={name: value})
    (check,) = missing(found)
    assert check.says.startswith("GET /app answered 401")
    assert "ONESITTING_PRIVATE_KEY" in check.do
    assert of(found, "queue") == ["0 due, 0 waiting, 0 in hand"]


async def test_no_network_is_named(stage: Stage) -> None:
    """As such, and not as a wrong key."""
    stage.practice.fault("GET", "/app", drop=True, times=None)
    (check,) = missing(await looked(stage))
    assert check.says.startswith("GET /app gave no answer")
    assert check.do.startswith("check the network")


@pytest.mark.parametrize("route", ["/app/installations", "/app/hook/deliveries", "/rate_limit"])
async def test_one_step_that_fails_does_not_end_the_others(stage: Stage, route: str) -> None:
    """What GitHub answers with is told, and the rest is looked at."""
    stage.practice.fault("GET", route, status=500, times=None)
    found = await looked(stage)
    (check,) = missing(found)
    assert f"GET {route} answered 500" in check.says
    assert ["0 due, 0 waiting, 0 in hand"] == of(found, "queue")


async def test_an_answer_that_is_not_githubs_is_named(stage: Stage) -> None:
    """A proxy's page, for one."""
    stage.practice.fault("GET", "/app", status=200, body=["welcome"], times=None)
    (check,) = missing(await looked(stage))
    assert "GitHub's answer was not understood" in check.says


@pytest.mark.parametrize(("ahead", "way"), [(420, "ahead of"), (-420, "behind")])
async def test_a_clock_that_goes_wrong_is_measured(stage: Stage, ahead: float, way: str) -> None:
    """By GitHub's own Date."""
    says = [check.says for check in missing(await looked(stage, ahead=ahead))]
    assert [f"this machine's clock is 420 seconds {way} GitHub's"] == says


async def test_deliveries_that_were_not_taken_are_counted_by_their_answer(stage: Stage) -> None:
    """The secret on the app's page was changed: the newest was answered 401."""
    stage.practice.webhook_secret = "another"
    stage.shop.open_pull_request(title="Two", author=stage.ana, files={"two.py": "x = 1\n"})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=stage.bot.app)) as client:
        await stage.practice.deliver(client, DOOR)
    (check,) = missing(await looked(stage, changed={"ONESITTING_WEBHOOK_SECRET": "practice-secret"}))
    assert "were not taken: answered 401" in check.says
    assert "put it there, first in the list" in check.do


async def test_the_secret_in_use_is_told_by_its_position(stage: Stage) -> None:
    """GitHub still signs with the one before; the stored bytes prove it."""
    found = await looked(stage, changed={"ONESITTING_WEBHOOK_SECRET": "newer,practice-secret"})
    assert ["GitHub signs with secret 2 of 2"] == of(found, "secret")
    (check,) = missing(await looked(stage, changed={"ONESITTING_WEBHOOK_SECRET": "newer"}))
    assert "a secret that is not among the server's" in check.says
    assert "practice-secret" not in checkup_text(found)


async def test_a_queue_that_nobody_works_on_is_told(stage: Stage) -> None:
    """Due for longer than a running server leaves anything."""
    queue = open_queue(stage.bot.database, PATIENCE)
    await queue.mark([pull_request()], stage.clock.now() - timedelta(hours=2))
    (check,) = missing(await looked(stage))
    assert "1 due, 0 waiting, 0 in hand, the oldest for 120 min" == check.says


async def test_pauses_blown_fuses_and_what_was_given_up_are_told(stage: Stage) -> None:
    """They end by themselves: notes, nothing is missing."""
    now, queue, subject = stage.clock.now(), open_queue(stage.bot.database, PATIENCE), pull_request()
    await queue.mark([subject], now - timedelta(minutes=1))
    claim = await queue.claim(now)
    assert claim is not None
    await queue.park(claim, "no \x1b[2J luck", now)
    await queue.pause(stage.installation.id, now + timedelta(minutes=5))
    await stage.bot.journal.notice(subject, "fuse:pull_request:7", "#7: more than 12 writes within an hour", now)
    found = await looked(stage)
    assert [] == missing(found)
    assert [f"acme is paused until {now + timedelta(minutes=5):%Y-%m-%d %H:%M} UTC"] == of(found, "paused")
    assert ["repository 101, #7: more than 12 writes within an hour"] == of(found, "fuse")
    words = checkup_text(found)
    assert "1 given up after several attempts, the newest: org1/repo pull_request 7: no  luck" in words


async def test_few_requests_left_are_a_note(stage: Stage) -> None:
    """The pause will come by itself."""
    stage.installation.rate.remaining = 12
    found = await looked(stage)
    assert ([], True) == (missing(found), of(found, "rate limit")[0].startswith("acme: 12 of 5,000 requests left"))


async def test_a_database_of_another_version_is_left_as_it_is(stage: Stage) -> None:
    """And GitHub is asked all the same."""
    url = f"{stage.settings.database_url}-old"
    open_database(url)
    other = open_database(url)
    statement = "UPDATE alembic_version SET version_num = '0001'"
    await other.write(lambda connection: connection.exec_driver_sql(statement).rowcount)
    await other.close()
    found = await looked(stage, changed={"DATABASE_URL": url})
    (check,) = missing(found)
    assert check.says.startswith("the database is of version 0001 and this program of")
    assert "clock" in {one.topic for one in found.checks}


def test_missing_settings_are_found_like_everything_else(tmp_path: Path) -> None:
    """Exit code 1 while something is missing, as JSON too."""
    ran = onesitting("doctor", "--format", "json", environ={"ONESITTING_HOME": str(tmp_path)})
    found = json.loads(ran.out)
    assert (1, []) == (ran.code, violations("doctor-result", found))
    assert {"settings", "database", "routing"} == {check["topic"] for check in found["checks"]}
    assert [] == list(tmp_path.iterdir())


async def queued(stage: Stage) -> Checkup:
    """Return the rows of the queue; only the database is named."""
    return await look_at_queue({"DATABASE_URL": stage.settings.database_url}, stage.clock.now())


async def test_the_queue_is_shown_row_by_row(stage: Stage) -> None:
    """Due, in hand, waiting and given up, each with its times; who is paused, and until when."""
    now, queue = stage.clock.now(), open_queue(stage.bot.database, PATIENCE)
    claims = []
    for number, minutes in ((1, 3), (2, 2)):
        await queue.mark([pull_request(number)], now - timedelta(minutes=minutes))
        claims.append(await queue.claim(now))
    assert claims[0] is not None
    await queue.park(claims[0], "no \x1b[2J luck", now)
    await queue.mark([pull_request(3)], now - timedelta(minutes=1))
    await queue.mark([pull_request(5, installation=2)], now)
    await queue.pause(2, now + timedelta(hours=1))
    found = await queued(stage)
    assert ["1 due, 1 waiting, 1 in hand"] == of(found, "queue")[:1]
    times = [f"{now + timedelta(seconds=after):%Y-%m-%d %H:%M:%S} UTC" for after in (-50, 60, 3_600, 0)]
    assert [
        f"org1/repo pull_request 3 (pull_request:101:3) since {times[0]}",
        f"org1/repo pull_request 2 (pull_request:101:2), attempt 1, the lease ends at {times[1]}",
        f"org2/repo pull_request 5 (pull_request:102:5) until {times[2]}, its installation is paused",
        f"org1/repo pull_request 1 (pull_request:101:1) at {times[3]} after 1 attempt: no \x1b[2J luck",
    ] == [line for topic in ("due", "in hand", "waiting", "given up") for line in of(found, topic)]
    assert f"2 is paused until {times[2][:16]} UTC" in of(found, "paused")
    assert "after 1 attempt: no  luck\n        `onesitting replay pull_request:101:1` looks" in checkup_text(found)


async def test_a_subject_that_failed_waits_with_its_error(stage: Stage) -> None:
    """With what happened at its last attempt, and when the next one is."""
    now, queue = stage.clock.now(), open_queue(stage.bot.database, PATIENCE)
    await queue.mark([pull_request()], now - timedelta(minutes=1))
    claim = await queue.claim(now)
    assert claim is not None
    await queue.fail(claim, "GET /pulls answered 502", now)
    (line,) = of(await queued(stage), "waiting")
    assert line.endswith(" UTC, after 1 attempt: GET /pulls answered 502")


async def test_the_queue_can_be_looked_at_while_nothing_else_works(stage: Stage) -> None:
    """No app is configured, GitHub is not asked, and the schema is the doctor's."""
    found = await queued(stage)
    assert [] == violations("doctor-result", plain(found))
    assert (["database", "queue", "paused"], []) == ([check.topic for check in found.checks], stage.calls)


def test_the_queue_is_asked_for_by_an_option(tmp_path: Path) -> None:
    """Beside no other: a database that is not there is missing, and named."""
    environ = {"ONESITTING_HOME": str(tmp_path)}
    told = onesitting("doctor", "--queue", environ=environ)
    assert (1, True) == (told.code, told.out.startswith("OneSitting ") and "MISSING database: " in told.out)
    assert 2 == onesitting("doctor", "--queue", "--link", environ=environ).code
