"""What a person should look at in settings that can be used: what is never reached, and what contradicts itself."""

from collections.abc import Iterator

from bot.facts.problems import Problem
from bot.policy.rules import Rules
from bot.policy.tree_places import Spot, entries, item_spot, items, spot
from bot.policy.yaml_tree import Document

_LOUD = {"comment", "block"}
_EVERYTHING = {"*", "**", "**/*"}


def setting_warnings(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield a warning at each place of `document`; `rules` are in force with it on top."""
    yield from _below_the_ceiling(document, rules)
    yield from _never_reached(document, rules)
    yield from _both_ways(document, rules)
    yield from _unheard_policy(document, rules)


def _below_the_ceiling(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield rules that are louder than a repository that only observes: whoever wrote `block` expects more."""
    mode = rules.repository.mode or "observe"
    if mode not in {"off", "observe"}:
        return
    for path in (("signals",), ("agent_authored", "signals")):
        for entry in entries(document, *path):
            if getattr(entry.value, "text", None) in _LOUD:
                at = Spot(document.source, entry.line, entry.column, ".".join((*path, entry.key)))
                says = f"it stays quiet: the repository's mode is `{mode}`, and no rule speaks louder"
                yield at.problem(says, "set `mode: comment`", "warning")


def _never_reached(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield each kind of file whose every path an earlier entry of the file has taken already."""
    own = [entry for entry in rules.repository.files if entry.place and entry.place.file == document.source]
    taken: dict[str, int] = {}
    for at, entry in enumerate(own):
        paths = [glob.text for glob in entry.paths]
        everything = next((taken[path] for path in _EVERYTHING if path in taken), None)
        if paths and (everything is not None or all(path in taken for path in paths)):
            before = own[everything if everything is not None else taken[paths[0]]]
            line = before.place.line if before.place else 1
            says = f"never reached: `{before.id[:60]}` (line {line}) stands before it and takes its paths"
            yield item_spot(document, "files", at).problem(says, "put it first, or leave it out", "warning")
        for path in paths:
            taken.setdefault(path, at)


def _both_ways(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield names that one file allows and another denies, and patterns of models on both lists: denied wins."""
    merged = rules.repository.agents
    both = {*merged.allow} & {*merged.deny}
    for name, at in (*items((document,), "agents", "deny"), *items((document,), "agents", "allow")):
        if name in both:
            yield at.problem(f"`{name}` is allowed by one file and denied by another: it is denied", "", "warning")
    allowed = {pattern for pattern, _ in items((document,), "agents", "models", "allow")}
    for pattern, at in items((document,), "agents", "models", "deny"):
        if pattern in allowed:
            yield at.problem("this pattern also stands in `allow`: it is denied", "keep one of the two", "warning")


def _unheard_policy(document: Document, rules: Rules) -> Iterator[Problem]:
    """Yield a policy whose rules are switched off, and limits for nobody."""
    policy = ("allow", "deny", "require_disclosure", "max_open_per_author")
    at = next((found for key in policy if (found := spot((document,), "agents", key)) is not None), None)
    if at is not None and rules.repository.signals.get("agent_policy") == "off":
        yield at.problem("nothing comes of this policy: `signals` switches `agent_policy` off", "", "warning")
    apart, limits = spot((document,), "agent_authored", "applies_to"), rules.repository.agent_authored
    if apart is not None and limits is not None and not limits.applies_to:
        yield apart.problem("these limits hold for nothing: `applies_to` is empty", "write `agent`", "warning")
