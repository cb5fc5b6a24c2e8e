"""The shape of rules/kinds.yml: which words make feedback a bug, a wish, a question, praise, an incident, a secret."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from bot.facts.verdict import RulePlace
from bot.policy.compose import Shipped
from bot.policy.decode import decode
from bot.policy.patterns import Pattern

KindName = Literal["bug", "feature_request", "question", "praise", "incident", "security_report"]


@dataclass(frozen=True, slots=True)
class KindEntry:
    """One kind of feedback. In an example the first line is the issue's title and the rest its body."""

    kind: KindName = field(metadata={"doc": "The kind's name."})
    reason: str = field(metadata={"doc": "What the kind means, in words for a person."})
    first: bool = field(
        default=False, metadata={"doc": "true: decides before the others are compared (a secret, an outage)."}
    )
    needs: int = field(default=1, metadata={"doc": "Points it takes: a pattern in the title is two, in the text one."})
    labels: tuple[str, ...] = field(default=(), metadata={"doc": "Labels that mean this kind."})
    patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns looked for in title and text."})
    title_patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns for the title alone."})
    code_patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns for pasted code and logs."})
    not_patterns: tuple[Pattern, ...] = field(default=(), metadata={"doc": "What makes it quiet again."})
    examples: tuple[str, ...] = field(default=(), metadata={"doc": "Feedback of this kind; checked by the tests."})
    not_examples: tuple[str, ...] = field(default=(), metadata={"doc": "Feedback that is not; checked by the tests."})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class KindRules:
    """All kinds; of two that fit alike the earlier one stands."""

    version: int = field(default=1, metadata={"doc": "The version of this file's format."})
    kinds: tuple[KindEntry, ...] = field(default=(), metadata={"doc": "The kinds, in order of precedence."})


@lru_cache(maxsize=4)
def read_kinds(shipped: Shipped) -> KindRules:
    """Return the shipped kinds, decoded once; raises RuleError where somebody edited them into something unreadable."""
    return decode(shipped.kinds, KindRules)
