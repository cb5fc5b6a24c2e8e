"""Two processes on one database: the same delivery at the same moment, and a process that is killed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.inbox.open_queue import open_queue
from tests.inbox.given import PATIENCE, at, pull_request
from tests.inbox.queue_contract import claimed

if TYPE_CHECKING:
    from bot.inbox.database import Database
    from bot.inbox.queue import Queue

BOTH_ACCEPT = """
import asyncio, sys
from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from tests.inbox.given import PATIENCE, delivery, pull_request

async def main():
    database = open_database(sys.argv[1])
    inbox = Inbox(database, PATIENCE, lambda: None)
    print("ready", flush=True)
    sys.stdin.readline()
    accepts = (inbox.accept(delivery(f"guid-{n}", pull_request(n))) for n in range(1, 51))
    print(sum(await asyncio.gather(*accepts)))
    await database.close()

asyncio.run(main())
"""
ACCEPT_UNTIL_KILLED = """
import asyncio, sys
from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from tests.inbox.given import PATIENCE, delivery, pull_request

async def accept(inbox, n):
    await inbox.accept(delivery(f"guid-{n}", pull_request(n)))
    print(n, flush=True)

async def main():
    inbox = Inbox(open_database(sys.argv[1]), PATIENCE, lambda: None)
    for first in range(1, 100_000, 10):
        await asyncio.gather(*(accept(inbox, first + n) for n in range(10)))

asyncio.run(main())
"""
CLAIM_AND_HOLD = """
import asyncio, sys
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from tests.inbox.given import PATIENCE, at

async def main():
    claim = await open_queue(open_database(sys.argv[1]), PATIENCE).claim(at(10))
    print("claimed", claim.subject.key, flush=True)
    sys.stdin.readline()

asyncio.run(main())
"""
KEPT = text("SELECT delivery FROM subjects JOIN deliveries ON guid = delivery")


def start(program: str, url: str) -> subprocess.Popen[str]:
    """Start a Python process that has the program's source and the database's address."""
    command = [sys.executable, "-c", program, url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours


async def taken_back(queue: Queue) -> None:
    """Return when the one subject of a dead process was taken back: a server needs a moment to see that it ended."""
    for _ in range(1_000):
        if await queue.recover(at(12)) == 1:
            return
    pytest.fail("nothing was taken back")


def test_the_same_guid_in_two_processes_is_new_in_one(bare_url: str) -> None:
    """Fifty GUIDs arrive in two processes at the same moment: each is new exactly once, and nobody fails.

    The processes also find no tables at first: only one of them makes them.
    """
    with start(BOTH_ACCEPT, bare_url) as one, start(BOTH_ACCEPT, bare_url) as other:
        assert [process.stdout.readline() for process in (one, other) if process.stdout] == ["ready\n", "ready\n"]
        new = [int(process.communicate("go\n", timeout=30)[0]) for process in (one, other)]
    assert sum(new) == 50
    assert (one.returncode, other.returncode) == (0, 0)


async def test_what_was_accepted_survives_a_kill(database: Database, url: str) -> None:
    """Kill -9 in the middle of a stream of deliveries: every one that was answered is there, with its subject due."""
    with start(ACCEPT_UNTIL_KILLED, url) as process:
        stdout = process.stdout
        assert stdout is not None
        answered = {f"guid-{int(await asyncio.to_thread(stdout.readline))}" for _ in range(300)}
        process.send_signal(signal.SIGKILL)
        answered |= {f"guid-{int(line)}" for line in stdout if line.endswith("\n")}
    kept = await database.read(lambda connection: set(connection.execute(KEPT).scalars()))
    assert answered - kept == set()
    queue = open_queue(database, PATIENCE)
    assert (await claimed(queue, 10)).subject.repository == pull_request().repository


async def test_what_another_living_process_holds_is_left_to_it(database: Database, url: str) -> None:
    """A second process starts: nothing is taken from the first. That one is killed: nobody waits for its lease."""
    queue = open_queue(database, PATIENCE)
    await queue.mark([pull_request()], at(0))
    with start(CLAIM_AND_HOLD, url) as other:
        assert other.stdout is not None
        assert await asyncio.to_thread(other.stdout.readline) == "claimed pull_request:101:7\n"
        assert (await queue.recover(at(11)), await queue.claim(at(11))) == (0, None)
        other.kill()
        other.wait()
    await taken_back(queue)
    assert (await claimed(queue, 12)).attempt == 2
