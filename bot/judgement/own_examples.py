"""The examples inside a repository's own entries, tried: each entry must do what its examples say, and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.judgement.authorship.examples import MORE_EXACT, example_facts, fired, wrong_examples_of
from bot.judgement.checklist import Change
from bot.judgement.example_change import example_change, lines_of
from bot.judgement.hotspots import find_hotspots
from bot.judgement.sieve import sift
from bot.policy.decode import MAX_PROBLEMS
from bot.policy.tree_places import item_spot
from bot.reading.kind_matcher import KindMatcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.problems import Problem
    from bot.facts.verdict import RulePlace
    from bot.policy.checklists import ChecklistRule, ItemExample
    from bot.policy.files import FileEntry
    from bot.policy.hotspots import Example, HotspotRule
    from bot.policy.repository import RepositoryRules
    from bot.policy.rules import Rules
    from bot.policy.yaml_tree import Document

MOST_TRIED = 100_000
"""Lines of all examples of hotspots and questions of one file: each costs some 15 µs, and anyone may write a file."""
_BRACES = re.compile(r"\{(\w+)[^}]*\}")
_FINDS = "this example does not hold what its entry finds"


def own_example_problems(document: Document, rules: Rules) -> tuple[Problem, ...]:
    """Return what is wrong with the examples of a repository's document, at the place of each, at most MAX_PROBLEMS.

    `rules` are in force with the document on top. An own agent that is also seen in a shipped entry's example is a
    warning: it would take over what that entry stands for.
    """
    rules = replace(rules, repository=_of(document, rules.repository))
    own = rules.repository
    lines = sum(lines_of(one) for entry in own.hotspots for one in (*entry.examples, *entry.not_examples))
    lines += sum(lines_of(one) for rule in own.checklist for one in (*rule.examples, *rule.not_examples))
    tried = (_agents, _files, *((_hotspots, _questions) if lines <= MOST_TRIED else ()))
    found = [problem for entries_of in tried for problem in entries_of(document, rules)]
    if lines > MOST_TRIED:
        says = f"the examples have {lines:,} lines together, more than the {MOST_TRIED:,} that are tried"
        found.append(item_spot(document).problem(says, "repeat them less often (`times`)", "warning"))
    return tuple(islice(sorted(found, key=lambda problem: (problem.line, problem.column)), MAX_PROBLEMS))


def _of(document: Document, own: RepositoryRules) -> RepositoryRules:
    """Return the entries of one file, which stand in front of those of a file below it."""
    return replace(
        own,
        files=tuple(entry for entry in own.files if _stands_in(document, entry.place)),
        agents=replace(
            own.agents, entries=tuple(entry for entry in own.agents.entries if _stands_in(document, entry.place))
        ),
        hotspots=tuple(entry for entry in own.hotspots if _stands_in(document, entry.place)),
        checklist=tuple(entry for entry in own.checklist if _stands_in(document, entry.place)),
    )


def _stands_in(document: Document, place: RulePlace | None) -> bool:
    return place is not None and place.file == document.source


def _agents(document: Document, rules: Rules) -> Iterator[Problem]:
    own = rules.repository.agents.entries
    for at, agent in enumerate(own):
        for wrong in wrong_examples_of(agent, rules.agents):
            spot = item_spot(document, "agents", "entries", at, wrong.which, wrong.number)
            yield spot.problem(wrong.says, MORE_EXACT)
    if not own:
        return
    claimed: dict[str, str] = {}
    for shipped in (agent for agent in rules.agents.agents if agent not in own):
        for example in shipped.examples:
            for name in fired(example_facts(example), rules.agents) - {shipped.id}:
                claimed.setdefault(name, shipped.family or shipped.id)
    for at, agent in enumerate(own):
        taken = claimed.get(agent.id, "")
        if taken and taken != (agent.family or agent.id):
            says = f"this entry also fires on an example of `{taken}`"
            fix = f"make its patterns more exact, or say `family: {taken}`"
            yield item_spot(document, "agents", "entries", at).problem(says, fix, "warning")


def _files(document: Document, rules: Rules) -> Iterator[Problem]:
    matcher = KindMatcher(rules.files)
    for at, entry in enumerate(rules.repository.files):
        for number, example in enumerate(entry.examples):
            if entry not in (reached := _reached(entry, example, matcher))[:1]:
                instead = f", but `{reached[0].id[:60]}`" if reached else ""
                spot = item_spot(document, "files", at, "examples", number)
                yield spot.problem(f"this example does not reach its entry{instead}", MORE_EXACT)
        for number, example in enumerate(entry.not_examples):
            if entry in _reached(entry, example, matcher):
                spot = item_spot(document, "files", at, "not_examples", number)
                yield spot.problem("this counter-example reaches its entry", MORE_EXACT)


def _reached(entry: FileEntry, example: str, matcher: KindMatcher) -> list[FileEntry]:
    """Return the entries that a path, or a line of a file that the entry looks at, reaches."""
    if entry.paths:
        return [match.entry for match in matcher.by_path(example)]
    path = _BRACES.sub(r"\1", entry.only[0].text.replace("*", "a")) if entry.only else "a"
    first, last = ([example], []) if entry.first_lines else ([], [example])
    return [match.entry for match in matcher.by_lines(path, first, last)]


def _hotspots(document: Document, rules: Rules) -> Iterator[Problem]:
    for at, entry in enumerate(rules.repository.hotspots):
        for number, example in enumerate(entry.examples):
            names, wanted = _names(entry, example, rules), example.finds or example.path
            if wanted not in names:
                says = f"{_FINDS}: `{wanted[:60]}`" + (f", but `{names[0][:60]}`" if names else "")
                yield item_spot(document, "hotspots", at, "examples", number).problem(says, MORE_EXACT)
        for number, example in enumerate(entry.not_examples):
            if names := _names(entry, example, rules):
                says = f"this counter-example holds what its entry finds: `{names[0][:60]}`"
                yield item_spot(document, "hotspots", at, "not_examples", number).problem(says, MORE_EXACT)


def _names(entry: HotspotRule, example: Example, rules: Rules) -> list[str]:
    manifests = () if entry.dependency == "none" else rules.hotspots.manifests  # what is not asked for is not compiled
    alone = replace(rules.hotspots, hotspots=(entry,), manifests=manifests)
    change, reading = example_change(example)
    return [hotspot.name for hotspot in find_hotspots(sift((change,), (reading,), alone), alone)]


def _questions(document: Document, rules: Rules) -> Iterator[Problem]:
    for at, rule in enumerate(rules.repository.checklist):
        for number, example in enumerate(rule.examples):
            if not _asked(rule, example, rules):
                spot = item_spot(document, "checklist", at, "examples", number)
                yield spot.problem("this question is not asked about its example", MORE_EXACT)
        for number, example in enumerate(rule.not_examples):
            if _asked(rule, example, rules):
                spot = item_spot(document, "checklist", at, "not_examples", number)
                yield spot.problem("this question is asked about its counter-example", MORE_EXACT)


def _asked(rule: ChecklistRule, example: ItemExample, rules: Rules) -> bool:
    change, reading = example_change(example)
    sifted = sift((change,), (reading,), rules.hotspots, rules.checklists)
    return Change(sifted, example.authorship, example.labels).asks(rule) is not None
