"""Changes kept for replays: encrypted at rest, the newest fifty of a repository, for two weeks at most."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.facts.plain import plain
from bot.facts.pull_request import PullRequestFacts
from bot.facts.restored import restored
from bot.facts.said import Said
from bot.inbox.marks import insert
from bot.inbox.rule_tables import CHANGES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.repository import Subject
    from bot.inbox.database import Database
    from bot.vault import Vault

MOST_KEPT = 50
MOST_BYTES = 1_000_000
"""Of one change, compressed: a larger one is left out of replays, which say so."""
LONGEST = timedelta(days=14)
_PURPOSE = "changes"
_ROW = CHANGES.c


class Changes:
    """Keeps what a pull request was judged by. Everything raises DatabaseUnavailable where there is no answer."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def keep(self, subject: Subject, facts: PullRequestFacts, now: datetime) -> None:
        """Keep the change at this head, in place of an earlier one; the same one costs one read."""
        here = (_ROW.repository == subject.repository, _ROW.number == subject.number)
        known = await self._database.read(lambda connection: connection.execute(select(_ROW.head_sha).where(*here)))
        if known.scalar() == facts.head_sha:
            return
        packed = zlib.compress(json.dumps(plain(_bare(facts)), ensure_ascii=False).encode(errors="surrogatepass"))
        if len(packed) > MOST_BYTES:
            await self._database.write(lambda connection: connection.execute(delete(CHANGES).where(*here)).rowcount)
            return
        row = {
            "repository": subject.repository,
            "number": subject.number,
            "installation": subject.installation,
            "head_sha": facts.head_sha,
            "sealed": self._vault.seal(_PURPOSE, packed, now),
            "kept_at": now,
        }

        def keep(connection: Connection) -> None:
            statement = insert(connection.dialect.name, CHANGES).values(**row)
            newest = {name: statement.excluded[name] for name in row if name not in ("repository", "number")}
            connection.execute(statement.on_conflict_do_update(index_elements=["repository", "number"], set_=newest))
            mine = select(_ROW.number).where(_ROW.repository == subject.repository)
            older = mine.order_by(_ROW.number.desc()).offset(MOST_KEPT).limit(MOST_KEPT)
            old = [number for (number,) in connection.execute(older)]
            if old:
                connection.execute(delete(CHANGES).where(_ROW.repository == subject.repository, _ROW.number.in_(old)))

        await self._database.write(keep)

    async def kept(self, repository: int, now: datetime) -> dict[int, PullRequestFacts]:
        """Return what is kept of a repository's pull requests, by number; what cannot be read any more is left out."""
        look = select(_ROW.number, _ROW.sealed).where(_ROW.repository == repository)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        found = {number: self._opened(sealed, now) for number, sealed in rows}
        return {number: facts for number, facts in found.items() if facts is not None}

    async def forget(self, repository: int) -> None:
        """Delete what is kept of a repository: nobody asks for it any more."""
        look = select(_ROW.number).where(_ROW.repository == repository).limit(1)
        if await self._database.read(lambda connection: connection.execute(look).scalar()) is not None:
            gone = delete(CHANGES).where(_ROW.repository == repository)
            await self._database.write(lambda connection: connection.execute(gone).rowcount)

    def _opened(self, sealed: bytes, now: datetime) -> PullRequestFacts | None:
        packed = self._vault.open(_PURPOSE, sealed, now, LONGEST)
        if packed is None:
            return None
        try:
            return restored(PullRequestFacts, json.loads(zlib.decompress(packed).decode(errors="surrogatepass")))
        except (TypeError, ValueError, KeyError, StopIteration):
            return None  # an older version kept it


def _bare(facts: PullRequestFacts) -> PullRequestFacts:
    """Return the change without what was said or asked for on it."""
    return replace(facts, said=Said(), wishes=(), ticks=(), now=None)
