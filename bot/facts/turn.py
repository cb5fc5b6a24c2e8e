"""A turn: a user waits for an answer from one moment on, and somebody owes it by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject

TurnEnd = Literal["comment", "closed", "needs_info", "helped", "withdrawn", "closed_by_other", "moved", "let_go"]
"""How a turn ended: the owner or their cover commented, closed it, or asked for more; the backup or whoever it was
escalated to did; the reporter closed it; somebody else did; it was moved to another owner; it is nobody's to answer
any more (it is gone, or no feedback by the map)."""

WaitingFor = Literal["owner", "rota", "backup", "escalation", "reporter"]
"""Whose turn it is."""

ANSWERS: frozenset[TurnEnd] = frozenset({"comment", "closed", "needs_info"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn on an issue. `area` None: the rota has it. Moments are UTC; `due_at` None: the term never runs out.

    `due_at` is the owner's term, `late_at` the end of another one on the backup's clock. `minutes` are those of the
    owner's working time from `began_at` to `ended_at`.
    """

    area: str | None
    owner: str
    began_at: datetime
    due_at: datetime | None
    late_at: datetime | None = None
    backup: str | None = None
    escalation: str | None = None
    ended_at: datetime | None = None
    ended_by: str = ""
    how: TurnEnd | None = None
    minutes: int = 0

    def waits_for(self, now: datetime) -> WaitingFor:
        """Return whose turn it is."""
        if self.ended_at is not None:
            return "reporter"
        if self.late_at is not None and self.late_at <= now and self.escalation:
            return "escalation"
        if self.due_at is not None and self.due_at <= now and self.backup:
            return "backup"
        return "owner" if self.area is not None else "rota"

    def next_at(self, now: datetime) -> datetime | None:
        """Return the next moment at which it becomes somebody else's; None where none is left."""
        if self.ended_at is not None:
            return None
        return next((each for each in (self.due_at, self.late_at) if each is not None and each > now), None)

    def in_time(self, now: datetime) -> bool | None:
        """Return whether the owner or their cover answered in time; None while that is open, or nobody's fault."""
        if self.how == "let_go":
            return None
        if self.how in ANSWERS:
            return self.due_at is None or (self.ended_at or now) <= self.due_at
        overdue = self.due_at is not None and self.due_at < (self.ended_at or now)
        return False if overdue else None


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn with the issue it is on: what the digest and the report count from."""

    issue: Subject
    turn: Turn


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A piece of feedback as it is remembered: whose area it is, when it began to wait, and the words it began with."""

    number: int
    area: str
    at: datetime
    title: str
    body: str
