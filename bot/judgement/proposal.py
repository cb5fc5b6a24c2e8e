"""A settings file that is proposed, or linted: every error, and whatever a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.judgement.dead_paths import own_paths
from bot.judgement.own_examples import own_example_problems
from bot.judgement.own_work import wide_patterns
from bot.policy.compose import compose
from bot.policy.decode import MAX_PROBLEMS
from bot.policy.settings_lint import setting_warnings
from bot.policy.tree_places import item_spot
from bot.policy.yaml_tree import read_rule_text_as_far

if TYPE_CHECKING:
    from bot.facts.problems import Problem
    from bot.facts.rule_text import RuleText
    from bot.policy.compose import Shipped
    from bot.policy.globs import Glob
    from bot.policy.rules import Rules
    from bot.policy.tree_places import Spot
    from bot.policy.yaml_tree import Document


@dataclass(frozen=True, slots=True)
class Proposed:
    """The rules as they would be, None where the file cannot be used, and every problem in the order of the file.

    `paths` are the file's own patterns for kinds of files, each where it stands.
    """

    rules: Rules | None
    problems: tuple[Problem, ...] = ()
    paths: tuple[tuple[Glob, Spot], ...] = ()


def propose(shipped: Shipped, text: RuleText | None, organisation: Document | None = None) -> Proposed:
    """Return what comes of a repository's settings on top of its organisation's; `text` None: it has none."""
    if text is None:
        return Proposed(compose(shipped, None, organisation))
    try:
        document, errors = read_rule_text_as_far(text)
    except RuleError as error:
        return Proposed(None, error.problems)
    try:
        rules = compose(shipped, document, organisation)
    except RuleError as error:
        return Proposed(None, in_order(errors, error.problems))
    found = in_order(errors, settings_problems(document, rules))
    return Proposed(None if errors else rules, found, own_paths(document, rules))


def in_order(*found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems of one file in its order."""
    return tuple(sorted(chain(*found), key=lambda problem: (problem.line, problem.column)))


def settings_problems(document: Document, rules: Rules) -> tuple[Problem, ...]:
    """Return what is wrong with the examples of settings that can be used, and what a person should look at."""
    found = [*own_example_problems(document, rules), *islice(setting_warnings(document, rules), MAX_PROBLEMS)]
    if says := wide_patterns(rules.repository):
        fix = "use fewer patterns, or smaller repetitions like `{0,100}`"
        found.append(item_spot(document).problem(says, fix, "warning"))
    return in_order(tuple(found))
