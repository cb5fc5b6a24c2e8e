"""The week of an organisation, gathered from everything that was kept, and its numbers by week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.facts.report import Answer, IssueRef, LetThrough, Move, Reading, Said, Shipped, Wait, WeekFacts
from bot.facts.rule_text import RuleText
from bot.inbox.feedback_tables import CORRECTIONS, FIXES, PREDICTIONS, TEXTS
from bot.inbox.ledger import Ledger
from bot.inbox.marks import insert
from bot.inbox.tables import COMMANDS, DECISIONS, GOOD_RULES, INSTALLATIONS
from bot.inbox.timekeeper import Timekeeper
from bot.inbox.weekly_tables import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.facts.week import Week
    from bot.inbox.database import Database

HEALTH = timedelta(weeks=13)
"""How far back routing is judged: a quarter, so that a percentage stands on more than a few issues."""

_OLDEST = "0000-W00"


class Weeks:
    """Gathers weeks. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def installation_of(self, account: str) -> int | None:
        """Return the installation of an account, whatever its capitals; None where it is not known.

        Where the event of its installing was lost, what was decided in one of its repositories tells.
        """
        here = (func.lower(INSTALLATIONS.c.account) == account.lower(), INSTALLATIONS.c.deleted_at.is_(None))
        look = select(INSTALLATIONS.c.id).where(*here).order_by(INSTALLATIONS.c.id.desc()).limit(1)
        theirs = func.lower(DECISIONS.c.full_name).startswith(f"{account.lower()}/", autoescape=True)
        served = select(INSTALLATIONS.c.id).where(INSTALLATIONS.c.deleted_at.is_(None), INSTALLATIONS.c.account == "")
        other = select(DECISIONS.c.installation).where(theirs, DECISIONS.c.installation.in_(served)).limit(1)

        def find(connection: Connection) -> int | None:
            return connection.execute(look).scalar() or connection.execute(other).scalar()

        return await self._database.read(find)

    async def accounts(self) -> tuple[str, ...]:
        """Return the accounts that installed the app, by name."""
        here = (INSTALLATIONS.c.account != "", INSTALLATIONS.c.deleted_at.is_(None))
        look = select(INSTALLATIONS.c.account).where(*here).order_by(INSTALLATIONS.c.account)
        return tuple(await self._database.read(lambda connection: connection.execute(look).scalars().all()))

    async def maps(self, installation: int) -> tuple[tuple[RuleText, ...], ...]:
        """Return the last good ownership map of each repository, as texts, in the order of the repositories."""
        here = (GOOD_RULES.c.installation == installation, GOOD_RULES.c.kind == "ownership")
        look = select(GOOD_RULES.c.texts).where(*here).order_by(GOOD_RULES.c.repository)
        every = await self._database.read(lambda connection: connection.execute(look).scalars().all())
        return tuple(tuple(RuleText(**text) for text in texts) for texts in every)

    async def gather(self, organisation: str, installation: int, week: Week) -> WeekFacts:
        """Return what is known of a week: what happened before its end, and nothing later."""
        judged = await Ledger(self._database).judged(installation, week.ends - HEALTH)
        turns = await Timekeeper(self._database).turns(installation, week.begins - HEALTH)
        waits = (Wait(IssueRef(each.issue.full_name, each.issue.number), each.turn) for each in turns)

        def look(connection: Connection) -> WeekFacts:
            names = _names(connection, installation)
            return WeekFacts(
                organisation,
                week,
                _readings(connection, installation, week),
                _answers(connection, installation, week),
                tuple(each for each in judged if each.prediction.at < week.ends),
                tuple(sorted(names.items())),
                tuple(each for each in waits if each.turn.began_at < week.ends),
                _moves(connection, installation, week, names),
                _said(connection, installation, week, names),
                _shipped(connection, installation, week, names),
                _let_through(connection, installation, week, names),
            )

        return await self._database.read(look)

    async def keep(self, installation: int, readings: Sequence[Reading]) -> None:
        """Keep each area's number for its week, in place of what was known of it."""
        rows = [
            {
                "installation": installation,
                "area": each.area,
                "week": each.week,
                "value": each.value,
                "shown": each.shown,
                "says": each.says,
                "by": each.by,
                "failed": each.failed,
                "read_at": each.at,
            }
            for each in readings
        ]

        def keep(connection: Connection) -> None:
            statement = insert(connection.dialect.name, NUMBERS)
            key = ["installation", "area", "week"]
            newest = {name: statement.excluded[name] for name in rows[0] if name not in key}
            connection.execute(statement.on_conflict_do_update(index_elements=key, set_=newest), rows)

        if rows:
            await self._database.write(keep)


def _in(column: ColumnElement[datetime], week: Week) -> tuple[ColumnElement[bool], ...]:
    return column >= week.begins, column < week.ends


def _names(connection: Connection, installation: int) -> dict[int, str]:
    """Return the repositories' names by their ids, as they were called when something was decided last."""
    look = select(DECISIONS.c.subject, DECISIONS.c.full_name).where(DECISIONS.c.installation == installation)
    rows = connection.execute(look.order_by(DECISIONS.c.decided_at))
    return {int(row.subject.split(":")[1]): row.full_name for row in rows}


