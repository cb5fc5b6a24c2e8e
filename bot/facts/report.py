"""The Monday report as data: what was gathered for a week, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.facts.week import Week  # noqa: TC001 - the published schema is read off the annotation

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.outcome import Judged
    from bot.facts.turn import Turn

NumberState = Literal["reported", "read", "not_reported", "not_read", "failed", "no_metric"]
"""Where a number comes from: its owner said it, its source was read; or why there is none."""

DecisionKind = Literal["source_fails", "not_reported", "often_wrong", "no_area", "overdue_long"]
"""What is asked of people: see bot.triage.monday.decisions."""


@dataclass(frozen=True, slots=True, order=True)
class IssueRef:
    """An issue or a pull request; `full_name` is `owner/name`."""

    full_name: str
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An area's number for one week, or why its source gave none (`failed`).

    `value` in the metric's unit, `shown` as it was written. `says` and `by` are the owner's sentence and login, empty
    where a source was read. `at` is when (UTC).
    """

    area: str
    week: str
    value: float | None
    shown: str
    at: datetime
    says: str = ""
    by: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner said by command, before it is known which of their areas it is about.

    `on_area` is the area of the issue that it was said on, None where that is none.
    """

    by: str
    number: str
    why: str
    at: datetime
    on_area: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A user waited for an answer on an issue: one turn of it."""

    issue: IssueRef
    turn: Turn


@dataclass(frozen=True, slots=True)
class Move:
    """A person sent an issue elsewhere; `owner` had it until then."""

    issue: IssueRef
    owner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a piece of feedback that came in the week."""

    issue: IssueRef
    area: str | None
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """A merged pull request that closed a piece of feedback; no title of what was reported in private."""

    issue: IssueRef
    area: str | None
    title: str
    pull: IssueRef


@dataclass(frozen=True, slots=True)
class LetThrough:
    """A pull request whose commit was let through without the verdict; `taken_back`: not any more."""

    pull: IssueRef
    by: str
    why: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Everything that was gathered for one organisation's week.

    `readings` reach back four weeks, `judged` thirteen (newest predictions of issues of before the week among them).
    """

    organisation: str
    week: Week
    readings: tuple[Reading, ...] = ()
    answers: tuple[Answer, ...] = ()
    judged: tuple[Judged, ...] = ()
    names: tuple[tuple[int, str], ...] = ()
    waits: tuple[Wait, ...] = ()
    moves: tuple[Move, ...] = ()
    said: tuple[Said, ...] = ()
    shipped: tuple[Shipped, ...] = ()
    let_through: tuple[LetThrough, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One area's number. `trend` has one value a week, oldest first, this week's last; `weeks` are their names.

    `change` is against last week, in the metric's unit; None where one of the two is missing. `why` says what failed.
    """

    owner: str
    area: str
    title: str
    metric: str
    unit: str
    goal: str
    guardrail: str
    state: NumberState
    value: float | None
    shown: str
    change: float | None
    weeks: tuple[str, ...]
    trend: tuple[float | None, ...]
    says: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class OwnerFeedback:
    """What reached one owner. Counts are issues; `on_time` of `due` answers came in time."""

    owner: str
    new: int
    by_rule: int
    by_rota: int
    moved: int
    on_time: int
    due: int
    overdue: tuple[IssueRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Issues of one area that say much the same: the words they share, and the issues, oldest first."""

    area: str | None
    words: tuple[str, ...]
    issues: tuple[IssueRef, ...]


@dataclass(frozen=True, slots=True)
class AreaHealth:
    """How well routing does for one area, over thirteen weeks.

    `right` of `judged` assignments to it belonged there. Of `issues` that people put there, `covered` were assigned by
    a rule and `abstained` went to the rota.
    """

    area: str
    judged: int
    right: int
    issues: int
    covered: int
    abstained: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a person should decide: about which area (empty: all), how much of it, and where."""

    kind: DecisionKind
    area: str = ""
    owner: str = ""
    count: int = 0
    why: str = ""
    issues: tuple[IssueRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One organisation's week, complete. `so_far`: the week has not ended yet."""

    organisation: str
    week: Week
    so_far: bool
    numbers: tuple[NumberLine, ...]
    feedback: tuple[OwnerFeedback, ...]
    said: tuple[Cluster, ...]
    alone: int
    shipped: tuple[Shipped, ...]
    let_through: tuple[LetThrough, ...]
    health: tuple[AreaHealth, ...]
    decisions: tuple[Decision, ...]
