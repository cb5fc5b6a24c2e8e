"""A world that is acted on in any order: events, faults, crashes and people, and what must be true all along."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot.practice.permissions import ALL
from tests.drills.play import another_bot, killed, nobody_there
from tests.journeys.stage import COMMENT_MODE, DOOR, WINDOW, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from random import Random

    from bot.practice.comments import PracticeComment
    from bot.practice.issues import PracticeIssue
    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.routes.call import Call

LEASE = 61
LAST_WORDS = 3
AREA = "area: checkout"


class World:
    """A stage with every act as a method, and what people did, which nobody may undo."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="onesitting-fuzz-")
        self.stage = Stage(Path(self._folder.name))
        self.stage.shop.commit(COMMENT_MODE | MAP)
        self.pulls: list[PracticePullRequest] = []
        self.issues: list[PracticeIssue] = []
        self.silenced: set[PracticeIssue] = set()
        self.taken_over: set[PracticeIssue] = set()
        self.gone_at: int | None = None
        self._number = 0

    # People

    def open_pull(self, *, large: bool) -> None:
        """Somebody of the house opens a pull request."""
        self._number += 1
        files: dict[str, str | bytes | None] = {f"one_{self._number}.py": f"ONE = {self._number}\n"}
        self.pulls.append(
            self.stage.shop.open_pull_request(
                title="Count once", body="Orders were counted twice, because both lines were kept.",
                author=self.stage.owner, branch=f"topic-{self._number}",
                files=files | (large_change() if large else {}),
            )
        )  # fmt: skip

    def open_issue(self) -> None:
        """Somebody tells of a problem."""
        self._number += 1
        reporter = self.stage.practice.account(f"user-{self._number}")
        self.issues.append(
            self.stage.shop.open_issue(title=f"Card payment fails {self._number}", body=AREA, author=reporter)
        )

    def push(self, pull: PracticePullRequest) -> None:
        """Another commit."""
        self._number += 1
        pull.push({"more.py": f"x = {self._number}\n"})

    def toggle(self, thing: PracticeIssue) -> None:
        """Close it, or open it again."""
        thing.close() if thing.state == "open" else thing.reopen()

    def edit(self, thing: PracticeIssue) -> None:
        """Change the description."""
        self._number += 1
        thing.edit(body=f"{thing.body}\n\nEdit {self._number}.")

    def silence(self, thing: PracticeIssue) -> None:
        """Delete what we said."""
        for comment in self.ours(thing):
            comment.delete(self.stage.practice.account("bo"))
            self.silenced.add(thing)

    def take_over(self, issue: PracticeIssue) -> None:
        """Take our label off, and assign somebody else."""
        if AREA in issue.labels:
            bo, cy = self.stage.practice.account("bo"), self.stage.practice.account("cy")
            issue.unlabel(AREA, by=bo)
            issue.unassign(*issue.assignees, by=bo)
            issue.assign(cy, by=bo)
            self.taken_over.add(issue)

    # GitHub

    def fault(self, route: str, status: int, *, after: bool) -> None:
        """Let one call fail, before or behind what it asked for."""
        method = "GET" if route.endswith("/files") else "POST"
        limit = {"Retry-After": "30"} if status == 403 else {}
        body = {"message": "You have exceeded a secondary rate limit."}
        self.stage.practice.fault(method, route, status=status, after=after, headers=limit, body=body)

    async def deliver(self, chance: Random, *, doubled: bool) -> None:
        """Send what waits in any order, some of it twice."""
        pending = self.stage.practice.pending
        chance.shuffle(pending)
        if doubled and pending:
            pending.append(chance.choice(pending))
        await self.stage.deliver()

    def lose(self) -> None:
        """GitHub never sends what waits."""
        self.stage.practice.pending.clear()

    async def fail(self) -> None:
        """Nobody is there when it is sent."""
        await nobody_there(self.stage)

    def suspend(self) -> None:
        """Suspend the installation, or let it go on."""
        installation = self.stage.installation
        installation.suspend() if installation.suspended_at is None else installation.unsuspend()

    def permit(self, *, checks: bool) -> None:
        """Take the permission for check runs, or give it."""
        self.stage.installation.set_permissions(ALL if checks else {**ALL, "checks": "read"})

    # We

    async def work(self, seconds: float) -> None:
        """Let time pass and do what is due."""
        self.stage.clock.advance(seconds)
        await self.stage.bot.drain()

    async def crash(self, at_call: int) -> None:
        """Kill the process at one of its calls to GitHub, and start another."""
        stage, reached, left = self.stage, asyncio.Event(), at_call

        def strike(_: Call) -> bool:
            nonlocal left
            left -= 1
            if left == 0:
                reached.set()
            return False

        moment = stage.practice.fault("*", "*", only=strike)
        stage.clock.advance(WINDOW + 1)
        work, told = asyncio.ensure_future(stage.bot.drain()), asyncio.ensure_future(reached.wait())
        await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
        moment.clear()
        told.cancel()
        await killed(stage.bot, work)
        await stage.use(another_bot(stage))
        stage.clock.advance(LEASE)
        await stage.bot.queue.recover(stage.clock.now())

    async def uninstall(self) -> None:
        """Remove the app, and tell it."""
        self.stage.installation.delete()
        await self.stage.deliver()
        self.gone_at = self.stage.practice.mark()

    # What must be true

    def ours(self, thing: PracticeIssue) -> list[PracticeComment]:
        """Return our comments."""
        return [comment for comment in thing.comments if comment.author is self.stage.practice.bot]

    def wrong_now(self) -> list[str]:
        """Return what must never be, at any moment."""
        things = [*self.pulls, *self.issues]
        found = [f"{thing.full_name}: said twice" for thing in things if len(self.ours(thing)) > 1]
        found += [f"{thing.full_name}: said again" for thing in self.silenced if self.ours(thing)]
        found += [f"{issue.full_name}: label again" for issue in self.taken_over if AREA in issue.labels]
        found += [f"{issue.full_name}: taken back" for issue in self.taken_over if "cy" not in self._assigned(issue)]
        if self.gone_at is not None:
            later = self.stage.practice.calls_since(self.gone_at)
            found += [f"written after the end: {call}" for call in later if call.is_write]
        return found

    async def rest(self) -> None:
        """Mend what is broken and let everything that was lost be made up for, until nothing is left to do."""
        for fault in self.stage.practice.world.faults:
            fault.clear()
        if self.gone_at is None:
            if self.stage.installation.suspended_at is not None:
                self.stage.installation.unsuspend()
            self.permit(checks=True)
        for number in range(6):
            if number == LAST_WORDS:
                self._last_words()
            await self._deliver_any()
            self.stage.clock.advance(2 * 3_600)
            await self.stage.bot.recovery.deliveries(self.stage.clock.now())
            await self._deliver_any()
            await self.stage.bot.recovery.installations(self.stage.clock.now())
            for _ in range(3):
                await self.work(LEASE)

    def _last_words(self) -> None:
        """Let something happen to everything once more: whoever would say a thing twice does it now."""
        for pull in [pull for pull in self.pulls if pull.state == "open"]:
            self.push(pull)
        for issue in [issue for issue in self.issues if issue.state == "open"]:
            self.edit(issue)

    async def wrong_in_the_end(self) -> list[str]:
        """Return what is not as it must be when everything has come to rest.

        The check run is about the newest head; a comment whose findings have not changed is not rewritten for it.
        """
        health = await self.stage.bot.queue.health(self.stage.clock.now())
        found = [f"parked: {one.error}" for one in await self.stage.bot.queue.parked()]
        found += ["in hand"] * health.in_hand
        if self.gone_at is not None:
            return found
        for pull in self.pulls:
            if pull.state == "open" and not self.stage.shop.check_runs_on(pull.head_sha):
                found.append(f"{pull.full_name}: nothing is said about the head")
        for issue in self.issues:
            if issue.state == "open" and issue not in self.taken_over and AREA not in issue.labels:
                found.append(f"{issue.full_name}: not routed")
        return found

    async def close(self) -> None:
        """Close everything."""
        await self.stage.close()
        self._folder.cleanup()

    def _assigned(self, issue: PracticeIssue) -> set[str]:
        return {one.login for one in issue.assignees}

    async def _deliver_any(self) -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=self.stage.bot.app)) as client:
            await self.stage.practice.deliver(client, DOOR)
