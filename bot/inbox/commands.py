"""What people asked for and what came of it, by the lines of each comment: no line is carried out twice.

GitHub does not tell what a comment said before an edit; the lines we have heard do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, insert, select, update

from bot.facts.repository import Subject
from bot.facts.wishes import Expedited, Heard, LastWord, Press, Standing, Wish
from bot.inbox.marks import Mark, mark
from bot.inbox.tables import COMMANDS, DECISIONS
from bot.inbox.waiting import clock_changed, stands_away

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from bot.facts.commands import CommandName
    from bot.facts.repository import SubjectKind
    from bot.facts.wishes import ButtonName
    from bot.inbox.database import Database

REMEMBERED: tuple[CommandName, ...] = (
    "help", "split", "checklist", "explain", "ignore", "observe", "expedite", "area", "not-mine", "duplicate",
)  # fmt: skip
"""Commands that hold until they are taken back, and those that the journey of feedback carries out once."""
_ROW = COMMANDS.c
_PRESSED = "pressed"
_STANDS = _ROW.withdrawn_at.is_(None)


class Commands:
    """Keeps commands. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(
        self,
        database: Database,
        count: Callable[[str, Literal["done", "refused"]], None] = lambda _kind, _outcome: None,
    ) -> None:
        self._database = database
        self._count = count

    async def lines(self, repository: int, comment: int) -> frozenset[str]:
        """Return the names of the lines that stood in a comment when it was read last."""
        look = select(_ROW.line).where(_of(repository, comment), _STANDS)
        return frozenset(await self._database.read(lambda connection: connection.execute(look).scalars().all()))

    async def about(self, subject: Subject) -> Subject | None:
        """Return the pull request or issue that a comment (the subject) is on; None where nothing was heard of it."""
        look = select(_ROW.kind, _ROW.number).where(_of(subject.repository, subject.number)).limit(1)
        row = await self._database.read(lambda connection: connection.execute(look).first())
        return None if row is None else _subject(subject, row.kind, row.number)

    async def hear(
        self, on: Subject, comment: int, heard: Sequence[Heard], now: datetime, *, gone: Collection[str] = ()
    ) -> None:
        """Keep what was heard in a comment on a pull request or issue (comment 0: by a button, or on a page).

        Lines that are `gone` are taken back. What was accepted, or taken back, makes the pull request or issue due at
        once, in the same transaction; days away every issue that waits for those people.
        """
        rows = [{**_new(each, on, comment, now), "answered_at": None if each.reaction else now} for each in heard]

        def keep(connection: Connection) -> None:
            lost = update(COMMANDS).where(_of(on.repository, comment), _STANDS, _ROW.line.in_(gone))
            moved = any(each.outcome == "accepted" for each in heard)
            away = {each.by for each in heard if each.command == "away" and each.outcome == "accepted"}
            if gone:
                said = select(_ROW.by).where(_of(on.repository, comment), stands_away(), _ROW.line.in_(gone))
                away |= set(connection.execute(said).scalars())
                accepted = lost.where(_ROW.outcome == "accepted").values(withdrawn_at=now)
                moved = connection.execute(accepted).rowcount > 0 or moved
                connection.execute(lost.values(withdrawn_at=now))
            if rows:
                connection.execute(insert(COMMANDS), rows)
            if moved and (on.number or on.sha):  # what was said on a page is about no issue
                mark(connection, [Mark(on, now, now, "")])
            if away:
                clock_changed(connection, on.installation, away, now)

        await self._database.write(keep)
        for each in heard:
            if each.command is not None:
                self._count(f"Command {each.command}", "done" if each.outcome == "accepted" else "refused")

    async def unanswered(self, repository: int, comment: int) -> tuple[Heard, ...]:
        """Return the lines of a comment whose reaction is not there yet, the first one first."""
        look = select(COMMANDS).where(_of(repository, comment), _ROW.answered_at.is_(None)).order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_heard(row) for row in rows)

    async def answered(self, repository: int, comment: int, now: datetime) -> None:
        """Keep that every reaction is there."""
        done = update(COMMANDS).where(_of(repository, comment), _ROW.answered_at.is_(None)).values(answered_at=now)
        await self._database.write(lambda connection: connection.execute(done).rowcount)

    async def wishes(self, on: Subject) -> tuple[Wish, ...]:
        """Return what people asked for on a pull request or issue and what holds still, the first one first."""
        holds = (_about(on), _STANDS, _ROW.outcome == "accepted", _ROW.command.in_(REMEMBERED))
        look = select(COMMANDS).where(*holds).order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_wish(row) for row in rows)

    async def expedited(self, repository: int, since: datetime) -> tuple[Expedited, ...]:
        """Return what was let through without the verdict since a moment (UTC), the first one first: for reports."""
        asked = (_ROW.repository == repository, _ROW.command == "expedite", _ROW.outcome == "accepted")
        look = select(COMMANDS).where(*asked, _ROW.heard_at >= since).order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(
            Expedited(row.number, row.by, row.heard_at, row.arguments[0], row.sha, row.withdrawn_at is not None)
            for row in rows
        )

    async def standing(self, installation: int, by_id: int, command: CommandName) -> tuple[Standing, ...]:
        """Return what a person asked for in an installation and what holds still, the first one first."""
        mine = (_ROW.installation == installation, _ROW.by_id == by_id, _ROW.command == command)
        look = select(COMMANDS).where(*mine, _STANDS, _ROW.outcome == "accepted").order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_standing(row) for row in rows)

    async def said_on_page(self, on: Subject, by_id: int) -> tuple[Standing, ...]:
        """Return what a person asked for on a page of ours, or by a button, about a pull request or issue."""
        mine = (_about(on), _ROW.by_id == by_id, _ROW.comment == 0, _STANDS, _ROW.outcome == "accepted")
        look = select(COMMANDS).where(*mine, _ROW.command.in_(REMEMBERED)).order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_standing(row) for row in rows)

    async def said_lately(self, installation: int, by_id: int, since: datetime) -> int:
        """Return how often a person asked for something on pages of an installation since a moment (UTC)."""
        theirs = (_ROW.installation == installation, _ROW.by_id == by_id, _ROW.comment == 0, _ROW.heard_at >= since)
        look = select(func.count()).select_from(COMMANDS).where(*theirs)
        return await self._database.read(lambda connection: connection.execute(look).scalar_one())

    async def withdraw(self, on: Subject, by_id: int, row: int, now: datetime) -> bool:
        """Take back what a person said on a page, by its row; False where there is nothing of theirs to take back.

        `on` is the pull request or issue that it was said about, and is due at once; without a number: about none.
        """
        mine = (_ROW.id == row, _ROW.installation == on.installation, _ROW.by_id == by_id, _ROW.comment == 0, _STANDS)
        about = (_about(on),) if on.number else ()

        def keep(connection: Connection) -> bool:
            away = set(connection.execute(select(_ROW.by).where(*mine, *about, stands_away())).scalars())
            done = connection.execute(update(COMMANDS).where(*mine, *about).values(withdrawn_at=now)).rowcount > 0
            if done and on.number:
                mark(connection, [Mark(on, now, now, "")])
            if away:
                clock_changed(connection, on.installation, away, now)
            return done

        return await self._database.write(keep)

    async def take_back(self, on: Subject, command: CommandName, now: datetime) -> None:
        """End what a command asked for on a pull request or issue, whoever asked."""
        ended = update(COMMANDS).where(_about(on), _STANDS, _ROW.command == command, _ROW.comment == 0)
        # A comment's line stays known, so that it is not carried out once more when the comment is edited.
        heard = update(COMMANDS).where(_about(on), _STANDS, _ROW.command == command, _ROW.comment != 0)

        def keep(connection: Connection) -> None:
            connection.execute(ended.values(withdrawn_at=now))
            connection.execute(heard.values(outcome="stood"))
            mark(connection, [Mark(on, now, now, "")])

        await self._database.write(keep)

    async def last_word(self, on: Subject) -> LastWord:
        """Return what was decided last."""
        look = select(DECISIONS.c.record).where(DECISIONS.c.subject == on.key)
        record = await self._database.read(lambda connection: connection.execute(look).scalar()) or {}
        blocking = (each["rule"] for each in record.get("findings") or () if each["mode"] == "block")
        mode, owner = str(record.get("mode") or ""), str(record.get("owner") or "")
        rules = frozenset(each["rule"] for each in record.get("signals") or ())
        area, sha = str(record.get("area") or ""), str(record.get("head_sha") or "")
        return LastWord(mode, frozenset(blocking), owner, rules, area, sha)

    async def presses(self, commit: Subject) -> tuple[Press, ...]:
        """Return the buttons that were pressed on a commit's check run and not looked at yet, the first one first."""
        look = select(COMMANDS).where(*_pressed(commit)).order_by(_ROW.id)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(_press(row) for row in rows)

    async def pressed(self, commit: Subject, presses: Sequence[Press]) -> None:
        """Forget the first buttons of a commit: what came of them stands with its pull requests."""
        first = select(_ROW.id).where(*_pressed(commit)).order_by(_ROW.id).limit(len(presses))
        await self._database.write(
            lambda connection: connection.execute(delete(COMMANDS).where(_ROW.id.in_(first))).rowcount
        )


