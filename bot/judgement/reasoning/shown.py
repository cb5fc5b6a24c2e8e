"""What of its reasoning a change does not show, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.verdict import Reasoning

PARTS = 4
"""The log, who answers review, what a person read, what a person ran."""


def unsaid(reasoning: Reasoning) -> tuple[str, ...]:
    """Return what the description does not say, as parts of a sentence."""
    said = {
        "who answers review": reasoning.answers,
        "what a person read": reasoning.read,
        "what a person ran": reasoning.ran,
    }
    return tuple(what for what, words in said.items() if not words)


def is_bare(reasoning: Reasoning) -> bool:
    """Return whether nothing at all is shown: no log, and no word about a person."""
    return not reasoning.logs and len(unsaid(reasoning)) == PARTS - 1
