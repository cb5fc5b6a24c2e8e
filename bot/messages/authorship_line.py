"""Who wrote it, in one line: declared, detected or unknown; never an accusation, never part of the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.markdown import code, paragraph
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from bot.facts.verdict import Authorship, Channel, Settings

CHANNELS: dict[Channel, str] = {
    "opener": "the account that opened it",
    "app": "the app that opened it",
    "timeline": "GitHub's timeline",
    "commit_author": "a commit's author",
    "committer": "a commit's committer",
    "trailer": "commit trailer",
    "branch": "the branch name",
    "body": "a marker in the description",
    "label": "a label",
    "title": "the title",
    "disclosure": "disclosure in the description",
}
_DECLARING: frozenset[Channel] = frozenset({"trailer", "disclosure"})
_UNMOVED = "It does not move the verdict."
_MOVED = "It chose the limits, as this repository asks."


def authorship_line(authorship: Authorship, settings: Settings | None = None) -> str:
    """Return the line as Markdown, from the strongest evidence (the first).

    `settings` are those that hold: a maintainer may have set limits for what agents wrote.
    """
    moves = _UNMOVED if settings is None or settings.name != "agent_authored" else _MOVED
    if authorship.outcome == "unknown" or not authorship.evidence:
        return f"Authorship: unknown. {moves}"
    who = paragraph(shorten(authorship.agent, 60)) if authorship.agent else "an agent that is not named"
    model = f" with {code(shorten(authorship.model, 60))}" if authorship.model else ""
    strongest = authorship.evidence[0]
    channel = CHANNELS[strongest.channel]
    if authorship.outcome == "human_with_suggestions":
        return f"Authorship: a person, with review suggestions by {who} accepted ({channel}). {moves}"
    subject = {"agent": "", "assisted": "a person, assisted by ", "automation": "automation, "}[authorship.outcome]
    if strongest.channel in _DECLARING:
        by = f"declared by {who}{model}" if not subject else f"{subject}{who}{model}, declared"
        return f"Authorship: {by} ({channel}). {moves}"
    sure = "" if authorship.confidence == "high" else f" ({authorship.confidence} confidence)"
    return f"Authorship: {subject}{who}{model}, detected from {channel}{sure}. {moves}"
