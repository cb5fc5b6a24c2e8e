"""Which rules are in force: the shipped ones with the repository's on top, and what holds while a file has errors."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.policy.compose import compose
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.problems import Problem
    from bot.facts.rule_text import RuleText
    from bot.facts.verdict import Mode
    from bot.policy.compose import Shipped
    from bot.policy.rules import Rules


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """`problems` are those of the file as it is now; `last_good` is the blob that holds instead (empty: shipped)."""

    rules: Rules
    problems: tuple[Problem, ...] = ()
    last_good: str = ""


def rules_in_force(
    shipped: Shipped, text: RuleText | None, mode: Mode, last_good: Sequence[RuleText] = ()
) -> RulesInForce:
    """Return the shipped rules with the repository's on top; for a file with errors, with the last good one's.

    `mode` holds where the repository sets none.
    """
    try:
        return RulesInForce(_composed(shipped, text, mode))
    except RuleError as error:
        problems = error.problems
    for good in last_good:
        try:
            return RulesInForce(_composed(shipped, good, mode), problems, good.revision)
        except RuleError:
            continue  # it was good by an older version of the shape
    return RulesInForce(_composed(shipped, None, mode), problems)


def read_map(texts: Sequence[RuleText]) -> tuple[OwnershipMap, tuple[Problem, ...]]:
    """Return the ownership map with its warnings; the same texts are read once. Raises RuleError with every error."""
    return _read_map(tuple(texts))


@lru_cache(maxsize=64)
def _read_map(texts: tuple[RuleText, ...]) -> tuple[OwnershipMap, tuple[Problem, ...]]:
    return read_ownership(tuple(read_yaml(each.text, each.source, each.revision) for each in texts))


def good_maps(every: Sequence[Sequence[RuleText]]) -> tuple[OwnershipMap, ...]:
    """Return the maps that can be read among kept texts; one may have been good by an older version of the shape."""
    found = []
    for texts in every:
        with suppress(RuleError):
            found.append(read_map(texts)[0])
    return tuple(found)


def _composed(shipped: Shipped, text: RuleText | None, mode: Mode) -> Rules:
    rules = compose(shipped, read_yaml(text.text, text.source, text.revision) if text is not None else None)
    return replace(rules, repository=replace(rules.repository, mode=rules.repository.mode or mode))
