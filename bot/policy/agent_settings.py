"""What a repository says about coding agents: entries of its own, a policy, and other limits for what they wrote."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import Mode, RulePlace
from bot.policy.agents import Agent
from bot.policy.line_patterns import LinePattern
from bot.policy.sitting import SittingSetting

ANY = "any"
"""Stands in `deny` for every agent that `allow` does not name."""


@dataclass(frozen=True, slots=True)
class ModelsSetting:
    """Which models may take part, by RE2 patterns of the whole name; letter case does not matter."""

    allow: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "A model that is named must match one of these; empty: every model may."}
    )
    deny: tuple[LinePattern, ...] = field(default=(), metadata={"doc": "Models that may not take part."})


@dataclass(frozen=True, slots=True)
class AgentsSetting:
    """What this repository knows of coding agents, and its policy on them: the rules `agent_policy/...`."""

    entries: tuple[Agent, ...] = field(
        default=(),
        metadata={"doc": "Agents of this repository, in the shape of rules/agents.yml; a shipped id is replaced."},
    )
    allow: tuple[str, ...] = field(
        default=(), metadata={"doc": "The only agents that may take part, by id or family; empty: all may."}
    )
    deny: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Agents that may not take part, by id or family; `any`: all that `allow` does not name."},
    )
    models: ModelsSetting = field(default=ModelsSetting(), metadata={"doc": "Which models may take part."})
    require_disclosure: bool = field(
        default=False, metadata={"doc": "true: where an agent took part, the description or a trailer says so."}
    )
    max_open_per_author: int | None = field(
        default=None,
        metadata={
            "doc": "How many pull requests an account may have open here at a time where an agent took part.",
            "minimum": 1,
            "maximum": 50,
        },
    )
    place: RulePlace | None = None


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
