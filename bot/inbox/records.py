"""What we decided and did, kept: the last decision of each subject and the audit trail of effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import insert as plain_insert
from sqlalchemy import select

from bot.facts.plain import plain
from bot.inbox.firings import follow
from bot.inbox.marks import insert
from bot.inbox.tables import DECISIONS, EFFECTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.plain import Plain
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.verdict import Verdict
    from bot.inbox.database import Database

Outcome = Literal["done", "refused"]
MOST_TOLD = 500
"""GitHub lets an installation create no more than this in an hour."""
WORDS = frozenset({"says", "fix", "why", "note", "signal", "checklist", "reasoning"})
"""Parts of a verdict that may quote the change: not kept. What stays are numbers, line ranges and rule ids."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The last verdict or routing of a subject, as JSON; `revision` is the head commit, or the map's revision."""

    subject: str
    full_name: str
    revision: str
    record: dict[str, Plain]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the audit trail. `kind` is the effect's class name."""

    subject: str
    kind: str
    outcome: Outcome
    record: dict[str, Plain]
    done_at: datetime


class Recorder:
    """Keeps records and gives them back. Everything raises DatabaseUnavailable where the database does not answer.

    `count` is called with the kind and the outcome of each effect that is kept.
    """

    def __init__(
        self, database: Database, count: Callable[[str, Outcome], None] = lambda _kind, _outcome: None
    ) -> None:
        self._database = database
        self._count = count

    async def verdict(self, subject: Subject, verdict: Verdict, now: datetime) -> None:
        """Keep the numbers of a pull request's verdict in place of the last one."""
        record = _without_words(_record(verdict))

        def keep(connection: Connection) -> None:
            _decide(connection, subject, verdict.head_sha, record, now)
            follow(connection, subject, verdict, now)

        await self._database.write(keep)

    async def routing(self, subject: Subject, routing: Routing, now: datetime) -> None:
        """Keep where an issue went and why, in place of the last decision."""
        record, revision = _record(routing), routing.map_revision
        await self._database.write(lambda connection: _decide(connection, subject, revision, record, now))

    async def effect(
        self, subject: Subject, effect: object, outcome: Outcome, now: datetime, *, kind: str = ""
    ) -> None:
        """Append one effect (a frozen dataclass) to the audit trail; `kind` where its class name does not say it."""
        kind = kind or type(effect).__name__
        row = {
            "subject": subject.key,
            "installation": subject.installation,
            "kind": kind,
            "outcome": outcome,
            "record": _record(effect),
            "done_at": now,
        }
        await self._database.write(lambda connection: connection.execute(plain_insert(EFFECTS), row).rowcount)
        self._count(kind, outcome)

    async def decision(self, key: str) -> Decision | None:
        """Return the last decision on a subject; None where there is none."""
        look = select(DECISIONS).where(DECISIONS.c.subject == key)
        row = await self._database.read(lambda connection: connection.execute(look).one_or_none())
        if row is None:
            return None
        return Decision(row.subject, row.full_name, row.revision, row.record, row.decided_at)

    async def writes(self, key: str, since: datetime) -> int:
        """Return how often we wrote on a subject; the first check run on each head commit is not counted."""
        kinds, commits = await self._written(key, since)
        return kinds - len(commits)

    async def told_strangers(self, installation: int, since: datetime) -> tuple[tuple[int, int], ...]:
        """Return repository and author of each new comment on what a stranger opened, the newest MOST_TOLD."""
        here = (EFFECTS.c.installation == installation, EFFECTS.c.kind == "CreateComment", EFFECTS.c.outcome == "done")
        look = select(EFFECTS.c.subject, EFFECTS.c.record).where(*here, EFFECTS.c.done_at > since)
        newest = look.order_by(EFFECTS.c.id.desc()).limit(MOST_TOLD)
        rows = await self._database.read(lambda connection: connection.execute(newest).all())
        told = ((int(row.subject.split(":")[1]), int(row.record.get("author") or 0)) for row in rows)
        return tuple((repository, author) for repository, author in told if author)

    async def checked_since(self, key: str, since: datetime) -> frozenset[str]:
        """Return the head commits that got a check run."""
        return (await self._written(key, since))[1]

    async def _written(self, key: str, since: datetime) -> tuple[int, frozenset[str]]:
        done = (EFFECTS.c.subject == key, EFFECTS.c.outcome == "done", EFFECTS.c.done_at > since)
        look = select(EFFECTS.c.kind, EFFECTS.c.record).where(*done)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return len(rows), frozenset(str(row.record.get("commit")) for row in rows if row.kind == "CreateCheckRun")

    async def judged_head(self, subject: Subject) -> str:
        """Return the head commit that the last verdict on a pull request is about, empty where there is none."""
        look = select(DECISIONS.c.revision).where(DECISIONS.c.subject == subject.key)
        return await self._database.read(lambda connection: connection.execute(look).scalar()) or ""

    async def judged_at(self, subject: Subject, sha: str) -> tuple[int, ...]:
        """Return the numbers of the pull requests of the subject's repository whose last verdict is about a commit."""
        here = DECISIONS.c.subject.startswith(f"pull_request:{subject.repository}:", autoescape=True)
        theirs = DECISIONS.c.installation == subject.installation  # there is an index of these
        look = select(DECISIONS.c.subject).where(theirs, here, DECISIONS.c.revision == sha)
        keys = await self._database.read(lambda connection: connection.execute(look).scalars().all())
        return tuple(sorted(int(key.rpartition(":")[2]) for key in keys))

    async def effects(self, key: str, limit: int = 100) -> tuple[Done, ...]:
        """Return a subject's audit trail, the newest first."""
        look = select(EFFECTS).where(EFFECTS.c.subject == key).order_by(EFFECTS.c.id.desc()).limit(limit)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(Done(row.subject, row.kind, row.outcome, row.record, row.done_at) for row in rows)


def _decide(connection: Connection, subject: Subject, revision: str, record: dict[str, Plain], now: datetime) -> None:
    row = {
        "subject": subject.key,
        "installation": subject.installation,
        "full_name": subject.full_name,
        "revision": revision,
        "record": record,
        "decided_at": now,
    }
    statement = insert(connection.dialect.name, DECISIONS).values(**row)
    newest = {name: statement.excluded[name] for name in row if name != "subject"}
    connection.execute(statement.on_conflict_do_update(index_elements=["subject"], set_=newest))


def _record(fact: object) -> dict[str, Plain]:
    record = plain(fact)
    if not isinstance(record, dict):
        raise TypeError(f"not a record: {type(fact).__name__}")
    return record


def _without_words(value: dict[str, Plain]) -> dict[str, Plain]:
    return {key: _stripped(part) for key, part in value.items() if key not in WORDS}


def _stripped(value: Plain) -> Plain:
    if isinstance(value, dict):
        return _without_words(value)
    return [_stripped(item) for item in value] if isinstance(value, list) else value
