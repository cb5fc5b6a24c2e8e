"""What an event about an installation does to the queue and to the data: in the transaction that stores the event.

So it is on disk before 202 is answered, and no crash can lose it. docs/installations.md is the table of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, null, or_, select, update

from bot.inbox.belongings import is_transferable, of_installation, of_repository
from bot.inbox.marks import insert
from bot.inbox.tables import DEPARTURES, INSTALLATIONS, NOTICES, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from bot.facts.standing import NamedRepository, StandingChange

NO_END = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of a pause that only another event ends: an installation that is suspended or deleted."""
AT_A_TIME = 500
_SUBJECT, _INSTALLATION, _DEPARTURE = SUBJECTS.c, INSTALLATIONS.c, DEPARTURES.c


def apply_change(connection: Connection, change: StandingChange, now: datetime) -> None:
    """Bring queue and data in line with the event; events that GitHub sent late do not undo newer ones."""
    if not _remember(connection, change):
        return
    match change.happened:
        case "repositories_added":
            _arrived(connection, change.installation, change.repositories)
        case "repositories_removed" | "repository_deleted":
            _departed(connection, change.installation, change.repositories, now)
        case "repository_renamed" | "repository_transferred":
            _rename(connection, change.repositories, change.installation)
        case "account_renamed":
            _rename_account(connection, change)
        case _:
            _apply_to_all(connection, change, now)


def _apply_to_all(connection: Connection, change: StandingChange, now: datetime) -> None:
    whole = _SUBJECT.installation == change.installation
    match change.happened:
        case "uninstalled":
            _set(connection, change, deleted_at=now, paused_until=NO_END)
            _drop(connection, whole)
        case "suspended":
            _set(connection, change, suspended_at=now, paused_until=NO_END)
        case "unsuspended":
            _set(connection, change, suspended_at=None, paused_until=None)
            _release(connection, whole, now)
        case "permitted":
            permission = NOTICES.c.topic.startswith("permission:", autoescape=True)
            connection.execute(delete(NOTICES).where(NOTICES.c.installation == change.installation, permission))
            _release(connection, whole, now)


def _remember(connection: Connection, change: StandingChange) -> bool:
    """Keep account and permissions; False where something newer is known already: a deletion is the last word."""
    meet = insert(connection.dialect.name, INSTALLATIONS).values(id=change.installation).on_conflict_do_nothing()
    connection.execute(meet)
    look = select(INSTALLATIONS).where(_INSTALLATION.id == change.installation).with_for_update()
    known = connection.execute(look).one()
    if known.deleted_at is not None:
        return False
    about_all = change.happened in ("installed", "suspended", "unsuspended", "permitted")
    if about_all and change.told_at and known.told_at and change.told_at < known.told_at:
        return False
    news: dict[str, Any] = {}
    if change.told_at and (known.told_at is None or change.told_at > known.told_at):
        news["told_at"] = change.told_at
    if change.account:
        news["account"] = change.account
    if change.app is not None:
        news["app"] = change.app
    if change.permissions is not None:
        news["permissions"] = dict(change.permissions)
    if news:
        _set(connection, change, **news)
    return True


def _set(connection: Connection, change: StandingChange, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    connection.execute(update(INSTALLATIONS).where(_INSTALLATION.id == change.installation).values(**values))


def _drop(connection: Connection, which: ColumnElement[bool]) -> None:
    """Forget what is due; what is in a worker's hand ends there."""
    in_hand = _SUBJECT.lease.is_not(None)
    connection.execute(delete(SUBJECTS).where(which, ~in_hand))
    connection.execute(update(SUBJECTS).where(which, in_hand).values(again_at=null()))


def _release(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    """Make due at once what waits for an end of the refusals or was parked because of them."""
    waits = or_(_SUBJECT.held_until.is_not(None), _SUBJECT.parked_at.is_not(None))
    free = _SUBJECT.lease.is_(None)
    again = {"due_at": now, "changed_at": now, "held_until": None, "parked_at": None, "attempts": 0}
    connection.execute(update(SUBJECTS).where(which, free, waits).values(**again))


def _arrived(connection: Connection, installation: int, repositories: Sequence[NamedRepository]) -> None:
    for some in _at_a_time(repositories):
        gone = (_DEPARTURE.installation == installation, _DEPARTURE.repository.in_(some))
        connection.execute(delete(DEPARTURES).where(*gone))


def _departed(
    connection: Connection, installation: int, repositories: Sequence[NamedRepository], now: datetime
) -> None:
    note = insert(connection.dialect.name, DEPARTURES).on_conflict_do_nothing()
    for some in _at_a_time(repositories):
        rows = [{"installation": installation, "repository": each, "departed_at": now} for each in some]
        connection.execute(note, rows)
        _drop(connection, _SUBJECT.repository.in_(some) & (_SUBJECT.installation == installation))


def _at_a_time(repositories: Sequence[NamedRepository]) -> Iterator[list[int]]:
    """Yield the numbers, some hundreds for one statement: an event may name thousands, and GitHub waits ten seconds."""
    for first in range(0, len(repositories), AT_A_TIME):
        yield [each.id for each in repositories[first : first + AT_A_TIME]]


def _rename(connection: Connection, repositories: Sequence[NamedRepository], installation: int) -> None:
    """Let names follow; of a repository that was transferred, all that is kept goes with it to whoever tells of it.

    Where the installation is part of what makes a row unique, the row is about what that installation has: it stays.
    """
    for repository in repositories:
        for table, here in of_repository(repository.id):
            if is_transferable(table):
                name = {"full_name": repository.full_name} if "full_name" in table.c else {}
                connection.execute(update(table).where(here).values(installation=installation, **name))
        _arrived(connection, installation, (repository,))


def _rename_account(connection: Connection, change: StandingChange) -> None:
    if not change.account:
        return
    for table, ours in of_installation(change.installation):
        if "full_name" not in table.c:
            continue
        for name in connection.execute(select(table.c.full_name).where(ours).distinct()).scalars().all():
            renamed = f"{change.account}/{name.partition('/')[2]}"
            connection.execute(update(table).where(ours, table.c.full_name == name).values(full_name=renamed))
