"""The shape of rules/signals.yml: what is said about a pull request, from which limit on, and why the rule exists."""

from dataclasses import dataclass, field

from bot.facts.verdict import Mode, RulePlace
from bot.policy.globs import Glob
from bot.policy.patterns import Pattern


@dataclass(frozen=True, slots=True)
class SignalRule:
    """One signal. What its limits, words and paths mean stands in the comment beside each."""

    reason: str = field(metadata={"doc": "What the signal says, in words for a person."})
    source: str = field(metadata={"doc": "Why it exists: the figure or the experience behind it."})
    mode: Mode = field(
        default="comment",
        metadata={
            "doc": "comment: follows the repository's mode. observe: shown, never acted upon unless the repository "
            "names the rule. off: not looked at unless the repository names the rule."
        },
    )
    limits: dict[str, float] = field(default_factory=dict, metadata={"doc": "Figures, by name."})
    patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns that the signal looks for."})
    not_patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns that make it quiet again."})
    paths: tuple[Glob, ...] = field(default=(), metadata={"doc": "Path patterns that the signal looks at."})
    layers: dict[str, tuple[Glob, ...]] = field(
        default_factory=dict, metadata={"doc": "Layers of a product by name: the first whose pattern matches a path."}
    )
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class SignalRules:
    """All signals by id; the ids are those of the registry in bot.judgement.signals."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    signals: dict[str, SignalRule] = field(metadata={"doc": "The signals, by id."})
