"""What labels of the past say of one issue, as the cascade reads it: no numbers library is needed for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.facts.routing import Sign
    from bot.policy.ownership import OwnershipMap
    from bot.triage.issue_text import IssueText
    from bot.triage.lexical import Spoken


@dataclass(frozen=True, slots=True)
class Opinion:
    """`shares` gives the probability of every area, the best owner's best area first.

    `confidence` is how often predictions this sure were right, `clear` whether that owner's bar is reached, `judged`
    how many predictions the bar was read off.
    """

    shares: tuple[tuple[str, float], ...]
    confidence: float
    clear: bool
    judged: int
    evidence: tuple[Sign, ...]


class Learned(Protocol):
    """Whatever has learned from labels: bot.triage.learned.model.Model."""

    def opinion(self, text: IssueText, spoken: Spoken, ownership: OwnershipMap) -> Opinion | None:
        """Return what it makes of an issue; None where it has nothing to add to the words.

        `text` names no people (bot.triage.people); `spoken` was heard in the whole text.
        """
