"""The four errors of the house, and what a failed call to GitHub asks of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.problems import Problem


class Rejected(Exception):  # noqa: N818 - named after what happened at the door, as the house's four errors are
    """The door refused a delivery; `status` is the HTTP status that says so."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class RuleError(Exception):
    """A YAML file cannot be used; every problem names its file, line and column."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Retry:
    """Look again later, at `at` (UTC) or, when it is None, after the queue's own backoff.

    `away`: whoever was asked does not answer anybody just now, so it says little about the subject.
    """

    reason: str
    at: datetime | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """A share of ours is used up until `at` (UTC): this subject waits, others of its installation go on."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """What we looked at changed under us: nothing failed, and whoever is pushing has not finished."""

    reason: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing can or should be done: the subject is gone, forbidden or was superseded."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone(Skip):
    """The repository is there and can be read; what was asked for is not in it any more: deleted, or moved away."""


@dataclass(frozen=True, slots=True)
class NotPermitted(Skip):
    """The installation lacks a permission; `needs` is GitHub's own word for it ("checks=write"), empty if unsaid."""

    needs: str = ""


@dataclass(frozen=True, slots=True)
class Bug:
    """GitHub refused what we should never have asked; a person has to look."""

    reason: str


Advice = Retry | Wait | Moved | Skip | Bug


class FactsUnavailable(Exception):  # noqa: N818 - see Rejected
    """GitHub would not say; `advice` tells the queue what to do with the subject."""

    def __init__(self, advice: Advice) -> None:
        super().__init__(advice.reason)
        self.advice = advice


class EffectRefused(Exception):  # noqa: N818 - see Rejected
    """GitHub would not do; `advice` tells the queue what to do with the subject."""

    def __init__(self, advice: Advice) -> None:
        super().__init__(advice.reason)
        self.advice = advice
