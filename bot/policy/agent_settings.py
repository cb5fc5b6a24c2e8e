"""What a repository says about coding agents: entries of its own, and other limits for what they wrote."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import Mode, RulePlace
from bot.policy.agents import Agent
from bot.policy.sitting import SittingSetting


@dataclass(frozen=True, slots=True)
class AgentsSetting:
    """What this repository knows of coding agents."""

    entries: tuple[Agent, ...] = field(
        default=(),
        metadata={"doc": "Agents of this repository, in the shape of rules/agents.yml; a shipped id is replaced."},
    )


@dataclass(frozen=True, slots=True)
class AgentAuthored:
    """Limits and modes for changes that agents wrote; what is left out is as for every other change."""

    applies_to: tuple[Literal["agent", "assisted"], ...] = field(
        default=("agent",), metadata={"doc": "The outcomes of authorship that they hold for: agent, assisted."}
    )
    sitting: SittingSetting = field(default=SittingSetting(), metadata={"doc": "How long one sitting is."})
    signals: dict[str, Mode] = field(
        default_factory=dict, metadata={"doc": "A mode for single rules, by the rule's id."}
    )
    place: RulePlace | None = None
