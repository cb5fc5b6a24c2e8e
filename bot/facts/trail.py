"""How a decision came about and what was done about it: the webhooks that asked for a look, and our own writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.plain import Plain


@dataclass(frozen=True, slots=True)
class Delivered:
    """A webhook that made a subject due: GitHub's own id of the delivery, its event and action. `at` is UTC."""

    guid: str
    event: str
    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Performed:
    """One line of the audit trail: the kind of effect, "done" or "refused", and what it said in a line.

    A "Command" is one that nothing came of ("refused" or "not_understood"), with who asked and why.
    """

    kind: str
    outcome: str
    says: str
    at: datetime
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was kept of the last decision: numbers, line ranges, rule ids; `revision` is the head, or the map's."""

    revision: str
    record: dict[str, Plain]
    at: datetime


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that is remembered about one subject, the newest first. `decided` None: never decided, or purged."""

    decided: Decided | None = None
    deliveries: tuple[Delivered, ...] = ()
    performed: tuple[Performed, ...] = ()
