"""How far a change reaches: the parts of the repository it lies in, which of them are tied, and which are riders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.verdict import Place, Scope
from bot.judgement.area_groups import groups_of
from bot.judgement.areas import areas_of
from bot.judgement.naming import counted

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import FileReading
    from bot.judgement.area_groups import Group
    from bot.judgement.description import Description
    from bot.policy.rules import Rules
    from bot.policy.signals import SignalRule

MOST_RIDERS = 10
CODE = "code"
"""The layer of what no pattern puts into another one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The areas of what a person has to read, in groups that share names.

    `floor` are the lines below which a group is a rider. `nested` says that all lie in one package or top-level folder.
    """

    work: dict[str, int]
    areas: int
    nested: bool
    groups: tuple[Group, ...]
    floor: float
    layers: tuple[str, ...]

    @property
    def substantial(self) -> tuple[Group, ...]:
        """The groups that are no riders."""
        return tuple(group for group in self.groups if group.lines >= self.floor)

    @property
    def riders(self) -> tuple[Group, ...]:
        """Small groups with no tie to the main one; none where nothing is main."""
        return tuple(group for group in self.groups if group.lines < self.floor) if self.substantial else ()

    def shown(self) -> Scope:
        """Return the figures for the verdict."""
        riders = tuple(
            Place(group.largest, note=f"{counted(group.lines, 'line')} to review")
            for group in self.riders[:MOST_RIDERS]
        )
        names = sorted(area for group in self.groups for area in group.areas)
        return Scope(tuple(names), self.layers, riders)


def reach_of(
    facts: PullRequestFacts, readings: tuple[FileReading, ...], description: Description, rules: Rules
) -> Reach:
    """Return how far the change reaches, by the limits and paths of `scattered_scope`; tests and documents aside."""
    entry = rules.signals.signals["scattered_scope"]
    aside = rules.hotspots.aside
    work = {
        reading.path: reading.added + reading.removed
        for reading in readings
        if _is_work(reading) and not any(glob.matches(reading.path) for glob in aside)
    }
    areas = areas_of(sorted(work), entry.paths)
    common = frozenset(rules.hotspots.common_words)
    floor = max(entry.limits["rider_lines"], entry.limits["rider_share"] * sum(work.values()))
    groups = groups_of(facts.files, areas.of, work, description, common)
    layers = tuple(sorted({_layer(path, entry) for path in work}))
    return Reach(work, len(set(areas.of.values())), areas.nested, groups, floor, layers)


def _layer(path: str, entry: SignalRule) -> str:
    for layer, globs in entry.layers.items():
        if any(glob.matches(path) for glob in globs):
            return layer
    return CODE


def _is_work(reading: FileReading) -> bool:
    return reading.counts == "to_review" and reading.kind in ("source", "migration", "configuration")
