"""The queue as a table, in either home: each verb is one short transaction.

Several processes may share it: a lease begins with the token of the process that holds it. What a home does in its own
way is how it finds the fairest subject: bot.inbox.sqlite_queue, bot.inbox.postgres_queue.
"""

from __future__ import annotations

import random
import secrets
from abc import ABC, abstractmethod
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, func, literal, select, true, update

from bot.facts.repository import Subject
from bot.inbox.marks import Mark, earlier, insert, mark, reopen
from bot.inbox.queue import Claim, Parked, QueueHealth
from bot.inbox.tables import INSTALLATIONS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from bot.inbox.database import Database
    from bot.inbox.patience import Patience

SUBJECT, INSTALLATION = SUBJECTS.c, INSTALLATIONS.c
SUBJECTS_AND_WHOSE = SUBJECTS.outerjoin(INSTALLATIONS, INSTALLATION.id == SUBJECT.installation)
TICK = timedelta(microseconds=1)
LONGEST_ERROR = 2_000
_OWNS = "-"
_LAID_DOWN = {"lease": None, "again_at": None, "held_until": None}


class TableQueue(ABC):
    """See bot.inbox.queue.Queue. `chance` gives numbers from 0 to 1 for the jitter of retries."""

    def __init__(self, database: Database, patience: Patience, *, chance: Callable[[], float] = random.random) -> None:
        self._database = database
        self._patience = patience
        self._chance = chance

    async def mark(self, subjects: Iterable[Subject], now: datetime, delivery: str = "") -> None:
        """Make each due one window after its first unseen event."""
        marks = [Mark(subject, now + self._patience.window, now, delivery) for subject in subjects]
        await self._database.write(lambda connection: mark(connection, marks))

    async def claim(self, now: datetime, busy: frozenset[int] = frozenset()) -> Claim | None:
        """Take the fairest due subject; what lapsed too often is parked on the way."""
        return await self._database.write(lambda connection: self._claim(connection, now, busy))

    def _claim(self, connection: Connection, now: datetime, busy: frozenset[int]) -> Claim | None:
        while (row := self._fairest(connection, now, busy)) is not None:
            if row.lease is not None and row.attempts >= self._patience.attempts:
                _change(connection, row, now, **_broken_off(row, now))
                continue
            lease = f"{self._database.presence.token}{_OWNS}{secrets.token_hex(8)}"
            claim = Claim(_subject(row), lease, row.attempts + 1, row.delivery, now + self._patience.lease)
            taken = {**_LAID_DOWN, "lease": claim.lease, "due_at": claim.until, "attempts": claim.attempt}
            _change(connection, row, now, **taken)
            served = max(now, connection.execute(select(func.max(INSTALLATION.served_at))).scalar_one() + TICK)
            serve = update(INSTALLATIONS).where(INSTALLATION.id == row.installation)
            connection.execute(serve.values(served_at=served))
            return claim
        return None

    @abstractmethod
    def _fairest(self, connection: Connection, now: datetime, busy: frozenset[int]) -> Row[Any] | None:
        """Return the row to claim next, safe from other claims until the transaction ends."""

    async def renew(self, claim: Claim, now: datetime) -> bool:
        """Keep the claim for another lease from `now`."""
        return await self._settle(claim, now, due_at=now + self._patience.lease)

    async def finish(self, claim: Claim, now: datetime) -> bool:
        """Done: idle, or due again where events came during the work."""
        return await self._settle(claim, now, **_LAID_DOWN, due_at=SUBJECT.again_at, attempts=0, error=None)

    async def reschedule(self, claim: Claim, at: datetime, reason: str, now: datetime) -> bool:
        """Not before `at`; the attempt does not count."""
        held = {**_LAID_DOWN, "due_at": at, "held_until": at}
        return await self._settle(claim, now, **held, attempts=claim.attempt - 1, error=reason[:LONGEST_ERROR])

    async def fail(self, claim: Claim, error: str, now: datetime, *, away: bool = False) -> bool:
        """Try again after a growing pause; parked after the last attempt, which comes a day later with `away`."""
        if claim.attempt >= (self._patience.attempts_away if away else self._patience.attempts):
            return await self.park(claim, error, now)
        retry = _moment(now + self._patience.backoff(claim.attempt, self._chance()))
        due = earlier(func.coalesce(SUBJECT.again_at, retry), retry)
        return await self._settle(claim, now, **_LAID_DOWN, due_at=due, error=error[:LONGEST_ERROR])

    async def park(self, claim: Claim, error: str, now: datetime) -> bool:
        """Keep it as a dead letter, unless an event came meanwhile: that opens it again."""
        return await self._settle(claim, now, **_parking(now, error))

    async def reopen(self, key: str, now: datetime) -> bool:
        """Make a parked subject due now; False where it is not parked."""
        return await self._database.write(lambda connection: reopen(connection, key, now))

    async def pause(self, installation: int, until: datetime) -> None:
        """Nothing of this installation is claimed before `until`."""

        def pause(connection: Connection) -> None:
            statement = insert(connection.dialect.name, INSTALLATIONS).values(id=installation, paused_until=until)
            new, old = statement.excluded.paused_until, INSTALLATION.paused_until
            longer = case((old > new, old), else_=new)
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"paused_until": longer}))

        await self._database.write(pause)

    async def resume(self, installation: int) -> None:
        """End an installation's pause."""
        awake = update(INSTALLATIONS).where(INSTALLATION.id == installation).values(paused_until=None)
        await self._database.write(lambda connection: connection.execute(awake))

    async def recover(self, now: datetime) -> int:
        """Take back what is in hand of processes that are gone, and what lapsed; what broke off too often is parked."""
        return await self._database.write(lambda connection: self._recover(connection, now))

    def _recover(self, connection: Connection, now: datetime) -> int:
        in_hand = connection.execute(
            select(SUBJECTS).where(SUBJECT.lease.is_not(None)).with_for_update(skip_locked=True)
        ).all()
        owners = {_owner(row) for row in in_hand}
        gone = self._database.presence.gone(connection, owners) if owners else frozenset()
        left = [row for row in in_hand if row.due_at <= now or _owner(row) in gone]
        for row in left:
            worn_out = row.attempts >= self._patience.attempts
            _change(connection, row, now, **(_broken_off(row, now) if worn_out else {**_LAID_DOWN, "due_at": now}))
        return len(left)

    async def next_due(self, busy: frozenset[int] = frozenset()) -> datetime | None:
        """Return when something can be claimed next, an installation's pause included."""
        first = select(func.min(SUBJECT.due_at)).where(SUBJECT.installation == INSTALLATION.id).scalar_subquery()
        each = select(first.label("due_at"), INSTALLATION.paused_until).where(_free(busy)).subquery().c
        paused_longer = each.paused_until > each.due_at
        look = select(func.min(case((paused_longer, each.paused_until), else_=each.due_at)))
        return await self._database.read(lambda connection: connection.execute(look).scalar())

    async def parked(self, limit: int = 100) -> tuple[Parked, ...]:
        """Return the dead letters, the newest first."""
        look = select(SUBJECTS).where(SUBJECT.parked_at.is_not(None)).order_by(SUBJECT.parked_at.desc()).limit(limit)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(Parked(_subject(row), row.error or "", row.attempts, row.delivery, row.parked_at) for row in rows)

    async def health(self, now: datetime) -> QueueHealth:
        """Return how the queue stands."""
        row = await self._database.read(lambda connection: connection.execute(_health(now)).one())
        age = timedelta(0) if row.oldest is None else now - row.oldest
        return QueueHealth(row.due, row.waiting, row.in_hand, row.parked, row.paused, age)

    async def _settle(self, claim: Claim, now: datetime, **change: Any) -> bool:  # noqa: ANN401 - columns of any type
        mine = (SUBJECT.key == claim.subject.key, SUBJECT.lease == claim.lease)
        statement = update(SUBJECTS).where(*mine).values(**change, changed_at=now)
        return await self._database.write(lambda connection: connection.execute(statement).rowcount == 1)