def _readings(connection: Connection, installation: int, week: Week) -> tuple[Reading, ...]:
    here = (NUMBERS.c.installation == installation, NUMBERS.c.week > _OLDEST, NUMBERS.c.week <= week.name)
    look = select(NUMBERS).where(*here).order_by(NUMBERS.c.week, NUMBERS.c.area)
    return tuple(
        Reading(row.area, row.week, row.value, row.shown, row.read_at, row.says, row.by, row.failed)
        for row in connection.execute(look)
    )


def _answers(connection: Connection, installation: int, week: Week) -> tuple[Answer, ...]:
    rows = connection.execute(_accepted("report", installation, week)).all()
    keys = {f"issue:{row.repository}:{row.number}" for row in rows}
    look = select(DECISIONS.c.subject, DECISIONS.c.record).where(DECISIONS.c.subject.in_(keys))
    areas = {row.subject: row.record.get("area") for row in connection.execute(look)}
    return tuple(
        Answer(
            row.by, row.arguments[0], row.arguments[1], row.heard_at, areas.get(f"issue:{row.repository}:{row.number}")
        )
        for row in rows
        if row.withdrawn_at is None
    )


def _let_through(
    connection: Connection, installation: int, week: Week, names: dict[int, str]
) -> tuple[LetThrough, ...]:
    rows = connection.execute(_accepted("expedite", installation, week))
    return tuple(LetThrough(_ref(row, names), row.by, row.arguments[0], row.withdrawn_at is not None) for row in rows)


def _accepted(command: str, installation: int, week: Week) -> Any:  # noqa: ANN401 - a select of all columns
    said = (COMMANDS.c.installation == installation, COMMANDS.c.command == command, COMMANDS.c.outcome == "accepted")
    return select(COMMANDS).where(*said, *_in(COMMANDS.c.heard_at, week)).order_by(COMMANDS.c.id)


def _moves(connection: Connection, installation: int, week: Week, names: dict[int, str]) -> tuple[Move, ...]:
    here = (CORRECTIONS.c.installation == installation, CORRECTIONS.c.how != "duplicate")
    rows = connection.execute(select(CORRECTIONS).where(*here, *_in(CORRECTIONS.c.acted_at, week))).all()
    numbers = {row.number for row in rows}
    look = select(PREDICTIONS).where(PREDICTIONS.c.installation == installation, PREDICTIONS.c.number.in_(numbers))
    owners = {
        (row.repository, row.number): row.owner or "" for row in connection.execute(look.order_by(PREDICTIONS.c.id))
    }
    return tuple(Move(_ref(row, names), owners.get((row.repository, row.number), ""), row.acted_at) for row in rows)


def _said(connection: Connection, installation: int, week: Week, names: dict[int, str]) -> tuple[Said, ...]:
    """Return the words of the issues that were looked at first in the week; of a security report there are none."""
    here = (PREDICTIONS.c.installation == installation, PREDICTIONS.c.text.is_not(None))
    rows = connection.execute(select(PREDICTIONS).where(*here, *_in(PREDICTIONS.c.predicted_at, week))).all()
    newest: dict[tuple[int, int], Row[Any]] = {(row.repository, row.number): row for row in rows}
    look = select(TEXTS).where(TEXTS.c.id.in_([row.text for row in newest.values()]))
    texts = {row.id: row for row in connection.execute(look)}
    return tuple(
        Said(_ref(row, names), row.area, texts[row.text].title, texts[row.text].body)
        for _, row in sorted(newest.items())
        if row.text in texts
    )


def _shipped(connection: Connection, installation: int, week: Week, names: dict[int, str]) -> tuple[Shipped, ...]:
    """Return the feedback that merged pull requests closed, with its title as it was kept last."""
    here = FIXES.c.installation == installation
    rows = connection.execute(select(FIXES).where(here, *_in(FIXES.c.merged_at, week)).order_by(FIXES.c.id)).all()
    numbers = [row.number for row in rows]
    about = select(TEXTS).where(TEXTS.c.installation == installation, TEXTS.c.number.in_(numbers))
    titles = {(row.repository, row.number): row.title for row in connection.execute(about.order_by(TEXTS.c.kept_at))}
    thought = select(PREDICTIONS).where(PREDICTIONS.c.installation == installation, PREDICTIONS.c.number.in_(numbers))
    areas = {(row.repository, row.number): row.area for row in connection.execute(thought.order_by(PREDICTIONS.c.id))}
    return tuple(
        Shipped(
            _ref(row, names),
            areas.get((row.repository, row.number)),
            titles.get((row.repository, row.number), ""),
            IssueRef(row.pull_name, row.pull_number),
        )
        for row in rows
    )


def _ref(row: Row[Any], names: dict[int, str]) -> IssueRef:
    return IssueRef(names.get(row.repository, ""), int(row.number))
