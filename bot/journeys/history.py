"""The journey of a history: a page of labelled issues from before, kept to learn from, and then the next page.

A page at a time through the queue: pauses, fairness and crashes are its business, and nobody waits for the end.
"""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.github.fetch_history import fetch_history
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.map_in_force import read_beside
from bot.journeys.telling import is_permitted
from bot.policy.kinds import read_kinds
from bot.triage.issue_text import read_issue_text
from bot.triage.kinds import judge_kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.outcome import PastAnswer
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.policy.kinds import KindRules
    from bot.policy.ownership import OwnershipMap


async def begin_history(desk: Desk, subject: Subject, ownership: OwnershipMap, now: datetime) -> None:
    """Have the labelled issues of the subject's repository read, once for each set of labels that mean an area."""
    labels = areas_by_label(ownership)
    if desk.teacher is None or not labels:
        return
    digest = sha256("\n".join(f"{label}\t{area}" for label, area in sorted(labels.items())).encode()).hexdigest()
    await desk.teacher.begin(subject, digest, now)


async def history(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Read one page; the next one is then due. Raises FactsUnavailable."""
    cursor = await desk.teacher.cursor(subject) if desk.teacher is not None else None
    if desk.teacher is None or cursor is None:
        return
    for needed in ("issues:read", "contents:read"):
        if not await is_permitted(github, desk.journal, subject, (needed,), now):
            return
    try:
        ownership = await read_beside(await fetch_ownership(github, subject))
    except RuleError:
        return  # the map that is mended begins it anew
    if ownership is None or not (areas := areas_by_label(ownership)):
        return
    page = await fetch_history(github, subject, areas, cursor)
    answers = await asyncio.to_thread(_without_secrets, page.answers, read_kinds(desk.shipped))
    await desk.teacher.read_on(subject, answers, page.issues, page.cursor, now)


def _without_secrets(answers: Sequence[PastAnswer], rules: KindRules) -> tuple[PastAnswer, ...]:
    """Return the answers without those on security reports: their words are not kept, and without words nothing is."""
    texts = ((each, read_issue_text(each.title, each.body)) for each in answers)
    return tuple(each for each, text in texts if judge_kind(text, (), rules) != "security_report")


def areas_by_label(ownership: OwnershipMap) -> dict[str, str]:
    """Return the area of each label that means one, in lower case; the label that the bot sets before old ones."""
    every = [(ownership.label(area), area.id) for area in ownership.areas]
    every += [(label, area.id) for area in ownership.areas for label in area.labels]
    found: dict[str, str] = {}
    for label, area_id in every:
        found.setdefault(label.casefold(), area_id)
    return found
