"""The examples inside the entries of rules/agents.yml, tried: each entry proves itself against all the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.facts.people import Account, Commit, Signature
from bot.facts.problems import Problem
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.authorship.commits import own_commits, read_commit
from bot.judgement.authorship.disclosure import disclosed
from bot.judgement.authorship.index import index_of
from bot.judgement.authorship.page import page_signs
from bot.judgement.reasoning.logs import logs_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.policy.agents import Agent, AgentExample, AgentRules

MORE_EXACT = "make the pattern or the example more exact"
_PERSON = re.compile(r"(.*?)\s*<([^<>]*)>")


def example_facts(example: AgentExample) -> PullRequestFacts:
    """Return the smallest pull request that shows the example."""
    author = _signature(example.author, example.date)
    committer = _signature(example.committer, example.date) if example.committer else author
    return PullRequestFacts(
        id="example",
        title=example.title,
        body=example.body,
        files=(),
        author=Account(example.opener, example.opener_id, example.opener_type),
        branch=example.branch,
        labels=(example.label,) if example.label else (),
        commits=(Commit("", example.message, author, committer),),
        timeline=(example.timeline,) if example.timeline else (),
        via_app=example.via_app,
    )


def fired(facts: PullRequestFacts, rules: AgentRules) -> frozenset[str]:
    """Return the ids of the entries of which a signal that may count alone was found."""
    index = index_of(rules)
    signs = [*page_signs(facts, index)]
    signs += [found for commit in own_commits(facts) for found in read_commit(commit, index).signs]
    said = disclosed(facts.body, index)
    spoken = {said.agent.id} if said is not None and said.used and said.agent is not None else set()
    return frozenset({found.entry for found in signs if found.entry and not found.corroborating} | spoken)


class WrongExample(NamedTuple):
    """An example (by its list and its index in it) of an entry that proves something else than the entry says."""

    agent: Agent
    which: Literal["examples", "not_examples", "logs"]
    number: int
    says: str


def wrong_examples(rules: AgentRules) -> tuple[Problem, ...]:
    """Return what is wrong with the entries' examples, in the order of the entries; nothing where all hold."""
    return tuple(_problem(wrong) for agent in rules.agents for wrong in wrong_examples_of(agent, rules))


def wrong_examples_of(agent: Agent, rules: AgentRules) -> Iterator[WrongExample]:
    """Yield what is wrong with one entry's examples, in their order."""
    families = {each.id: each.family or each.id for each in rules.agents}
    for number, example in enumerate(agent.examples):
        found = fired(example_facts(example), rules)
        if agent.id not in found:
            yield WrongExample(agent, "examples", number, "this example does not fire its entry")
        if others := sorted(other for other in found if families[other] != families[agent.id]):
            yield WrongExample(agent, "examples", number, f"this example also fires `{others[0]}`")
    for number, example in enumerate(agent.not_examples):
        if agent.id in fired(example_facts(example), rules):
            yield WrongExample(agent, "not_examples", number, "this counter-example fires its entry")
    for number, log in enumerate(agent.logs):
        if any(not any(logs_in(text, rules)) for text in log.examples):
            yield WrongExample(agent, "logs", number, "an example of this log does not name one")
        if any(any(logs_in(text, rules)) for text in log.not_examples):
            yield WrongExample(agent, "logs", number, "a counter-example of this log names one")


def _problem(wrong: WrongExample) -> Problem:
    source, line = (wrong.agent.place.file, wrong.agent.place.line) if wrong.agent.place is not None else ("", 1)
    key = f"agents.{wrong.agent.id}.{wrong.which}[{wrong.number}]"
    return Problem(source, line, 1, key, wrong.says, MORE_EXACT)


def _signature(text: str, date: str) -> Signature:
    found = _PERSON.fullmatch(text)
    return Signature(found[1], found[2], date) if found else Signature(text, "", date)