def _owner(row: Row[Any]) -> str:
    return str(row.lease).partition(_OWNS)[0]


def _moment(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, SUBJECT.due_at.type)


def _change(connection: Connection, row: Row[Any], now: datetime, **values: Any) -> None:  # noqa: ANN401 - see _settle
    connection.execute(update(SUBJECTS).where(SUBJECT.key == row.key).values(**values, changed_at=now))


def _broken_off(row: Row[Any], now: datetime) -> dict[str, Any]:
    return _parking(now, f"the work on this subject broke off {row.attempts} times without an error")


def _parking(now: datetime, error: str) -> dict[str, Any]:
    called_again = SUBJECT.again_at.is_not(None)
    return {
        **_LAID_DOWN,
        "due_at": SUBJECT.again_at,
        "parked_at": case((called_again, None), else_=_moment(now)),
        "attempts": case((called_again, 0), else_=SUBJECT.attempts),
        "error": error[:LONGEST_ERROR],
    }


def _awake(now: datetime) -> ColumnElement[bool]:
    return func.coalesce(INSTALLATION.paused_until, _moment(now)) <= now


def _free(busy: frozenset[int]) -> ColumnElement[bool]:
    return INSTALLATION.id.not_in(sorted(busy)) if busy else true()


def whose_turn(now: datetime, busy: frozenset[int] = frozenset()) -> Select[Any]:
    """Select the installation served longest ago, of those with something due that are not `busy`.

    Whether anything is due at all is asked first, of its own index: an idle queue is no walk through all installations.
    """
    anything_due = select(SUBJECT.key).where(SUBJECT.due_at <= now).exists()
    something_due = select(SUBJECT.key).where(SUBJECT.installation == INSTALLATION.id, SUBJECT.due_at <= now).exists()
    whose = select(INSTALLATION.id).where(anything_due, _awake(now), _free(busy), something_due)
    return whose.order_by(INSTALLATION.served_at, INSTALLATION.id).limit(1)


