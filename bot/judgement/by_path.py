"""Limits and modes for changes in some paths: the first entry that a change lies in holds, before those for agents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.verdict import Settings
from bot.policy.effort import Sitting
from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.verdict import FileReading
    from bot.policy.path_settings import PathSettings
    from bot.policy.rules import Rules


def settings_by_path(readings: Sequence[FileReading], rules: Rules) -> tuple[Settings, Rules]:
    """Return which entry of `paths` holds for a change and why, and the rules with it in force.

    Files that are set aside do not count: nobody sits over them.
    """
    read = [reading.path for reading in readings if reading.counts != "set_aside"]
    for entry in rules.repository.paths:
        found = _lying_in(entry, read)
        if found is None:
            continue
        ordinary = rules.effort.sitting
        budget, warn = entry.sitting.on(ordinary)
        settings = Settings("paths", _why(entry, found), ordinary.budget_minutes, entry.place)
        repository = replace(rules.repository, signals={**rules.repository.signals, **entry.signals})
        effort = replace(rules.effort, sitting=Sitting(budget, min(warn, budget)))
        return settings, replace(rules, effort=effort, repository=repository)
    return Settings(), rules


def _lying_in(entry: PathSettings, paths: Sequence[str]) -> str | None:
    """Return the first file by which the entry holds; None where it does not."""
    patterns = PatternSet(glob.regex for glob in entry.paths)
    inside = [path for path in paths if patterns.found_in(path)]
    holds = bool(inside) and (entry.applies_to == "any" or len(inside) == len(paths))
    return min(inside) if holds else None


def _why(entry: PathSettings, path: str) -> str:
    if entry.applies_to == "all":
        return f"every file to read lies in the paths of `{entry.id}`"
    return f"`{path}` lies in the paths of `{entry.id}`"
