"""A week, its areas and its issues, for tests: complete, small, changed one field at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.facts.outcome import Acted, Final, Judged, Prediction
from bot.facts.report import IssueRef, Reading, Wait, WeekFacts
from bot.facts.turn import Turn, TurnEnd
from bot.facts.week import Week
from bot.policy.ownership import Area, OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from bot.facts.routing import Step

BEGINS = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WEEK = Week("2026-W47", BEGINS, BEGINS + timedelta(days=7))
FACTS = WeekFacts("acme", WEEK)
MAP = """
areas:
  checkout:
    title: Checkout
    owner: mara
    aliases: [till]
    metric: {name: Completed checkouts, unit: "%", goal: above 72, guardrail: refunds below 2 %}
  search:
    title: Search
    owner: jonas
    metric: {name: Searches that find, unit: "%"}
  returns:
    owner: mara
"""


def ownership(text: str) -> OwnershipMap:
    """Return the map of a text."""
    return read_ownership((read_yaml(text, "map.yml"),))[0]


def areas(text: str = MAP) -> tuple[Area, ...]:
    """Return the areas of a map."""
    return ownership(text).areas


def reading(area: str, week: str, value: float | None, **more: str) -> Reading:
    """Return a number that was kept."""
    return Reading(area, week, value, "" if value is None else f"{value:g}", BEGINS, **more)


def judged(
    number: int,
    area: str | None = "checkout",
    final: str | None = None,
    *,
    step: Step = "form",
    acted: Acted = "assigned",
    days: float = 1,
) -> Judged:
    """Return an issue that came `days` after the week began."""
    at = BEGINS + timedelta(days=days)
    owner = {"checkout": "mara", "search": "jonas"}.get(area or "", "ines")
    answer = Final("label", (final,), None, "dee", at) if final else None
    return Judged(1, number, Prediction(step, area, owner, acted, 0.9, at), answer)


def wait(number: int, due: float, ended: float | None = None, how: TurnEnd = "comment", owner: str = "mara") -> Wait:
    """Return a turn that was due, and that ended, so many days after the week began."""
    at = None if ended is None else BEGINS + timedelta(days=ended)
    turn = Turn(
        "checkout", owner, BEGINS - timedelta(days=30), BEGINS + timedelta(days=due), ended_at=at,
        how=None if at is None else how,
    )  # fmt: skip
    return Wait(IssueRef("acme/shop", number), turn)
