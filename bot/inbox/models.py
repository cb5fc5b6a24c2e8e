"""What was learned, by repository: stored as arrays, a bounded number at hand, and fitted anew when it is due."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, select

from bot.inbox.feedback_tables import FINALS
from bot.inbox.fit_process import FitFailed, fit_in_process
from bot.inbox.learning_tables import MODELS
from bot.inbox.marks import insert
from bot.inbox.tables import GOOD_RULES
from bot.meaning import installed_encoder
from bot.triage.learning import Known, Learned, is_due

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.inbox.database import Database
    from bot.triage.learned.meaning import Encoder
    from bot.triage.learned.model import Model

LOG = logging.getLogger(__name__)
FORM = "onesitting model 2"
"""The format that this program reads: the first line of bot.triage.learned.stored.MAGIC, and after it the sentence
vectors' name where there are any."""

MOST_MODELS, MOST_BYTES = 8, 64 * 1024 * 1024
"""Models at hand, and what they may hold together (one alone may hold more)."""

AFTER_FAILURE = timedelta(hours=1)


class _Due(NamedTuple):
    installation: int
    repository: int
    map_texts: str


class _AtHand(NamedTuple):
    fitted_at: datetime
    model: Model
    size: int


class Models:
    """Keeps models. Everything raises DatabaseUnavailable where the database does not answer.

    `fit` returns how many answers a repository has and the bytes of the model they make, or raises FitFailed.
    """

    def __init__(
        self, database: Database, fit: Callable[[str, int], Awaitable[tuple[int, bytes]]] = fit_in_process
    ) -> None:
        self._database = database
        self._fit = fit
        self._encoder = installed_encoder()
        self._at_hand: OrderedDict[int, _AtHand] = OrderedDict()
        self._failed_at: dict[int, datetime] = {}

    async def learned(self, repository: int) -> Model | None:
        """Return what a repository's answers have taught; None where nothing has been learned yet.

        A model that cannot be read (broken, or of another version) is forgotten, and is learned anew.
        """
        when = select(MODELS.c.fitted_at).where(MODELS.c.repository == repository)
        fitted_at = await self._database.read(lambda connection: connection.execute(when).scalar())
        at_hand = self._at_hand.get(repository)
        if fitted_at is None:
            self._at_hand.pop(repository, None)
            return None
        if at_hand is not None and at_hand.fitted_at == fitted_at:
            self._at_hand.move_to_end(repository)
            return at_hand.model
        return await self._load(repository)

    async def fit_due(self, now: datetime) -> int:
        """Fit every model that is due, one after the other in a process of its own; returns how many were fitted."""
        fitted = 0
        for due in await self._database.read(lambda connection: _due(connection, self._form, now)):
            failed_at = self._failed_at.get(due.repository)
            if failed_at is not None and now - failed_at < AFTER_FAILURE:
                continue
            try:
                labels, arrays = await self._fit(self._database.url, due.repository)
            except FitFailed as failed:
                self._failed_at[due.repository] = now
                LOG.warning("repository %d: no model could be fitted: %s", due.repository, failed)
                continue
            await self._keep(due, labels, arrays, now)
            fitted += 1
        return fitted

    @property
    def _form(self) -> str:
        return f"{FORM} {self._encoder.name}" if self._encoder else FORM

    async def _keep(self, due: _Due, labels: int, arrays: bytes, now: datetime) -> None:
        row = {**due._asdict(), "labels": labels, "form": self._form, "arrays": arrays, "fitted_at": now}

        def keep(connection: Connection) -> None:
            statement = insert(connection.dialect.name, MODELS).values(**row)
            newest = {name: statement.excluded[name] for name in row if name != "repository"}
            connection.execute(statement.on_conflict_do_update(index_elements=["repository"], set_=newest))

        await self._database.write(keep)
        self._failed_at.pop(due.repository, None)
        LOG.info("repository %d: learned from %d answers", due.repository, labels)

    async def _load(self, repository: int) -> Model | None:
        look = select(MODELS).where(MODELS.c.repository == repository)
        row = await self._database.read(lambda connection: connection.execute(look).first())
        model = await asyncio.to_thread(_read, row, self._encoder) if row is not None else None
        if row is None or model is None:
            broken = delete(MODELS).where(MODELS.c.repository == repository)
            await self._database.write(lambda connection: connection.execute(broken).rowcount)
            return None
        self._at_hand[repository] = _AtHand(row.fitted_at, model, len(row.arrays))
        self._at_hand.move_to_end(repository)
        while len(self._at_hand) > 1 and (
            len(self._at_hand) > MOST_MODELS or sum(each.size for each in self._at_hand.values()) > MOST_BYTES
        ):
            self._at_hand.popitem(last=False)
        return model


def _read(row: Row[Any], encoder: Encoder | None) -> Model | None:
    from bot.triage.learned.stored import ModelRefusedError, from_bytes  # noqa: PLC0415 - loads numpy

    try:
        return from_bytes(row.arrays, encoder)
    except ModelRefusedError as refused:
        LOG.warning("repository %d: the model is not used and will be learned anew: %s", row.repository, refused)
        return None


def _due(connection: Connection, form: str, now: datetime) -> list[_Due]:
    """Return the repositories with a map whose model is due."""
    maps = {
        row.repository: row
        for row in connection.execute(
            select(GOOD_RULES.c.repository, GOOD_RULES.c.installation, GOOD_RULES.c.revision).where(
                GOOD_RULES.c.kind == "ownership"
            )
        )
    }
    columns = [column for column in MODELS.c if column.name != "arrays"]
    models = {row.repository: row for row in connection.execute(select(*columns))}
    found: list[_Due] = []
    for repository, ruled in maps.items():
        model = models.get(repository)
        learned = Learned(model.labels, model.map_texts, model.form, model.fitted_at) if model else None
        labels, news = _counts(connection, repository, learned)
        if is_due(Known(labels, news, ruled.revision, form), learned, now):
            found.append(_Due(ruled.installation, repository, ruled.revision))
    return found


def _counts(connection: Connection, repository: int, learned: Learned | None) -> tuple[int, int]:
    """Return how many answers name an area, and how many of them came since the last fit."""
    here = (FINALS.c.repository == repository, FINALS.c.text.is_not(None), func.json_array_length(FINALS.c.areas) > 0)
    labels = int(connection.execute(select(func.count()).where(*here)).scalar_one())
    if learned is None:
        return labels, labels
    since = FINALS.c.kept_at > learned.fitted_at
    return labels, int(connection.execute(select(func.count()).where(*here, since)).scalar_one())
