"""What became of a routing: the prediction, what people did against it, and the answer that holds in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.routing import Step

Acted = Literal["nothing", "suggested", "assigned", "asked"]
"""What was done with a prediction: kept only, said in a comment, owner assigned, or the reporter was asked for more."""

CorrectionHow = Literal[
    "not_mine", "area", "relabel", "unlabelled", "assignee", "unassigned", "transfer", "duplicate"
]  # fmt: skip
FinalHow = Literal["not_mine", "area", "relabel", "label", "assignee", "unassigned", "transfer", "answered", "closed",
                   "linked"]  # fmt: skip
"""Which act gave the answer; the last three confirm what was predicted."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """Where an issue was thought to belong, and what was done with that. `at` is UTC."""

    step: Step
    area: str | None
    owner: str | None
    acted: Acted
    confidence: float
    at: datetime
    candidates: tuple[str, ...] = ()
    map_revision: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's act against a routing. `area` and `owner` are where it goes to, None where that is not said.

    `firm`: that person has at least triage permission. `target` is the original's number where it is a duplicate, or
    the repository that it was transferred to.
    """

    how: CorrectionHow
    by: str
    at: datetime
    area: str | None = None
    owner: str | None = None
    firm: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Final:
    """The answer that holds: areas (the first one counts first) and owner; none where it is only known to be wrong."""

    how: FinalHow
    areas: tuple[str, ...]
    owner: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of an issue: the prediction that was acted on (else the newest), and people's corrections.

    `asked_at` is when its reporter was asked for more.
    """

    prediction: Prediction | None = None
    corrections: tuple[Correction, ...] = ()
    final: Final | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What people had answered before we came: an issue with its title and body as they stood at the last label."""

    number: int
    title: str
    body: str
    final: Final


@dataclass(frozen=True, slots=True)
class Transfer:
    """An issue that a person moved to another repository: there is nothing to read of it here any more."""

    installation: int
    repository: int
    number: int
    correction: Correction


@dataclass(frozen=True, slots=True)
class RelatedIssue:
    """An issue of the same repository that may be about the same: by its words, nothing more."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One issue's prediction beside its answer, None where nobody has given one: what accuracy is counted from."""

    repository: int
    number: int
    prediction: Prediction
    final: Final | None
