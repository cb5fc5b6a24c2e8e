"""The rules in force: shipped < organisation < repository. Pure; the shell reads the texts."""

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from itertools import chain, islice

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.agents import AgentRules
from bot.policy.checklists import Checklist
from bot.policy.decode import MAX_OWN_SIZE, MAX_PROBLEMS, decode
from bot.policy.effort import EffortRules, Sitting
from bot.policy.files import FileRules
from bot.policy.hotspots import HotspotRules
from bot.policy.layers import on_top
from bot.policy.own_entries import entry_problems, lay_on_top
from bot.policy.repository import RepositoryRules
from bot.policy.rules import Rules
from bot.policy.setting_names import unknown_agents, unknown_rules
from bot.policy.signals import SignalRules
from bot.policy.sitting import SittingSetting
from bot.policy.tree_places import Spot, spot
from bot.policy.yaml_tree import Document


@dataclass(frozen=True, eq=False, slots=True)
class Shipped:
    """The documents of rules/, read but not decoded. Compared by identity: one is loaded and then shared."""

    agents: Document
    files: Document
    effort: Document
    signals: Document
    hotspots: Document
    kinds: Document
    commands: Document
    checklists: tuple[Document, ...] = ()

    def documents(self) -> tuple[Document, ...]:
        """Return what a judgement depends on, in a fixed order: all but the table of commands."""
        return (self.agents, self.files, self.effort, self.signals, self.hotspots, self.kinds, *self.checklists)


def compose(shipped: Shipped, repository: Document | None, organisation: Document | None = None) -> Rules:
    """Return the rules in force; raises RuleError with every problem of the lowest document that has any.

    The repository's entries are tried before the organisation's, and those before the shipped ones; of sittings, modes
    and other values the nearest file's hold (bot.policy.layers).
    """
    rules, documents = _decoded(shipped), shipped.documents()
    ordinary = rules.effort.sitting
    for document in (organisation, repository):
        if document is not None:
            rules, documents = _with(rules, document, ordinary), (*documents, document)
    return replace(rules, revision=revision(documents))


def _with(rules: Rules, document: Document, ordinary: Sitting) -> Rules:
    """Return the rules with one more file on top; `ordinary` is the shipped sitting. Raises RuleError."""
    names = chain(unknown_rules(document, rule_ids(rules)), unknown_agents(document, rules))
    problems = list(islice(names, MAX_PROBLEMS))
    try:
        said = decode(document, RepositoryRules, MAX_OWN_SIZE)
    except RuleError as error:
        told = {(problem.line, problem.column) for problem in error.problems}
        others = [problem for problem in problems if (problem.line, problem.column) not in told]
        raise RuleError(_in_order([*error.problems, *others])) from None
    problems += entry_problems(document, said, rules)
    own = on_top(rules.repository, said, document.root)
    sitting = _sitting(document, own.sitting, ordinary, problems)
    agent_sitting = None
    if own.agent_authored is not None:
        agent_sitting = _sitting(document, own.agent_authored.sitting, sitting, problems, "agent_authored")
    if problems:
        raise RuleError(_in_order(problems))
    return replace(
        lay_on_top(rules, said, taken=rules.repository),
        effort=replace(rules.effort, sitting=sitting),
        repository=own,
        agent_sitting=agent_sitting,
    )


def rule_ids(rules: Rules) -> list[str]:
    """Return the id of every rule, families (`missing_rationale`, `agent_policy`) and their members."""
    ids = [*rules.signals.signals, *(hotspot.rule for hotspot in rules.hotspots.hotspots)]
    return [*dict.fromkeys(rule.partition("/")[0] for rule in ids), *(rule for rule in ids if "/" in rule)]


def revision(documents: tuple[Document, ...]) -> str:
    """Return twelve hexadecimal digits that name these texts: the same texts give the same revision."""
    named = "\n".join(f"{document.source} {document.digest or document.revision}" for document in documents)
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:12]


@lru_cache(maxsize=4)
def _decoded(shipped: Shipped) -> Rules:
    return Rules(
        agents=decode(shipped.agents, AgentRules),
        files=decode(shipped.files, FileRules),
        effort=decode(shipped.effort, EffortRules),
        signals=decode(shipped.signals, SignalRules),
        hotspots=decode(shipped.hotspots, HotspotRules),
        checklists=tuple(decode(document, Checklist) for document in shipped.checklists),
        repository=RepositoryRules(),
        revision=revision(shipped.documents()),
    )


def _sitting(
    document: Document, own: SittingSetting, ordinary: Sitting, problems: list[Problem], *above: str
) -> Sitting:
    """Return the sitting of a setting on top of the ordinary one; a warning after the limit is a problem."""
    budget, warn = own.on(ordinary)
    if warn > budget:
        keys = (*above, "sitting", "warn_minutes")
        place = spot((document,), *keys) or spot((document,), *keys[:-1]) or Spot(document.source, 1, 1, "sitting")
        problems.append(place.problem(f"the warning at {warn} minutes comes after the limit of {budget}"))
        return ordinary
    return Sitting(budget, warn)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
