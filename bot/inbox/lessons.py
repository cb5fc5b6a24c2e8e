"""The answers that people have given, as lessons: areas beside the words that stood there then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.facts.rule_text import RuleText
from bot.inbox.feedback_tables import FINALS, TEXTS
from bot.inbox.tables import GOOD_RULES
from bot.triage.learned.rows import RECENT, Labelled

if TYPE_CHECKING:
    from sqlalchemy import Connection


def read_labelled(connection: Connection, repository: int) -> tuple[Labelled, ...]:
    """Return the newest answers of a repository that name an area, the oldest first."""
    columns = (FINALS.c.number, TEXTS.c.title, TEXTS.c.body, FINALS.c.areas, FINALS.c.answered_at)
    both = select(*columns).join(TEXTS, FINALS.c.text == TEXTS.c.id).where(FINALS.c.repository == repository)
    rows = connection.execute(both.order_by(FINALS.c.answered_at.desc(), FINALS.c.id.desc()).limit(RECENT)).all()
    named = (row for row in reversed(rows) if row.areas)
    return tuple(Labelled(str(row.number), row.title, row.body, tuple(row.areas), row.answered_at) for row in named)


def read_map_texts(connection: Connection, repository: int) -> tuple[RuleText, ...]:
    """Return the texts of the ownership map in force; none where there is none."""
    here = (GOOD_RULES.c.repository == repository, GOOD_RULES.c.kind == "ownership")
    texts = connection.execute(select(GOOD_RULES.c.texts).where(*here)).scalar()
    return tuple(RuleText(**text) for text in texts or ())