def keep_press(connection: Connection, press: Press, now: datetime) -> None:
    """Keep a button that was pressed, inside the transaction of its delivery."""
    on = Subject("commit", press.installation, press.repository, "", 0, press.sha)
    row = _new(Heard("", "stood", by=press.by, by_id=press.by_id), on, 0, now)
    connection.execute(
        insert(COMMANDS), {**row, "outcome": _PRESSED, "command": press.button, "sha": press.sha, "answered_at": now}
    )


def _new(heard: Heard, on: Subject, comment: int, now: datetime) -> dict[str, object]:
    return {
        "installation": on.installation,
        "repository": on.repository,
        "kind": on.kind,
        "number": on.number,
        "comment": comment,
        "line": heard.line,
        "outcome": heard.outcome,
        "command": heard.command or "",
        "arguments": list(heard.arguments),
        "by": heard.by,
        "by_id": heard.by_id,
        "lifts_block": heard.lifts_block,
        "reaction": heard.reaction or "",
        "why": heard.why,
        "sha": heard.sha,
        "heard_at": now,
    }


def _of(repository: int, comment: int) -> ColumnElement[bool]:
    return (_ROW.repository == repository) & (_ROW.comment == comment)


def _about(on: Subject) -> ColumnElement[bool]:
    return (_ROW.repository == on.repository) & (_ROW.kind == on.kind) & (_ROW.number == on.number)


def _pressed(commit: Subject) -> tuple[ColumnElement[bool], ...]:
    return (_about(commit), _ROW.sha == commit.sha, _ROW.outcome == _PRESSED)


def _subject(near: Subject, kind: SubjectKind, number: int) -> Subject:
    return Subject(kind, near.installation, near.repository, near.full_name, number)


def _wish(row: Row[Any]) -> Wish:
    return Wish(row.command, row.by, row.heard_at, tuple(row.arguments), row.lifts_block, row.comment, row.sha or "")


def _standing(row: Row[Any]) -> Standing:
    return Standing(row.id, row.command, tuple(row.arguments), row.heard_at, on_page=row.comment == 0)


def _heard(row: Row[Any]) -> Heard:
    why = tuple(row.arguments), row.by, row.by_id, row.lifts_block, row.reaction or None, row.why
    return Heard(row.line, row.outcome, row.command or None, *why)


def _press(row: Row[Any]) -> Press:
    button: ButtonName = row.command
    return Press(row.installation, row.repository, row.sha, button, row.by, row.by_id)
