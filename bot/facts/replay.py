"""What a change of rules or of the ownership map would have changed: past pull requests and issues, judged twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.routing import Routing
    from bot.facts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class JudgedTwice:
    """A pull request whose verdict is another one: by the rules in force (`before`) and by the proposed ones (`after`).

    `title` is raw foreign text.
    """

    number: int
    title: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class RoutedTwice:
    """An issue that would go elsewhere by the proposed map; None where there is no map. `title` is raw foreign text."""

    number: int
    title: str
    before: Routing | None
    after: Routing | None


@dataclass(frozen=True, slots=True)
class Replay:
    """The differences, among how many that were tried; `left_out` says in words what could not be, and why.

    `pull_requests` and `issues` are None where that file is not part of the change.
    """

    judged: tuple[JudgedTwice, ...] = ()
    routed: tuple[RoutedTwice, ...] = ()
    pull_requests: int | None = None
    issues: int | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedOnce:
    """A past pull request, judged as if it were open and ready; `is_asked`: somebody would have been asked to act.

    `title` is raw foreign text.
    """

    number: int
    title: str
    verdict: Verdict
    is_asked: bool


@dataclass(frozen=True, slots=True)
class FirstReplay:
    """What first settings would have made of past pull requests; `left_out` says in words what could not be tried."""

    judged: tuple[JudgedOnce, ...] = ()
    left_out: tuple[str, ...] = ()
