"""What became of each piece of feedback, kept: predictions, corrections, answers, and the words they were given on."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy import insert as plain_insert

from bot.facts.outcome import Correction, Final, Judged, Past, Prediction
from bot.facts.plain import plain
from bot.facts.repository import Subject
from bot.inbox.feedback_tables import CORRECTIONS, FINALS, FIXES, PREDICTIONS, TEXTS
from bot.inbox.marks import insert
from bot.inbox.related import find_related, keep_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Table

    from bot.facts.issue import Fix
    from bot.facts.outcome import Acted, RelatedIssue, Transfer
    from bot.facts.routing import Routing
    from bot.inbox.database import Database

MOST_BODY = 20_000
"""Characters of a body that are kept: more than is read for routing (bot.triage.learned.grams)."""

_UNACTED = "nothing"


class Ledger:
    """Keeps outcomes by issue. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def past(self, subject: Subject) -> Past:
        """Return what is remembered of an issue: the prediction that was acted on, else the newest."""

        def look(connection: Connection) -> Past:
            rows = connection.execute(_on(PREDICTIONS, subject).order_by(PREDICTIONS.c.id)).all()
            acted = [row for row in rows if row.acted != _UNACTED]
            row = acted[-1] if acted else rows[-1] if rows else None
            order = (CORRECTIONS.c.acted_at, CORRECTIONS.c.id)
            corrections = connection.execute(_on(CORRECTIONS, subject).order_by(*order)).all()
            final = connection.execute(_on(FINALS, subject)).first()
            asked = next((row.predicted_at for row in rows if row.acted == "asked"), None)
            done = _prediction(row) if row else None
            return Past(done, tuple(map(_correction, corrections)), _final(final), asked)

        return await self._database.read(look)

    async def predicted(
        self, subject: Subject, words: tuple[str, str], routing: Routing, acted: Acted, now: datetime
    ) -> None:
        """Keep a prediction on the issue's title and body, unless the last one said and did the same."""
        row = {
            **_home(subject),
            "map_revision": routing.map_revision,
            "step": routing.step,
            "kind": routing.kind,
            "area": routing.area,
            "owner": routing.owner,
            "acted": acted,
            "confidence": routing.confidence,
            "candidates": [[each.area, each.owner, each.score] for each in routing.candidates],
            "evidence": [] if routing.kind == "security_report" else plain(routing.evidence),
            "predicted_at": now,
        }
        hidden = routing.kind == "security_report"

        def keep(connection: Connection) -> None:
            text = None if hidden else keep_text(connection, subject, subject.number, words, now)
            last = connection.execute(_on(PREDICTIONS, subject).order_by(PREDICTIONS.c.id.desc()).limit(1)).first()
            same = ("text", "map_revision", "step", "area", "owner", "acted")
            new = {**row, "text": text}
            if last is None or any(getattr(last, name) != new[name] for name in same):
                connection.execute(plain_insert(PREDICTIONS), new)

        await self._database.write(keep)

    async def forget_words(self, subject: Subject) -> None:
        """Delete every version of an issue's words, and with them their place in the index."""
        here = (TEXTS.c.repository == subject.repository, TEXTS.c.number == subject.number)
        look = select(TEXTS.c.id).where(*here).limit(1)
        if await self._database.read(lambda connection: connection.execute(look).first()) is not None:
            await self._database.write(lambda connection: connection.execute(delete(TEXTS).where(*here)).rowcount)

    async def related(self, subject: Subject, asked: Sequence[str]) -> tuple[RelatedIssue, ...]:
        """Return issues of the same repository that share many of some words, the likeliest first."""
        return await self._database.read(lambda connection: find_related(connection, subject, asked))

    async def corrected(self, subject: Subject, corrections: Sequence[Correction]) -> None:
        """Keep what people did, each act once."""
        rows = [
            {
                **_home(subject),
                "how": each.how,
                "area": each.area,
                "owner": each.owner,
                "target": each.target,
                "by": each.by,
                "firm": each.firm,
                "acted_at": each.at,
            }
            for each in corrections
        ]
        if rows:
            await self._database.write(
                lambda connection: (
                    connection.execute(
                        insert(connection.dialect.name, CORRECTIONS).on_conflict_do_nothing(), rows
                    ).rowcount
                )
            )

    async def answered(self, subject: Subject, words: tuple[str, str] | None, final: Final, now: datetime) -> None:
        """Keep the answer that holds, with title and body as they stand (None: they are not to be kept)."""
        row = {
            **_home(subject),
            "how": final.how,
            "areas": list(final.areas),
            "owner": final.owner,
            "by": final.by,
            "answered_at": final.at,
            "kept_at": now,
        }

        def keep(connection: Connection) -> None:
            known = connection.execute(_on(FINALS, subject)).first()
            if known is not None and _final(known) == final:
                return
            text = keep_text(connection, subject, subject.number, words, now) if words is not None else None
            statement = insert(connection.dialect.name, FINALS).values(**row, text=text)
            newest = {name: statement.excluded[name] for name in (*row, "text") if name not in ("repository", "number")}
            same = statement.on_conflict_do_update(index_elements=["repository", "number"], set_=newest)
            connection.execute(same)

        await self._database.write(keep)

    async def fixed(self, subject: Subject, fixes: Sequence[Fix]) -> None:
        """Keep which merged pull requests closed the issue, each once."""
        rows = [
            {**_home(subject), "pull_name": each.full_name, "pull_number": each.number, "merged_at": each.merged_at}
            for each in fixes
            if each.merged_at is not None
        ]

        def keep(connection: Connection) -> int:
            return connection.execute(insert(connection.dialect.name, FIXES).on_conflict_do_nothing(), rows).rowcount

        if rows:
            await self._database.write(keep)

    async def judged(self, installation: int, since: datetime) -> tuple[Judged, ...]:
        """Return every issue's prediction since a moment beside its answer, the oldest first: for figures.

        Of several predictions on one issue that counts which was acted on, else the newest.
        """
        when = (PREDICTIONS.c.installation == installation, PREDICTIONS.c.predicted_at >= since)
        look = select(PREDICTIONS).where(*when).order_by(PREDICTIONS.c.id)
        answers = select(FINALS).where(FINALS.c.installation == installation)

        def read(connection: Connection) -> tuple[Judged, ...]:
            finals = {(row.repository, row.number): row for row in connection.execute(answers)}
            last: dict[tuple[int, int], Row[Any]] = {}
            for row in connection.execute(look):
                here = (row.repository, row.number)
                if row.acted != _UNACTED or here not in last or last[here].acted == _UNACTED:
                    last[here] = row
            return tuple(Judged(*here, _prediction(row), _final(finals.get(here))) for here, row in last.items())

        return await self._database.read(read)


