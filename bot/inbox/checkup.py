"""How the server's own memory stands: the queue's age, paused installations, what failed for good, standing notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.facts.checkup import Check
from bot.inbox.missed import Missed
from bot.inbox.notices import Notices
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience
from bot.inbox.spendings import Spendings
from bot.inbox.standing import NO_END
from bot.inbox.tables import INSTALLATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.inbox.database import Database

OLD = timedelta(minutes=10)
"""A server that runs takes up what is due within seconds; a long burst is over in minutes."""
_SHOWN = 5
NEAR = 375
"""From so many changes within the hour on labels wait (bot.github.budget)."""


async def check_queue(database: Database, now: datetime) -> tuple[Check, ...]:
    """Return how old the queue is and what was given up. Raises DatabaseUnavailable."""
    queue = open_queue(database, Patience())
    health, parked = await queue.health(now), await queue.parked(_SHOWN)
    counts = f"{health.due} due, {health.waiting} waiting, {health.in_hand} in hand"
    late = f", the oldest for {health.age.total_seconds() / 60:,.0f} min" if health.age > OLD else ""
    do = "see that `onesitting serve` runs on this database, and its log" if late else ""
    found = [Check("queue", "missing" if late else "ok", counts + late, do)]
    if health.parked:
        first = "; ".join(
            f"{one.subject.full_name} {one.subject.kind} {one.subject.number}: {one.error}" for one in parked
        )
        says = f"{health.parked} given up after several attempts, the newest: {first}"
        found.append(
            Check(
                "queue",
                "note",
                says,
                "`onesitting replay` lists them, `onesitting replay --all` or the next event looks at them again",
            )
        )
    return tuple(found)


async def check_paused(database: Database, now: datetime) -> tuple[Check, ...]:
    """Return the installations that wait for the end of a rate limit. Raises DatabaseUnavailable."""

    def look(connection: Connection) -> tuple[Check, ...]:
        until = INSTALLATIONS.c.paused_until
        rows = connection.execute(select(INSTALLATIONS).where(until > now, until < NO_END).order_by(until))
        return tuple(
            Check("paused", "note", f"{row.account or row.id} is paused until {row.paused_until:%Y-%m-%d %H:%M} UTC")
            for row in rows
        )

    return await database.read(look) or (Check("paused", "ok", "no installation is paused"),)


async def check_changes(database: Database, now: datetime) -> tuple[Check, ...]:
    """Return who comes near GitHub's limit on changes, 500 an hour. Raises DatabaseUnavailable."""
    spent = await Spendings(database).within(timedelta(hours=1), now)
    near = [(who, number) for who, number in sorted(spent.items()) if number >= NEAR]
    most = max(spent.values(), default=0)
    if not near:
        return (Check("changes", "ok", f"at most {most} of 500 changes within the hour, by installation"),)
    does = "labels and comments wait, check runs go on"
    return tuple(
        Check("changes", "note", f"installation {who}: {number} of 500 changes within the hour: {does}")
        for who, number in near
    )


async def check_missed(database: Database) -> tuple[Check, ...]:
    """Return how many deliveries GitHub was asked to send again and have not come. Raises DatabaseUnavailable."""
    missed = await Missed(database).waiting()
    if not missed:
        return (Check("missed", "ok", "no delivery is known that has not arrived"),)
    have = "1 delivery has not arrived and is" if missed == 1 else f"{missed:,} deliveries have not arrived and are"
    return (Check("missed", "note", f"{have} asked for again"),)


async def check_notices(database: Database) -> tuple[Check, ...]:
    """Return what stands that a maintainer should know, fused subjects among it. Raises DatabaseUnavailable."""
    notices = await Notices(database).standing()
    fused = [one for one in notices if one.topic.startswith("fuse:")]
    others = [one for one in notices if one not in fused]
    found = [Check("fuse", "note", f"repository {one.repository}, {one.says}") for one in fused]
    found += [Check("notice", "note", f"installation {one.installation}: {one.says}") for one in others]
    return tuple(found) or (Check("notice", "ok", "no fuse is blown and no notice stands"),)
