"""Events, faults, crashes and people's acts in any order: what must never be never is, and in the end all is right.

A few runs in each test run, the same ones; `HYPOTHESIS_PROFILE=search` looks for new ones for minutes.
"""

from __future__ import annotations

import asyncio
import os
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.drills.play import COMMENTS
from tests.fuzz.world import World

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from bot.practice.issues import PracticeIssue

SEARCHING = os.environ.get("HYPOTHESIS_PROFILE") == "search"
ROUTES = (
    COMMENTS, "/repos/{owner}/{repo}/check-runs", "/graphql", "/repos/{owner}/{repo}/pulls/{pull_number}/files",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
)  # fmt: skip
WHICH = st.integers(0, 99)


class AnyOrder(RuleBasedStateMachine):
    """One world, and whatever happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self.world = self._run(_made())

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever the work gives
        return self._runner.run(work)

    def _thing(self, which: int) -> PracticeIssue | None:
        things: list[PracticeIssue] = [*self.world.pulls, *self.world.issues]
        return things[which % len(things)] if things else None

    def _is_installed(self) -> bool:
        return self.world.gone_at is None

    @initialize()
    def there_is_something_to_say(self) -> None:
        """Begin with one that is too large, and one report: no run is about nothing."""
        self.world.open_pull(large=True)
        self.world.open_issue()

    @rule(large=st.booleans())
    def somebody_opens_a_pull_request(self, large: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by name
        """Large ones get a comment."""
        self.world.open_pull(large=large)

    @rule()
    def somebody_opens_an_issue(self) -> None:
        """Tell of a problem."""
        self.world.open_issue()

    @rule(which=WHICH)
    def somebody_pushes(self, which: int) -> None:
        """To a pull request that is open."""
        pulls = [pull for pull in self.world.pulls if pull.state == "open"]
        if pulls:
            self.world.push(pulls[which % len(pulls)])

    @rule(which=WHICH, act=st.sampled_from(["toggle", "edit", "silence"]))
    def somebody_acts(self, which: int, act: str) -> None:
        """Close, edit, or delete our words."""
        thing = self._thing(which)
        if thing is not None:
            getattr(self.world, act)(thing)

    @rule(which=WHICH)
    def somebody_takes_an_issue_over(self, which: int) -> None:
        """Take our label off and give it to somebody else."""
        if self.world.issues:
            self.world.take_over(self.world.issues[which % len(self.world.issues)])

    @rule(route=st.sampled_from(ROUTES), status=st.sampled_from([403, 500, 502]), after=st.booleans())
    def github_fails(self, route: str, status: int, after: bool) -> None:  # noqa: FBT001
        """Once, before or behind what was asked for."""
        self.world.fault(route, status, after=after and status != 403)

    @rule(order=st.integers(0, 2**16), doubled=st.booleans())
    def webhooks_arrive(self, order: int, doubled: bool) -> None:  # noqa: FBT001
        """In any order, some twice."""
        self._run(self.world.deliver(Random(order), doubled=doubled))  # noqa: S311

    @rule()
    def webhooks_are_never_sent(self) -> None:
        """Only a sweep finds what they were about."""
        self.world.lose()

    @rule()
    def webhooks_find_nobody(self) -> None:
        """They are asked for again."""
        self._run(self.world.fail())

    @rule(seconds=st.sampled_from([1, 11, 70, 3_700]))
    def time_passes(self, seconds: int) -> None:
        """And what is due is done."""
        self._run(self.world.work(seconds))

    @rule(at_call=st.integers(1, 12))
    def the_process_is_killed(self, at_call: int) -> None:
        """At a call to GitHub; another takes over."""
        self._run(self.world.crash(at_call))

    @precondition(lambda self: self._is_installed())
    @rule(which=st.sampled_from(["suspend", "checks off", "checks on"]))
    def the_owner_changes_the_installation(self, which: str) -> None:
        """Suspends it, lets it go on, takes or gives a permission."""
        if which == "suspend":
            self.world.suspend()
        else:
            self.world.permit(checks=which == "checks on")

    @precondition(lambda self: self._is_installed() and len(self.world.pulls) > 2)
    @rule(sure=st.integers(0, 9))
    def the_owner_removes_the_app(self, sure: int) -> None:
        """Now and then."""
        if sure == 0:
            self._run(self.world.uninstall())

    @invariant()
    def nothing_is_wrong(self) -> None:
        """At any moment."""
        found = self.world.wrong_now()
        assert found == [], found

    def teardown(self) -> None:
        """Let everything come to rest: now all has to be right."""
        try:
            self._run(self.world.rest())
            found = (self.world.wrong_now(), self._run(self.world.wrong_in_the_end()))
            assert found == ([], []), found
        finally:
            self._run(self.world.close())
            self._runner.close()


async def _made() -> World:
    return World()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=150 if SEARCHING else 4,
    stateful_step_count=30 if SEARCHING else 15,
    suppress_health_check=list(HealthCheck),
)
