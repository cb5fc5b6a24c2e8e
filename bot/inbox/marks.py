"""Marking subjects as due, inside a transaction somebody else began: the same statement for every home of the queue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, case, func, null, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.inbox.many import many, unfolded
from bot.inbox.tables import INSTALLATIONS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table

    from bot.facts.repository import Subject


class Mark(NamedTuple):
    """A subject something happened to: due at `due_at` unless it already is earlier, or is held for longer."""

    subject: Subject
    due_at: datetime
    now: datetime
    delivery: str


def mark(connection: Connection, marks: Sequence[Mark]) -> None:
    """Make each subject due; one that is in hand becomes due again when its worker is done.

    The newest event wins: it brings the name and the installation up to date and opens a parked subject again.
    """
    rows = {each.subject.key: _row(each) for each in marks}
    if not rows:
        return
    installations = sorted({each.subject.installation for each in marks})
    connection.execute(_meet(connection.dialect.name), many({"id": one} for one in installations))
    in_order = (rows[key] for key in sorted(rows))  # so that two who mark the same subjects never wait for each other
    connection.execute(_mark(connection.dialect.name), many(in_order))


def reopen(connection: Connection, key: str, now: datetime) -> bool:
    """Make a parked subject due now, its attempts counted anew; False where it is not parked."""
    return connection.execute(_REOPEN, {"the_key": key, "now": now}).rowcount == 1


def earlier(one: ColumnElement[datetime], other: ColumnElement[datetime]) -> ColumnElement[datetime]:
    """Return the earlier moment; both must be there."""
    return case((one < other, one), else_=other)


def insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return the dialect's own INSERT, which knows ON CONFLICT: both homes write it the same way."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_many(dialect: str, table: Table, columns: Sequence[str]) -> sqlite.Insert | postgresql.Insert:
    """Return the same INSERT of these columns for any number of rows: execute it with `bot.inbox.many.many(rows)`."""
    return insert(dialect, table).from_select(columns, unfolded(dialect, [table.c[each] for each in columns]))


_MARKED = (
    "key", "kind", "installation", "repository", "full_name", "number", "sha", "delivery", "due_at", "changed_at",
)  # fmt: skip
_REOPEN = (
    update(SUBJECTS)
    .where(SUBJECTS.c.key == bindparam("the_key"), SUBJECTS.c.parked_at.is_not(None))
    .values(
        due_at=bindparam("now"), changed_at=bindparam("now"), parked_at=None, held_until=None, attempts=0, again_at=None
    )
)


def _row(each: Mark) -> dict[str, object]:
    subject = each.subject
    return {
        "key": subject.key,
        "kind": subject.kind,
        "installation": subject.installation,
        "repository": subject.repository,
        "full_name": subject.full_name,
        "number": subject.number,
        "sha": subject.sha,
        "delivery": each.delivery,
        "due_at": each.due_at,
        "changed_at": each.now,
    }


@cache
def _meet(dialect: str) -> sqlite.Insert | postgresql.Insert:
    return insert_many(dialect, INSTALLATIONS, ("id",)).on_conflict_do_nothing()


@cache
def _mark(dialect: str) -> sqlite.Insert | postgresql.Insert:
    statement = insert_many(dialect, SUBJECTS, _MARKED)
    old, new = SUBJECTS.c, statement.excluded
    in_hand = old.lease.is_not(None)
    soonest = earlier(func.coalesce(old.due_at, new.due_at), new.due_at)
    again = earlier(func.coalesce(old.again_at, new.due_at), new.due_at)
    return statement.on_conflict_do_update(
        index_elements=[old.key],
        set_={
            "installation": new.installation,
            "full_name": new.full_name,
            "delivery": new.delivery,
            "changed_at": new.changed_at,
            "due_at": case(
                (in_hand, old.due_at),
                (old.held_until > soonest, old.held_until),
                else_=soonest,
            ),
            "again_at": case((in_hand, again), else_=null()),
            "attempts": case((old.parked_at.is_not(None), 0), else_=old.attempts),
            "parked_at": null(),
        },
    )
