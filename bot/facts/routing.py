"""Whose feedback an issue is: the decision with its evidence, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Step = Literal[
    "left_alone", "form", "label", "area_line", "surface", "path", "keywords", "learned", "fallback", "corrected",
]  # fmt: skip
"""The step of the cascade that decided (see docs/routing.md); "corrected": a person did."""

FeedbackKind = Literal["bug", "feature_request", "question", "praise", "incident", "security_report", "unclear"]
FeedbackMode = Literal["off", "observe", "suggest", "route"]
DigestMode = Literal["off", "private", "public"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence for an area: the step it belongs to, the text found, where, and its weight."""

    step: Step
    area: str
    found: str
    where: Literal["title", "body", "label", "form"]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area that might be meant; scores are relative within one decision and sum to at most 1."""

    area: str
    owner: str
    score: float


@dataclass(frozen=True, slots=True)
class Routing:
    """Where feedback goes and why. `routed` is False where the rota gets it or the issue is left alone.

    `owner` is whoever should be assigned (the fallback's login where nothing matched; None where left alone). `cover`
    stands in for them, who are away when the term begins.
    """

    id: str
    routed: bool
    step: Step
    area: str | None
    owner: str | None
    why: str
    candidates: tuple[Candidate, ...] = ()
    ranked: tuple[str, ...] = ()  # every area, the candidates first: what a scorer of routings reads
    confidence: float = 0.0
    kind: FeedbackKind = "unclear"
    evidence: tuple[Sign, ...] = ()
    label: str | None = None
    backup: str | None = None
    due_at: datetime | None = None
    mode: FeedbackMode = "route"
    map_revision: str = ""
    asks: bool = False  # the text is too thin to tell: the reporter is asked, once
    cover: str | None = None
