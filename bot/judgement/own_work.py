"""What a repository's own patterns may cost on one change: their size in RE2's instructions times the text.

RE2 is linear in the text, and a hostile pattern makes it pay some 30 ns for each instruction and character. The bound
is a number of both, never a time: the same change is judged the same on every machine.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from bot.judgement.modes import rule_mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.facts.pull_request import PullRequestFacts
    from bot.policy.repository import RepositoryRules
    from bot.policy.rules import Rules

T = TypeVar("T")

MOST_WORK = 25_000_000
"""Instructions times characters: under a second at worst, a hundredth of it for patterns that mean no harm."""

ROOMY = 400
"""Instructions up to which 60,000 characters are searched: some 1,500 lines, more than anybody reviews at once."""


def own_size(own: RepositoryRules) -> int:
    """Return how large the patterns of a repository and its organisation are, in RE2's instructions."""
    return sum(_sizes((own.files, own.agents, own.hotspots, own.checklist)))


def within_work(facts: PullRequestFacts, rules: Rules) -> tuple[Rules, str]:
    """Return the rules that are tried on a change, and in words what of them is not; empty where all are."""
    size = own_size(rules.repository)
    if not size or size * _characters(facts, MOST_WORK // size) <= MOST_WORK:
        return rules, ""
    says = (
        f"the repository's own patterns have {size:,} instructions together, too many for a change of more than "
        f"{MOST_WORK // size:,} characters: they were not tried"
    )
    return _without_own(rules), says


def wide_patterns(own: RepositoryRules) -> str:
    """Return in words up to how large a change these patterns are tried, where that is less than people open."""
    size = own_size(own)
    if size <= ROOMY:
        return ""
    return (
        f"these patterns have {size:,} instructions of RE2 together: they are not tried on a change of more than "
        f"{MOST_WORK // size:,} characters"
    )


def may_block(rules: Rules) -> bool:
    """Return whether an own rule fails checks: a change that it was not tried on must not look as if it passed."""
    own = rules.repository
    return any(rule_mode(entry.rule, "comment", own) == "block" for entry in own.hotspots)


def _without_own(rules: Rules) -> Rules:
    own = rules.repository
    return replace(
        rules,
        files=replace(rules.files, kinds=_others(rules.files.kinds, (one for one in own.files if not one.paths))),
        agents=replace(rules.agents, agents=_others(rules.agents.agents, own.agents.entries)),
        hotspots=replace(rules.hotspots, hotspots=_others(rules.hotspots.hotspots, own.hotspots)),
        checklists=tuple(replace(one, questions=_others(one.questions, own.checklist)) for one in rules.checklists),
    )


def _others(every: tuple[T, ...], own: Iterable[object]) -> tuple[T, ...]:
    mine = {id(entry) for entry in own}
    return tuple(entry for entry in every if id(entry) not in mine)


def _characters(facts: PullRequestFacts, enough: int) -> int:
    """Return how many characters are searched, counted up to a little more than `enough`."""
    words = len(facts.title) + len(facts.body) + sum(len(commit.message) for commit in facts.commits)
    total = 2 * words  # they are searched by their lines and by their sentences
    for file in facts.files:
        for hunk in file.hunks:
            total += sum(len(line.text) + 1 for line in hunk.lines if line.sign != " ")
            if total > enough:
                return total
    return total


def _sizes(value: object) -> Iterator[int]:
    if getattr(value, "costly", False):
        yield getattr(value, "size", 0)
    elif isinstance(value, tuple):
        for one in value:
            yield from _sizes(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _sizes(getattr(value, field.name))
