"""The Monday report's issue: opened once a week, and the one before is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import CloseIssue, CreateIssue, Target
from bot.messages.marker import state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.effects.kinds import Effect
    from bot.facts.repository import Repository
    from bot.facts.said import SaidIssue


def plan_monday(home: Repository, said: Sequence[SaidIssue], title: str, body: str) -> tuple[Effect, ...]:
    """Return what is missing: the report, unless it stands there (open or closed), and the ends of older ones."""
    state = state_of(body)
    there = [each for each in said if state_of(each.body) == state]
    opened: tuple[Effect, ...] = () if there else (CreateIssue(Target(home, 0), title, body),)
    older = (each for each in said if each.state == "open" and (state_of(each.body) or "") < (state or ""))
    return (*opened, *(CloseIssue(Target(home, each.number)) for each in older))
