"""The buttons of the check run: what a comment can ask for, one press away.

GitHub takes three, with a label of 20, a description of 40 and an identifier of 20 characters
(https://docs.github.com/en/rest/checks/runs#create-a-check-run).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.wishes import observed_by
from bot.messages.wanted import Button

if TYPE_CHECKING:
    from bot.facts.wishes import ButtonName, Wish

# To look again has no button of ours: GitHub's own Re-run stands beside them.
LABELS: dict[ButtonName, tuple[str, str]] = {
    "recheck": ("Check again", "Looks at this pull request again, now"),
    "split": ("Split plan", "Puts the split plan first on this page"),
    "observe": ("Observe here", "No comment and no failing check here"),
    "speak": ("Speak again", "Ends observing on this pull request"),
    "checklist": ("Checklist", "Opens the checklist, to be ticked"),
}


def buttons(wishes: tuple[Wish, ...]) -> tuple[Button, ...]:
    """Return the three buttons; where the pull request is only observed, the one in the middle ends that."""
    middle: ButtonName = "observe" if observed_by(wishes) is None else "speak"
    names: tuple[ButtonName, ...] = ("split", middle, "checklist")
    return tuple(Button(*LABELS[name], name) for name in names)
