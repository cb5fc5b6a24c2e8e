"""Names that settings speak of: rules and agents. Read from the tree, so that they stand beside errors of the shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.facts.problems import Problem
from bot.policy.agent_settings import ANY
from bot.policy.decode import did_you_mean
from bot.policy.rules import Rules
from bot.policy.tree_places import Spot, entries, entries_in, items, nodes, text_in
from bot.policy.yaml_tree import Document

WRITERS = frozenset({"agent", "assistant"})
"""Kinds of entries that a policy on agents is about."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An agent by what a policy may call it."""

    id: str
    family: str
    kind: str


def unknown_rules(document: Document, known: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each mode of a rule that there is not: a mistyped one would silently change nothing.

    `known` are the rules below this file; its own hotspots are rules, too.
    """
    own = (f"missing_rationale/{text_in(node, 'id')}" for node in nodes(document, "hotspots"))
    every = list(dict.fromkeys((*known, *own)))
    there = frozenset(every)
    for path in (("signals",), ("agent_authored", "signals")):
        for entry in entries(document, *path):
            if entry.key not in there:
                at = Spot(document.source, entry.line, entry.column, ".".join((*path, entry.key[:60])))
                yield at.problem(f"no rule has the id `{entry.key[:60]}`", did_you_mean(entry.key, every))
    for number, node in enumerate(nodes(document, "paths")):
        for entry in entries_in(node, "signals"):
            if entry.key not in there:
                at = Spot(document.source, entry.line, entry.column, f"paths[{number}].signals.{entry.key[:60]}")
                yield at.problem(f"no rule has the id `{entry.key[:60]}`", did_you_mean(entry.key, every))


def unknown_agents(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield a problem for each name in `allow` and `deny` that is no agent's, or is in both."""
    own = (
        _Named(text_in(node, "id"), text_in(node, "family"), text_in(node, "kind") or "agent")
        for node in nodes(document, "agents", "entries")
    )
    every = (*(_Named(agent.id, agent.family, agent.kind) for agent in rules.agents.agents), *own)
    writers = {name for agent in every if agent.kind in WRITERS for name in (agent.id, agent.family) if name}
    others = {agent.id: agent.kind for agent in every if agent.kind not in WRITERS}
    known = sorted(writers)
    allowed = {name for name, _ in items((document,), "agents", "allow")}
    for which in ("allow", "deny"):
        for name, at in items((document,), "agents", which):
            if which == "deny" and name in allowed:
                yield at.problem(f"`{name}` is allowed and denied", "keep one of the two")
            elif name in others and name not in writers:
                yield at.problem(f"`{name}` is a kind of {others[name]}: the policy looks at agents and assistants")
            elif name not in writers and (which, name) != ("deny", ANY):
                yield at.problem(f"no agent has the id or family `{name[:60]}`", did_you_mean(name, known))