def waited_longest(installation: ColumnElement[int], now: datetime) -> Select[Any]:
    """Select the subject of an installation that has been due for longest."""
    due = select(SUBJECTS).where(SUBJECT.installation == installation, SUBJECT.due_at <= now)
    return due.order_by(SUBJECT.due_at, SUBJECT.key).limit(1)


class Standings(NamedTuple):
    """Which subjects stand how, of `SUBJECTS_AND_WHOSE`; what is idle is none of them."""

    takeable: ColumnElement[bool]
    in_hand: ColumnElement[bool]
    waiting: ColumnElement[bool]


def standings(now: datetime) -> Standings:
    """Return how subjects that are not idle stand at a moment; each stands in one way."""
    takeable = and_(SUBJECT.due_at <= now, _awake(now))
    in_hand = and_(SUBJECT.lease.is_not(None), SUBJECT.due_at > now)  # a lapsed claim is nobody's any more
    return Standings(takeable, in_hand, and_(SUBJECT.due_at.is_not(None), ~takeable, ~in_hand))


def _health(now: datetime) -> Select[Any]:
    takeable, in_hand, waiting = standings(now)
    stays = and_(INSTALLATION.suspended_at.is_(None), INSTALLATION.deleted_at.is_(None))
    paused = select(func.count(INSTALLATION.id)).where(INSTALLATION.paused_until > now, stays).scalar_subquery()
    parked = select(func.count(SUBJECT.key)).where(SUBJECT.parked_at.is_not(None)).correlate(None).scalar_subquery()
    return (
        select(
            func.count().filter(takeable).label("due"),
            func.count().filter(waiting).label("waiting"),
            func.count().filter(in_hand).label("in_hand"),
            parked.label("parked"),
            paused.label("paused"),
            func.min(SUBJECT.due_at).filter(takeable).label("oldest"),
        )
        .select_from(SUBJECTS_AND_WHOSE)
        .where(SUBJECT.due_at.is_not(None))  # what is idle, most of a month's subjects, is not walked through
    )


def _subject(row: Row[Any]) -> Subject:
    return Subject(row.kind, row.installation, row.repository, row.full_name, row.number, row.sha)
