"""Moments at which a process is killed: after so many deliveries, and while it writes to GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from bot.practice import PracticeGitHub
    from bot.practice.routes.call import Call

COMMENT, CHECK, LABEL = (
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/check-runs",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
)


class Moments:
    """Seeded moments: `times` after so many of the `deliveries`, spread over them all, and one for each route of
    `writes`, which says the first and the last write that it may be.

    GitHub takes such a write all the same: only its answer reaches nobody. `kill` returns whether somebody was there to
    be killed.
    """

    def __init__(
        self,
        practice: PracticeGitHub,
        chance: Random,
        *,
        deliveries: int,
        times: int,
        writes: Mapping[str, tuple[int, int]],
        kill: Callable[[], bool],
    ) -> None:
        self._practice = practice
        step = deliveries // (times + 1)
        self._after = [step * number + chance.randrange(step) for number in range(times, 0, -1)]
        for route, (first, last) in writes.items():
            self._at_write(route, chance.randint(first, last), kill)

    def has_come(self) -> bool:
        """Return whether so much was delivered that it is time for the next one."""
        if self._after and len(self._practice.deliveries) >= self._after[-1]:
            self._after.pop()
            return True
        return False

    def _at_write(self, route: str, number: int, kill: Callable[[], bool]) -> None:
        def strikes(_: Call) -> bool:
            nonlocal number
            number -= 1
            if number <= 0 and kill():
                moment.clear()
            return False

        moment = self._practice.fault("POST", route, only=strikes)
