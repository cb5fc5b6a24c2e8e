"""The inbox: a delivery and the subjects it makes due are one row and one transaction, on disk before 202."""

from __future__ import annotations

import asyncio
import threading
import zlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from isal import isal_zlib
from sqlalchemy import select

from bot.inbox.commands import keep_press
from bot.inbox.fresh import keep_fresh
from bot.inbox.ledger import keep_transfer
from bot.inbox.many import many
from bot.inbox.marks import Mark, insert_many, mark, reopen
from bot.inbox.standing import apply_change
from bot.inbox.tables import CAUSES, DELIVERIES
from bot.inbox.ticks import keep_ticking
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.sql.dml import Insert

    from bot.facts.outcome import Transfer
    from bot.facts.repository import Subject
    from bot.facts.standing import StandingChange
    from bot.facts.ticks import Ticking
    from bot.facts.wishes import Press
    from bot.inbox.database import Database
    from bot.inbox.patience import Patience

MOST_WAITING_BYTES = 64 * 1024 * 1024
LARGE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook delivery: `guid` is its `X-GitHub-Delivery`, `body` the raw bytes, `subjects` what it makes due.

    `change` is what it says of its installation, `press` the button of our check run that it is about,
    `ticking` what an edit did to the boxes of our comment, `transfer` an issue that left its repository.
    """

    guid: str
    event: str
    installation: int | None
    received_at: datetime
    body: bytes = field(repr=False)
    subjects: tuple[Subject, ...] = ()
    action: str = ""
    change: StandingChange | None = None
    press: Press | None = None
    ticking: Ticking | None = None
    transfer: Transfer | None = None


class Inbox:
    """Keeps deliveries. `wake` is called after a commit that made something due."""

    def __init__(
        self,
        database: Database,
        patience: Patience,
        wake: Callable[[], None],
        *,
        most_waiting_bytes: int = MOST_WAITING_BYTES,
    ) -> None:
        self._database = database
        self._patience = patience
        self._wake = wake
        self._most_waiting_bytes = most_waiting_bytes
        self._waiting_bytes = 0
        self._batch: _Batch | None = None

    async def accept(self, delivery: Delivery) -> bool:
        """Return when the delivery is on disk: True if it is new, False if its GUID was there before.

        A GUID that was there before makes its subjects due again only where they are parked: redelivery is how a
        person retries what failed. Raises DatabaseUnavailable where it is not on disk, or where so many bytes wait
        for the disk that more would not fit.
        """
        size = len(delivery.body)
        if self._waiting_bytes and self._waiting_bytes + size > self._most_waiting_bytes:
            raise DatabaseUnavailable("too many deliveries wait for the disk")
        self._waiting_bytes += size
        try:
            packed = await asyncio.to_thread(_pack, delivery.body) if size > LARGE else _pack(delivery.body)
            batch, place = self._join_batch(delivery, packed)
            return (await asyncio.shield(batch.stored))[place]
        finally:
            self._waiting_bytes -= size

    async def find(self, guid: str) -> Delivery | None:
        """Return a stored delivery (its subjects are not kept: the timetable finds them again), None if unknown."""

        def look(connection: Connection) -> Delivery | None:
            row = connection.execute(select(DELIVERIES).where(DELIVERIES.c.guid == guid)).one_or_none()
            if row is None:
                return None
            body = zlib.decompress(row.body)
            return Delivery(row.guid, row.event, row.installation, row.received_at, body, action=row.action)

        return await self._database.read(look)

    def _join_batch(self, delivery: Delivery, packed: bytes) -> tuple[_Batch, int]:
        place = self._batch.add(delivery, packed) if self._batch else None
        if self._batch is None or place is None:
            self._batch = _Batch(self._patience)
            place = self._batch.add(delivery, packed) or 0
            self._batch.stored = asyncio.ensure_future(self._store(self._batch))
        return self._batch, place

    async def _store(self, batch: _Batch) -> list[bool]:
        try:
            fresh = await self._database.write(batch.store)
        finally:
            if self._batch is batch:  # a batch that failed before the writer opened it would take in others for ever
                self._batch = None
        self._wake()
        return fresh


class _Batch:
    """Deliveries that arrive before the writer gets to the first of them: one statement a table for all."""

    stored: asyncio.Future[list[bool]]

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._closed = False
        self._deliveries: list[tuple[Delivery, bytes]] = []

    def add(self, delivery: Delivery, packed: bytes) -> int | None:
        """Join and return the place; None where the writer has begun and another batch is needed."""
        with self._lock:
            if self._closed:
                return None
            self._deliveries.append((delivery, packed))
            return len(self._deliveries) - 1

    def store(self, connection: Connection) -> list[bool]:
        """Insert what is new, make its subjects due, return which were new. Runs in the writer's thread."""
        with self._lock:
            self._closed = True
        inserted = keep_fresh(connection, [_row(delivery, packed) for delivery, packed in self._deliveries])
        fresh: list[bool] = []
        marks: list[Mark] = []
        for delivery, _ in self._deliveries:
            now = delivery.received_at
            fresh.append(delivery.guid in inserted)
            inserted.discard(delivery.guid)  # the same GUID again in this batch is a redelivery
            if fresh[-1]:
                marks += [
                    Mark(subject, now + self._patience.window, now, delivery.guid) for subject in delivery.subjects
                ]
                if delivery.change is not None:
                    apply_change(connection, delivery.change, now)
                if delivery.press is not None:
                    keep_press(connection, delivery.press, now)
                if delivery.ticking is not None:
                    keep_ticking(connection, delivery.ticking)
                if delivery.transfer is not None:
                    keep_transfer(connection, delivery.transfer)
            else:
                for subject in delivery.subjects:
                    reopen(connection, subject.key, now)
        mark(connection, marks)
        causes = [_cause(each) for each in marks]
        if causes:
            connection.execute(_because(connection.dialect.name), many(causes))
        return fresh


def _row(delivery: Delivery, packed: bytes) -> dict[str, object]:
    return {
        "guid": delivery.guid,
        "event": delivery.event,
        "action": delivery.action,
        "installation": delivery.installation,
        "received_at": delivery.received_at,
        "body": packed,
    }


def _cause(mark: Mark) -> dict[str, object]:
    subject = mark.subject
    where = {"subject": subject.key, "installation": subject.installation}
    return {"guid": mark.delivery, **where, "received_at": mark.now}


def _pack(body: bytes) -> bytes:
    """Compress fast, for zlib to read: a webhook's JSON shrinks to a fifth, which the disk has to take before 202.

    Not in the writer's thread: each call there would give the interpreter's lock away and wait to get it back.
    """
    return isal_zlib.compress(body, 1)


@cache
def _because(dialect: str) -> Insert:
    return insert_many(dialect, CAUSES, ("guid", "subject", "installation", "received_at")).on_conflict_do_nothing()
