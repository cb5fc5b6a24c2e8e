"""Pull requests with one head commit share its check run: when one of them moves on, the others are looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.journeys.desk import Desk

ONCE_MORE = timedelta(minutes=1)
"""No window is longer: by then what was opened at a commit was looked at, at that commit or at its next."""


async def watch_head(desk: Desk, subject: Subject, head: str, same_head: tuple[int, ...], now: datetime) -> None:
    """Make due whose check run speaks for this pull request, which has another `head` now; call it before it is judged.

    GitHub tells of the push on one of them alone. Who moves on before a first look leaves no trace: a check run that
    speaks for somebody who was not looked at yet is looked at once more.
    """
    before = await desk.journal.judged_head(subject)
    if before == head:
        return
    left = await desk.journal.judged_at(subject, before) if before else ()
    await desk.agenda.mark([replace(subject, number=number) for number in left if number != subject.number], now)
    if same_head and not set(same_head) <= set(await desk.journal.judged_at(subject, head)):
        await desk.agenda.mark([subject], now + ONCE_MORE)
