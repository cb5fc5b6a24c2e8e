"""Own agents, hotspots, questions and kinds of files of a repository or organisation: laid on top of the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice
from typing import Protocol, TypeVar

from bot.facts.problems import Problem
from bot.policy.checklists import Checklist
from bot.policy.decode import MAX_PROBLEMS, did_you_mean
from bot.policy.effort import Sitting
from bot.policy.repository import RepositoryRules
from bot.policy.rules import Rules
from bot.policy.tree_places import item_spot
from bot.policy.yaml_tree import Document

OWN = "Own"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", re.ASCII)


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_Entry)


def lay_on_top(rules: Rules, own: RepositoryRules, taken: RepositoryRules) -> Rules:
    """Return the rules with own entries in front; one with the id of an entry below replaces it.

    `taken` are the organisation's, where the own ones are a repository's. A shipped kind of file stays behind one of
    the same id: it may match other paths.
    """
    kinds = _in_front(own.files, taken.files) + rules.files.kinds[len(taken.files) :]
    hotspots = replace(rules.hotspots, hotspots=_in_front(own.hotspots, rules.hotspots.hotspots))
    checklists = rules.checklists
    if own.checklist:
        asked = {rule.id for rule in own.checklist}
        kept = [replace(one, questions=_without(one.questions, asked)) for one in checklists]
        checklists = (Checklist(1, OWN, own.checklist), *kept)
    return replace(
        rules,
        agents=rules.agents.with_own(own.agents.entries) if own.agents.entries else rules.agents,
        files=replace(rules.files, kinds=kinds),
        hotspots=hotspots if own.hotspots else rules.hotspots,
        checklists=checklists,
    )


def entry_problems(document: Document, own: RepositoryRules, rules: Rules) -> list[Problem]:
    """Return what is wrong with a repository's entries beyond their shape, at most MAX_PROBLEMS."""
    hotspots = [entry.id for entry in (*rules.hotspots.hotspots, *own.hotspots)]
    problems = chain(
        _ids(document, own.files, "files", named=False),
        _ids(document, own.agents.entries, "agents", "entries"),
        _ids(document, own.hotspots, "hotspots"),
        _ids(document, own.checklist, "checklist"),
        _ids(document, own.paths, "paths"),
        _path_sittings(document, own, rules),
        _yields(document, own, hotspots),
        _circle(document, own, rules),
        _questions(document, own, hotspots),
    )
    return list(islice(problems, MAX_PROBLEMS))


def _ids(document: Document, entries: Sequence[_Entry], *path: str, named: bool = True) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice or (`named`: it is the name of a rule) cannot be asked for."""
    first: dict[str, int] = {}
    for at, entry in enumerate(entries):
        if named and not _ID.fullmatch(entry.id):
            fix = "use letters, digits, `_`, `-` and `.`, at most 60"
            yield item_spot(document, *path, at, "id").problem("this cannot be the id of a rule", fix)
        elif first.setdefault(entry.id, at) != at:
            says = f"the id `{entry.id[:60]}` stands here a second time"
            yield item_spot(document, *path, at, "id").problem(says, "give each entry an id of its own")


def _path_sittings(document: Document, own: RepositoryRules, rules: Rules) -> Iterator[Problem]:
    """Yield a problem where the warning for some paths comes after their limit."""
    limit, warning = own.sitting.over(rules.repository.sitting).on(rules.effort.sitting)
    ordinary = Sitting(limit, min(limit, warning))  # a warning after the limit is told of where it stands
    for at, entry in enumerate(own.paths):
        budget, warn = entry.sitting.on(ordinary)
        if warn > budget:
            says = f"the warning at {warn} minutes comes after the limit of {budget}"
            yield item_spot(document, "paths", at, "sitting", "warn_minutes").problem(says)


def _yields(document: Document, own: RepositoryRules, hotspots: list[str]) -> Iterator[Problem]:
    """Yield a problem for each hotspot that steps back for one that there is not, or for itself."""
    known = frozenset(hotspots)
    for at, entry in enumerate(own.hotspots):
        for number, name in enumerate(entry.yields_to):
            spot = item_spot(document, "hotspots", at, "yields_to", number)
            if name == entry.id:
                yield spot.problem("a hotspot that steps back for itself asks nothing", "name a stronger one")
            elif name not in known:
                yield spot.problem(f"no hotspot has the id `{name[:60]}`", did_you_mean(name, hotspots))


def _circle(document: Document, own: RepositoryRules, rules: Rules) -> Iterator[Problem]:
    """Yield a problem where hotspots step back for each other in a circle: none of them would ask."""
    steps = {entry.id: entry.yields_to for entry in (*rules.hotspots.hotspots, *own.hotspots)}
    try:
        TopologicalSorter({name: frozenset(stronger) - {name} for name, stronger in steps.items()}).prepare()
    except CycleError as circle:
        ring = frozenset(circle.args[1])
        at = next(at for at, entry in enumerate(own.hotspots) if entry.id in ring)
        number = next(number for number, name in enumerate(own.hotspots[at].yields_to) if name in ring)
        says = f"{' and '.join(f'`{name[:60]}`' for name in sorted(ring)[:5])} step back for each other: none would ask"
        yield item_spot(document, "hotspots", at, "yields_to", number).problem(
            says, "let only the weaker one step back"
        )


def _questions(document: Document, own: RepositoryRules, hotspots: list[str]) -> Iterator[Problem]:
    """Yield a problem for each question that has a hotspot's id, or steps back for a hotspot that there is not."""
    known = frozenset(hotspots)
    for at, rule in enumerate(own.checklist):
        if rule.id in known:
            says = f"a hotspot has the id `{rule.id}`, and asks a question of its own"
            yield item_spot(document, "checklist", at, "id").problem(says, "give the question another id")
        for number, name in enumerate(rule.instead):
            if name not in known:
                spot = item_spot(document, "checklist", at, "instead", number)
                yield spot.problem(f"no hotspot has the id `{name[:60]}`", did_you_mean(name, hotspots))


def _in_front(own: tuple[E, ...], shipped: tuple[E, ...]) -> tuple[E, ...]:
    return own + _without(shipped, {entry.id for entry in own})


def _without(entries: tuple[E, ...], ids: set[str]) -> tuple[E, ...]:
    return tuple(entry for entry in entries if entry.id not in ids)
