"""A week with something of everything, a quiet one and a hostile one: what the formats of the report are tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.facts.report import (
    AreaHealth,
    Cluster,
    Decision,
    IssueRef,
    LetThrough,
    NumberLine,
    OwnerFeedback,
    Report,
    Shipped,
)
from bot.facts.week import Week

WEEK = Week("2026-W47", datetime(2026, 11, 16, 8, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC), "Europe/Berlin")
WEEKS = ("2026-W44", "2026-W45", "2026-W46", "2026-W47")
CHECKOUT = NumberLine(
    "mara", "checkout", "Checkout", "Completed checkouts", "%", "above 72", "refunds below 2 %", "reported", 74.0,
    "74%", 1.5, WEEKS, (70.0, 71.25, 72.5, 74.0), says="the new cart went to everybody",
)  # fmt: skip
SEARCH = replace(
    CHECKOUT, owner="jonas", area="search", title="Search", metric="Searches that find", goal="", guardrail="",
    state="not_reported", value=None, shown="", change=None, trend=(61.0, 60.0, 58.5, None), says="",
)  # fmt: skip
LATENCY = replace(
    SEARCH, owner="ines", area="api", title="API", metric="Slowest 5 %", unit="ms", state="failed",
    trend=(None, None, None, None), why="metrics.example answered HTML, not JSON",
)  # fmt: skip
BUYERS = replace(
    CHECKOUT, owner="ines", area="growth", title="Growth", metric="Weekly buyers", unit="people", goal="above 40,000",
    guardrail="", state="read", value=41250.0, change=-1200.0, trend=(None, 39000.0, 42450.0, 41250.0), says="",
)  # fmt: skip
NONE = replace(SEARCH, owner="mara", area="returns", title="Returns", metric="", unit="", state="no_metric")


def issues(*numbers: int) -> tuple[IssueRef, ...]:
    """Return issues of the shop."""
    return tuple(IssueRef("acme/shop", number) for number in numbers)


FULL = Report(
    "acme",
    WEEK,
    so_far=False,
    numbers=(LATENCY, BUYERS, SEARCH, CHECKOUT, NONE),
    feedback=(
        OwnerFeedback("jonas", 2, 1, 1, 0, 0, 0),
        OwnerFeedback("mara", 7, 5, 1, 1, 4, 6, issues(12, 31)),
    ),
    said=(
        Cluster("checkout", ("card", "refused", "payment"), issues(31, 33, 38)),
        Cluster(None, ("invoice", "address"), issues(35, 36)),
    ),
    alone=4,
    shipped=(
        Shipped(issues(28)[0], "checkout", "Vouchers do not stack", issues(41)[0]),
        Shipped(issues(29)[0], "search", "No results for umlauts", IssueRef("acme/index", 7)),
    ),
    let_through=(
        LetThrough(issues(40)[0], "jonas", "the shop is down"),
        LetThrough(issues(42)[0], "mara", "hotfix", taken_back=True),
    ),
    health=(AreaHealth("checkout", 24, 22, 30, 21, 6), AreaHealth("search", 0, 0, 3, 0, 3)),
    decisions=(
        Decision("source_fails", "api", "ines", why="metrics.example answered HTML, not JSON"),
        Decision("not_reported", "search", "jonas"),
        Decision("often_wrong", "search", count=4, why="of 12"),
        Decision("no_area", count=5, issues=issues(35, 36, 37, 39, 43)),
        Decision("overdue_long", count=1, issues=issues(12)),
    ),
)
QUIET = replace(
    FULL, so_far=True, numbers=(SEARCH, CHECKOUT), feedback=(), said=(), alone=0, shipped=(), let_through=(),
    health=(), decisions=(),
)  # fmt: skip
HOSTILE = (
    "@org/team | </details> <script>x</script> <!-- onesitting:monday --> #1 `tick` \u202e\n## Ok\n```\n%%{init}%%"
)
_BAD = replace(
    CHECKOUT, owner=HOSTILE, title=HOSTILE, metric=HOSTILE, unit=HOSTILE, goal=HOSTILE, guardrail=HOSTILE, says=HOSTILE
)
HOSTILE_WEEK = replace(
    FULL,
    organisation=HOSTILE,
    numbers=(_BAD, replace(_BAD, state="failed", why=HOSTILE)),
    feedback=(OwnerFeedback(HOSTILE, 1, 1, 0, 0, 0, 1, (IssueRef(HOSTILE, 3),)),),
    said=(Cluster(HOSTILE, (HOSTILE,), issues(1, 2)),),
    shipped=(Shipped(issues(1)[0], HOSTILE, HOSTILE, IssueRef(HOSTILE, 2)),),
    let_through=(LetThrough(issues(1)[0], HOSTILE, HOSTILE),),
    health=(AreaHealth(HOSTILE, 1, 1, 1, 1, 0),),
    decisions=(Decision("not_reported", HOSTILE, HOSTILE),),
)
