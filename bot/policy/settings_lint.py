"""What a person should look at in settings that can be used: what is never reached, and what contradicts itself."""

from collections.abc import Iterator

from bot.facts.problems import Problem
from bot.policy.repository import RepositoryRules
from bot.policy.rules import Rules
from bot.policy.tree_places import entries, item_spot, spot
from bot.policy.yaml_tree import Document

_LOUD = {"comment", "block"}
_EVERYTHING = {"*", "**", "**/*"}


def setting_warnings(document: Document, said: RepositoryRules, rules: Rules) -> Iterator[Problem]:
    """Yield a warning at each place of `document`, which says `said`; `rules` are in force with it on top."""
    yield from _below_the_ceiling(document, rules)
    yield from _never_reached(document, said)
    yield from _both_ways(document, said, rules)
    yield from _unheard_policy(document, said, rules)


def _below_the_ceiling(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield rules that are louder than a repository that only observes: whoever wrote `block` expects more."""
    mode = rules.repository.mode or "observe"
    if mode not in {"off", "observe"}:
        return
    for path in (("signals",), ("agent_authored", "signals")):
        for entry in entries(document, *path):
            if getattr(entry.value, "text", None) in _LOUD:
                at = spot((document,), *path, entry.key)
                if at is not None:
                    says = f"it stays quiet: the repository's mode is `{mode}`, and no rule speaks louder"
                    yield at.problem(says, "set `mode: comment`", "warning")


def _never_reached(document: Document, said: RepositoryRules) -> Iterator[Problem]:
    """Yield each kind of file whose every path an earlier entry has taken already."""
    taken: dict[str, int] = {}
    for at, entry in enumerate(said.files):
        paths = [glob.text for glob in entry.paths]
        everything = next((taken[path] for path in _EVERYTHING if path in taken), None)
        if paths and (everything is not None or all(path in taken for path in paths)):
            before = said.files[everything if everything is not None else taken[paths[0]]]
            line = before.place.line if before.place else 1
            says = f"never reached: `{before.id[:60]}` (line {line}) stands before it and takes its paths"
            yield item_spot(document, "files", at).problem(says, "put it first, or leave it out", "warning")
        for path in paths:
            taken.setdefault(path, at)


def _both_ways(document: Document, said: RepositoryRules, rules: Rules) -> Iterator[Problem]:
    """Yield names that one file allows and another denies, and patterns of models on both lists: denied wins."""
    merged = rules.repository.agents
    for name in sorted({*merged.allow} & {*merged.deny} - ({*said.agents.allow} & {*said.agents.deny})):
        which, names = ("deny", said.agents.deny) if name in said.agents.deny else ("allow", said.agents.allow)
        if name in names:
            at = item_spot(document, "agents", which, names.index(name))
            yield at.problem(f"`{name}` is allowed by one file and denied by another: it is denied", "", "warning")
    allowed = {pattern.text for pattern in said.agents.models.allow}
    for number, pattern in enumerate(said.agents.models.deny):
        if pattern.text in allowed:
            at = item_spot(document, "agents", "models", "deny", number)
            yield at.problem("this pattern also stands in `allow`: it is denied", "keep one of the two", "warning")


def _unheard_policy(document: Document, said: RepositoryRules, rules: Rules) -> Iterator[Problem]:
    """Yield a policy whose rules are switched off, and limits for nobody."""
    at = spot((document,), "agents")
    off = rules.repository.signals.get("agent_policy") == "off"
    policy = said.agents.allow or said.agents.deny or said.agents.require_disclosure
    if at is not None and off and policy:
        yield at.problem("nothing comes of this policy: `signals` switches `agent_policy` off", "", "warning")
    apart = spot((document,), "agent_authored", "applies_to")
    if said.agent_authored is not None and not said.agent_authored.applies_to and apart is not None:
        yield apart.problem("these limits hold for nothing: `applies_to` is empty", "write `agent`", "warning")
