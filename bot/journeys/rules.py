"""Which rules are in force: the shipped ones with the repository's on top, and what to say of a file with errors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.policy.compose import compose
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from bot.facts.problems import Problem
    from bot.facts.verdict import Mode
    from bot.github.blobs import RuleText
    from bot.policy.compose import Shipped
    from bot.policy.rules import Rules


def rules_in_force(shipped: Shipped, text: RuleText | None, mode: Mode) -> tuple[Rules, tuple[Problem, ...]]:
    """Return the shipped rules with the repository's on top; a file with errors changes nothing and is named.

    `mode` holds where the repository sets none.
    """
    problems: tuple[Problem, ...] = ()
    try:
        document = read_yaml(text.text, text.source, text.revision) if text is not None else None
        rules = compose(shipped, document)
    except RuleError as error:
        problems = error.problems
        rules = compose(shipped, None)
    return replace(rules, repository=replace(rules.repository, mode=rules.repository.mode or mode)), problems
