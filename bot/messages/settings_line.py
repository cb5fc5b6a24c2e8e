"""Which limits hold, in one line: said only where they are not those of every other change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.figures import minutes
from bot.messages.markdown import prose
from bot.messages.places import rule_link

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict


def settings_line(verdict: Verdict, facts: PullRequestFacts) -> str:
    """Return the line as Markdown; empty where the ordinary settings hold."""
    settings, budget = verdict.settings, verdict.effort.budget_minutes
    if settings.name == "ordinary":
        return ""
    other = settings.budget_minutes
    sitting = f" one sitting is {minutes(budget)} instead of {minutes(other)};" if budget != other else ""
    return f"Limits:{sitting} by {rule_link(settings.name, settings.place, facts)}, because {prose(settings.why)}."
