"""One signal that was found, before it is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.facts.verdict import Channel, Confidence
    from bot.policy.agents import Agent, Kind, Worth

SIGNAL_LENGTH = 160


class Sign(NamedTuple):
    """What was found, where, and whose it is.

    `entry` is the rule's id; "" where no entry speaks: an app that nobody listed, or a model named without a tool.
    """

    channel: Channel
    text: str
    entry: str
    name: str
    family: str
    kind: Kind
    confidence: Confidence = "high"
    corroborating: bool = False
    forgeable: bool = True
    model: str | None = None


def sign(channel: Channel, text: str, agent: Agent, worth: Worth, *, model: str | None = None) -> Sign:
    """Return the sign of an entry; forgeable, as almost everything is."""
    return Sign(
        channel,
        shortened(text),
        agent.id,
        agent.name,
        agent.family or agent.id,
        agent.kind,
        worth.confidence,
        worth.corroborating,
        model=model,
    )


def shortened(text: str) -> str:
    """Return the text on one line, at most SIGNAL_LENGTH characters."""
    line = " ".join(text.split())
    return line if len(line) <= SIGNAL_LENGTH else line[: SIGNAL_LENGTH - 1] + "…"


def in_use(worth: Worth, day: str) -> bool:
    """Return whether the signal was in use on `day` (ISO date); an unknown day ("") excludes nothing."""
    return not day or ((not worth.since or worth.since <= day) and (not worth.until or day <= worth.until))
