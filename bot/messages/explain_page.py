"""The page that explains a decision, as data: every word and address of it, nothing of how it looks.

Foreign text in it is raw; whatever draws the page makes it inert. Text between backticks is meant as code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.trail import Trail


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; nowhere where `url` is empty. `beside` is said behind them."""

    words: str
    url: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding: what it says and weighs, what was measured, where, and the smallest change that clears it."""

    says: str
    weight: str
    measured: str
    rule: Link
    fix: str
    places: tuple[Link, ...] = ()
    more_places: int = 0


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule that was looked at. `state` is "fired", "did not fire" or "not evaluated"."""

    rule: Link
    state: str
    measured: str
    limit: str
    mode: str
    why: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: its kind, the pile its lines are in, its minutes, and why it is of that kind."""

    path: Link
    kind: str
    pile: str
    added: int
    removed: int
    time: str
    why: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """One piece of evidence about who wrote it."""

    channel: str
    found: str
    agent: str
    proof: str
    sure: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the split plan."""

    number: int
    title: str
    time: str
    added: int
    removed: int
    after: str
    files: tuple[str, ...]
    more_files: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitSection:
    """The split plan with its proof; without parts `says` tells why there are none."""

    headline: str
    says: str
    parts: tuple[PartRow, ...] = ()
    ties: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting in force, and where it was written."""

    key: str
    value: str
    layer: str
    place: Link
    commit: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of what led to the decision, or of what was done about it."""

    at: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every page begins with: which repository and subject, its title, and what was decided in a sentence."""

    kind: str
    name: str
    home: Link
    title: str
    decided: str
    facts: tuple[tuple[str, Link], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullRequestPage:
    """Why a pull request was judged as it was."""

    head: Head
    reasons: tuple[Reason, ...]
    rules: tuple[RuleRow, ...]
    files: tuple[FileRow, ...]
    more_files: int
    signs: tuple[SignRow, ...]
    authorship: str
    split: SplitSection | None
    settings: tuple[SettingRow, ...]
    checklist: tuple[Link, ...]
    asked: tuple[EventRow, ...]
    unseen: tuple[str, ...]
    deliveries: tuple[EventRow, ...] = ()
    effects: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """An area that may be meant."""

    area: str
    owner: str
    score: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One piece of evidence for an area."""

    step: str
    area: str
    found: str
    where: str
    weight: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Why an issue was given to whom, or to nobody.

    `no_steps` and `no_turns` say why there is no evidence, and why nobody owes an answer, where that is so. `feedback`
    is the path of the page of the repository's feedback.
    """

    head: Head
    steps: tuple[FoundRow, ...]
    no_steps: str
    candidates: tuple[CandidateRow, ...]
    acts: tuple[EventRow, ...]
    turns: tuple[EventRow, ...]
    no_turns: str
    feedback: str
    deliveries: tuple[EventRow, ...] = ()
    effects: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What is remembered of a decision while GitHub does not tell the rest: figures and rule ids, without words."""

    head: Head
    rules: tuple[RuleRow, ...]
    deliveries: tuple[EventRow, ...] = ()
    effects: tuple[EventRow, ...] = ()


ExplainPage = PullRequestPage | IssuePage | KeptPage


@dataclass(frozen=True, slots=True)
class Looked:
    """When the page was made, and what is remembered from before."""

    now: datetime
    trail: Trail