def keep_transfer(connection: Connection, transfer: Transfer) -> None:
    """Keep that an issue left its repository, inside the transaction of its delivery.

    That is the answer where we had done something and nobody had named an area: it did not belong here.
    """
    here = Subject("issue", transfer.installation, transfer.repository, "", transfer.number)
    each = transfer.correction
    row = {**_home(here), "how": each.how, "target": each.target, "by": each.by, "firm": each.firm}
    note = insert(connection.dialect.name, CORRECTIONS).values(**row, acted_at=each.at, area=None, owner=None)
    connection.execute(note.on_conflict_do_nothing())
    acted = connection.execute(_on(PREDICTIONS, here).where(PREDICTIONS.c.acted != _UNACTED).limit(1)).first()
    known = connection.execute(_on(FINALS, here)).first()
    if acted is not None and known is None:
        answer = {**_home(here), "how": each.how, "areas": [], "owner": None, "by": each.by, "text": None}
        connection.execute(plain_insert(FINALS), {**answer, "answered_at": each.at, "kept_at": each.at})


def keep_text(connection: Connection, subject: Subject, number: int, words: tuple[str, str], now: datetime) -> int:
    """Keep words once and return their row's id; words that are there already are young again."""
    title, body = words[0][:MOST_BODY], words[1][:MOST_BODY]
    digest = sha256(f"{len(title)} {title}{body}".encode(errors="replace")).hexdigest()
    row = {**_home(subject), "number": number, "digest": digest, "title": title, "body": body, "kept_at": now}
    statement = insert(connection.dialect.name, TEXTS).values(**row)
    here = ["repository", "number", "digest"]
    again = statement.on_conflict_do_update(index_elements=here, set_={"kept_at": statement.excluded.kept_at})
    kept = int(connection.execute(again.returning(TEXTS.c.id)).scalar_one())
    keep_words(connection, kept, subject.repository, title, body)
    return kept


def _home(subject: Subject) -> dict[str, object]:
    return {"installation": subject.installation, "repository": subject.repository, "number": subject.number}


def _on(table: Table, subject: Subject) -> Any:  # noqa: ANN401 - a select of all columns
    here: tuple[ColumnElement[bool], ...] = (
        table.c.repository == subject.repository,
        table.c.number == subject.number,
    )
    return select(table).where(*here)


def _prediction(row: Row[Any]) -> Prediction:
    candidates = tuple(str(each[0]) for each in row.candidates)
    what = row.step, row.area, row.owner, row.acted, row.confidence, row.predicted_at
    return Prediction(*what, candidates, row.map_revision)


def _correction(row: Row[Any]) -> Correction:
    return Correction(row.how, row.by, row.acted_at, row.area, row.owner, row.firm, row.target)


def _final(row: Row[Any] | None) -> Final | None:
    return None if row is None else Final(row.how, tuple(row.areas), row.owner, row.by, row.answered_at)
