"""The last texts of rules and maps that could be used: what stays in force while a newer one has errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, select

from bot.facts.rule_text import RuleText
from bot.inbox.marks import insert
from bot.inbox.tables import GOOD_RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.inbox.database import Database

RulesKind = Literal["rules", "ownership"]
_ROW = GOOD_RULES.c


class GoodRules:
    """Keeps texts by repository. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_good(self, subject: Subject, kind: RulesKind, texts: Sequence[RuleText], now: datetime) -> None:
        """Keep texts that could be used in place of the last ones; the same ones (by their blobs) cost one read.

        Without texts nothing is in force that could be fallen back to: the last ones are forgotten.
        """
        revision = " ".join(text.revision for text in texts)
        look = select(_ROW.revision).where(_ROW.repository == subject.repository, _ROW.kind == kind)
        known = await self._database.read(lambda connection: connection.execute(look).scalar())
        if (known or "") == revision:
            return
        row = {
            "repository": subject.repository,
            "kind": kind,
            "installation": subject.installation,
            "revision": revision,
            "texts": [
                {"source": text.source, "text": text.text, "revision": text.revision, "commit": text.commit}
                for text in texts
            ],
            "kept_at": now,
        }

        def keep(connection: Connection) -> None:
            if not texts:
                connection.execute(delete(GOOD_RULES).where(_ROW.repository == subject.repository, _ROW.kind == kind))
                return
            statement = insert(connection.dialect.name, GOOD_RULES).values(**row)
            newest = {name: statement.excluded[name] for name in row if name not in ("repository", "kind")}
            connection.execute(statement.on_conflict_do_update(index_elements=["repository", "kind"], set_=newest))

        await self._database.write(keep)

    async def last_good(self, subject: Subject, kind: RulesKind) -> tuple[RuleText, ...]:
        """Return the last texts that could be used; none where there never were any."""
        look = select(_ROW.texts).where(_ROW.repository == subject.repository, _ROW.kind == kind)
        found = await self._database.read(lambda connection: connection.execute(look).scalar())
        return tuple(RuleText(**text) for text in found or ())
