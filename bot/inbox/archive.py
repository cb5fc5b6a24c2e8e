"""What is remembered of one subject, for whoever asks why: last decision, deliveries that led to it, audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.facts.repository import Subject
from bot.facts.trail import Decided, Delivered, Performed, Trail
from bot.inbox.tables import CAUSES, COMMANDS, DECISIONS, DELIVERIES, EFFECTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

    from bot.facts.repository import SubjectKind
    from bot.inbox.database import Database

MOST = 100
"""Lines of each list: the newest."""


class Archive:
    """Reads; nothing is written. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, kind: SubjectKind, repository: int, number: int) -> Subject | None:
        """Return a pull request or issue that we have looked at or are to look at; None for any other."""
        key = Subject(kind, 0, repository, "", number).key
        queued = select(SUBJECTS.c.installation, SUBJECTS.c.full_name).where(SUBJECTS.c.key == key)
        decided = select(DECISIONS.c.installation, DECISIONS.c.full_name).where(DECISIONS.c.subject == key)

        def look(connection: Connection) -> Subject | None:
            row = connection.execute(queued).first() or connection.execute(decided).first()
            return Subject(kind, row.installation, repository, row.full_name, number) if row else None

        return await self._database.read(look)

    async def home(self, repository: int, kind: SubjectKind = "issue") -> Subject | None:
        """Return a repository that such things were looked at in, as a subject without a number; None for any other."""
        decided = select(DECISIONS.c.installation, DECISIONS.c.full_name).where(
            DECISIONS.c.subject.startswith(f"{kind}:{repository}:", autoescape=True)
        )
        queued = select(SUBJECTS.c.installation, SUBJECTS.c.full_name).where(
            SUBJECTS.c.repository == repository, SUBJECTS.c.kind == kind
        )
        newest = (decided.order_by(DECISIONS.c.decided_at.desc()), queued.order_by(SUBJECTS.c.changed_at.desc()))

        def look(connection: Connection) -> Subject | None:
            rows = (connection.execute(each.limit(1)).first() for each in newest)
            row = next((each for each in rows if each is not None), None)
            return Subject(kind, row.installation, repository, row.full_name, 0) if row else None

        return await self._database.read(look)

    async def trail(self, subject: Subject, commits: Collection[str] = ()) -> Trail:
        """Return what is remembered; `commits` are heads whose check run may have been asked for again."""
        decision = select(DECISIONS).where(DECISIONS.c.subject == subject.key)
        done = select(EFFECTS).where(EFFECTS.c.subject == subject.key).order_by(EFFECTS.c.id.desc()).limit(MOST)
        here = (COMMANDS.c.repository == subject.repository, COMMANDS.c.kind == subject.kind)
        about = (*here, COMMANDS.c.number == subject.number)
        refusals = select(COMMANDS).where(*about, COMMANDS.c.outcome.in_(("refused", "not_understood")))
        said = select(COMMANDS.c.comment).where(*about, COMMANDS.c.comment != 0)

        def look(connection: Connection) -> Trail:
            row = connection.execute(decision).one_or_none()
            decided = Decided(row.revision, row.record, row.decided_at) if row else None
            comments = [
                f"comment:{subject.repository}:{each}" for each in connection.execute(said.distinct()).scalars()
            ]
            heads = [f"commit:{subject.repository}:{commit}" for commit in commits if commit]
            performed = [
                Performed(
                    each.kind,
                    each.outcome,
                    str(each.record.get("says") or each.record.get("reason") or ""),
                    each.done_at,
                    str(each.record.get("commit") or ""),
                )
                for each in connection.execute(done)
            ]
            refused = connection.execute(refusals.order_by(COMMANDS.c.id.desc()).limit(MOST)).all()
            performed += [Performed("Command", row.outcome, _refusal(row), row.heard_at) for row in refused]
            performed.sort(key=lambda each: each.at, reverse=True)
            return Trail(decided, _deliveries(connection, [subject.key, *comments, *heads]), tuple(performed[:MOST]))

        return await self._database.read(look)


def _refusal(row: Row[Any]) -> str:
    """Return who asked for what, and why nothing came of it; what was written behind the command is not repeated."""
    command = f"/onesitting {row.command}".strip()
    return f"{command} by {row.by}: {row.why}" if row.why else f"{command} by {row.by}"


def _deliveries(connection: Connection, keys: list[str]) -> tuple[Delivered, ...]:
    look = (
        select(DELIVERIES.c.guid, DELIVERIES.c.event, DELIVERIES.c.action, DELIVERIES.c.received_at)
        .join(CAUSES, CAUSES.c.guid == DELIVERIES.c.guid)
        .where(CAUSES.c.subject.in_(keys))
        .distinct()
        .order_by(DELIVERIES.c.received_at.desc(), DELIVERIES.c.guid)
        .limit(MOST)
    )
    return tuple(Delivered(row.guid, row.event, row.action, row.received_at) for row in connection.execute(look))
