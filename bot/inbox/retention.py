"""What is kept is kept for a stated time: rows older than that are deleted, a few at a time."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, tuple_

from bot.inbox.feedback_tables import CORRECTIONS, FINALS, FIXES, PREDICTIONS, TEXTS
from bot.inbox.recovery_tables import MISSED, SPENDINGS
from bot.inbox.rule_tables import CHANGES, FIRINGS
from bot.inbox.setup_tables import SETUPS
from bot.inbox.setups import REMEMBERED
from bot.inbox.tables import CAUSES, COMMANDS, DELIVERIES, SUBJECTS
from bot.inbox.turn_tables import REMINDERS, TURNS
from bot.inbox.weekly_tables import NUMBERS, REPORTS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Table

    from bot.inbox.database import Database

DELIVERIES_KEPT = timedelta(days=7)
"""GitHub offers redelivery for three days: a GUID has to be remembered longer than that."""
IDLE_SUBJECTS_KEPT = timedelta(days=30)
FEEDBACK_KEPT = timedelta(days=730)
"""Two years: what users wrote longer ago speaks of a product that has changed."""
CHANGES_KEPT = timedelta(days=13, hours=12)
"""Old rows are looked for every six hours: no change of a pull request is there after fourteen days."""
MISSED_KEPT = timedelta(days=3)
"""GitHub sends again within three days (bot.inbox.missed)."""
SPENDINGS_KEPT = timedelta(hours=1)
AT_A_TIME = 500
"""Rows in one transaction, so that deliveries that arrive meanwhile do not wait long."""


async def prune(database: Database, now: datetime, deliveries_kept: timedelta = DELIVERIES_KEPT) -> int:
    """Delete old deliveries, long idle subjects and old feedback; returns how many rows. Raises DatabaseUnavailable."""
    subject = SUBJECTS.c
    idle = subject.due_at.is_(None) & subject.lease.is_(None) & subject.parked_at.is_(None)
    old_deliveries = DELIVERIES.c.received_at < now - deliveries_kept
    old_subjects = idle & (subject.changed_at < now - IDLE_SUBJECTS_KEPT)
    old = now - FEEDBACK_KEPT
    total = 0
    for table, which in (
        (DELIVERIES, old_deliveries),
        (CAUSES, CAUSES.c.received_at < now - deliveries_kept),
        (SUBJECTS, old_subjects),
        (COMMANDS, COMMANDS.c.heard_at < old),
        (PREDICTIONS, PREDICTIONS.c.predicted_at < old),
        (CORRECTIONS, CORRECTIONS.c.acted_at < old),
        (FINALS, FINALS.c.kept_at < old),
        (FIXES, FIXES.c.merged_at < old),
        (TEXTS, TEXTS.c.kept_at < old),
        (TURNS, TURNS.c.began_at < old),
        (REMINDERS, REMINDERS.c.day < old.date().isoformat()),
        (NUMBERS, NUMBERS.c.read_at < old),
        (REPORTS, REPORTS.c.made_at < old),
        (MISSED, MISSED.c.sent_at < now - MISSED_KEPT),
        (SPENDINGS, SPENDINGS.c.spent_at < now - SPENDINGS_KEPT),
        (FIRINGS, FIRINGS.c.fired_at < old),
        (CHANGES, CHANGES.c.kept_at < now - CHANGES_KEPT),
        (SETUPS, SETUPS.c.expires_at < now - REMEMBERED),
    ):
        total += await delete_rows(database, table, which)
    return total


async def delete_rows(database: Database, table: Table, which: ColumnElement[bool]) -> int:
    """Delete rows of a table, a few at a time; returns how many. Raises DatabaseUnavailable."""
    total, deleted = 0, AT_A_TIME
    while deleted == AT_A_TIME:
        deleted = await database.write(partial(_delete_some, table=table, which=which))
        total += deleted
    return total


def _delete_some(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    key = tuple(table.primary_key)
    some = select(*key).where(which).limit(AT_A_TIME)
    return connection.execute(delete(table).where(tuple_(*key).in_(some))).rowcount
