"""How long the queue waits for what: the window, the lease, the retries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_WINDOW = timedelta(seconds=60)
SHORTEST_HOLD = timedelta(seconds=1)
"""Even without a window nobody looks again at once at what moves."""
MOST_LATE = timedelta(seconds=60)
"""How much later than GitHub named an installation's pause may end."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`window` is how long events on one subject are gathered, counted from the first and never more than a minute.

    A claim lapses after `lease` unless it is renewed. After `attempts` claims without success a subject is parked; the
    pause between two of them doubles from `first_retry` up to `longest_retry`. While GitHub is away `attempts_away`
    count instead, most of a day: an outage is no reason to give a subject up, and an error that never ends is no reason
    to ask for ever.
    """

    window: timedelta = timedelta(seconds=10)
    lease: timedelta = timedelta(seconds=60)
    attempts: int = 8
    attempts_away: int = 30
    first_retry: timedelta = timedelta(seconds=5)
    longest_retry: timedelta = timedelta(hours=1)

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.window <= LONGEST_WINDOW:
            raise ValueError(f"the window is 0 to {LONGEST_WINDOW.total_seconds():.0f} seconds")

    def hold(self, times: int) -> timedelta:
        """Return how long to leave alone what moved under us `times` times in a row (from 1), whatever events come.

        One window: the pushes that follow are gathered as the first were. It doubles up to a minute, because a
        reading that never agrees with itself is asked for without end: it counts as no attempt.
        """
        doublings = float(2 ** min(times - 1, 30))
        return min(max(self.window, SHORTEST_HOLD) * doublings, LONGEST_WINDOW)

    def resume(self, at: datetime, now: datetime, chance: float) -> datetime:
        """Return when a pause until `at` ends: never earlier, and later by at most a tenth of it.

        `chance` (0 to 1) spreads it: installations and servers that paused together do not come back together.
        """
        return at + min((at - now) / 10, MOST_LATE) * chance

    def backoff(self, attempt: int, chance: float) -> timedelta:
        """Return the pause after failed attempt number `attempt` (from 1); `chance` (0 to 1) spreads it over its half.

        "Equal jitter": half of the exponential delay is fixed, half is drawn
        (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
        """
        doublings = float(2 ** min(attempt - 1, 30))
        whole = min(self.first_retry * doublings, self.longest_retry)
        return whole * (0.5 + chance / 2)
