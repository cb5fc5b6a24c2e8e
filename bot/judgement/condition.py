"""Clock and quota: whether GitHub's figures leave us room to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.checkup import Check

if TYPE_CHECKING:
    from bot.facts.checkup import Granted, Quota

MOST_SKEW = 30.0
"""Seconds: GitHub refuses a claim that begins in its future, and ours is dated back by a minute only."""
FEW = 0.1


def check_clock(ahead: float) -> Check:
    """Return how this machine's clock stands beside GitHub's."""
    way = "ahead of" if ahead > 0 else "behind"
    if abs(ahead) > MOST_SKEW:
        says = f"this machine's clock is {abs(ahead):,.0f} seconds {way} GitHub's"
        return Check(
            "clock", "missing", says, "let it follow a time server (NTP): the app's signature carries the time"
        )
    return Check("clock", "ok", f"this machine's clock agrees with GitHub's ({abs(ahead):.0f} s {way} it)")


def check_quota(granted: Granted, quota: Quota) -> Check:
    """Return what is left of an installation's hour."""
    says = f"{granted.account}: {quota.left:,} of {quota.limit:,} requests left until {quota.renewed_at:%H:%M} UTC"
    if quota.left < quota.limit * FEW:
        return Check("rate limit", "note", says, "what is due waits by itself; nothing is lost")
    return Check("rate limit", "ok", says)
