"""Path patterns of a settings file that match nothing in the repository: most are mistyped, or their files moved."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.policy.decode import MAX_PROBLEMS
from bot.policy.tree_places import item_spot
from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.problems import Problem
    from bot.policy.files import FileEntry
    from bot.policy.globs import Glob
    from bot.policy.path_settings import PathSettings
    from bot.policy.rules import Rules
    from bot.policy.tree_places import Spot
    from bot.policy.yaml_tree import Document


def own_paths(document: Document, rules: Rules) -> tuple[tuple[Glob, Spot], ...]:
    """Return the path patterns of a file's own kinds of files and limits, each where it stands."""
    own = rules.repository
    every: dict[str, tuple[FileEntry | PathSettings, ...]] = {"files": own.files, "paths": own.paths}
    return tuple(
        (glob, item_spot(document, key, at, "paths", number))
        for key, entries in every.items()
        for at, entry in enumerate(entries)
        if entry.place is not None and entry.place.file == document.source  # those of a file below it come behind
        for number, glob in enumerate(entry.paths)
    )


def dead_paths(paths: Sequence[tuple[Glob, Spot]], files: Sequence[str]) -> tuple[Problem, ...]:
    """Return a warning for each pattern that matches none of the repository's `files`."""
    patterns = PatternSet(glob.regex for glob, _ in paths)
    alive = {number for path in files for number in patterns.found_in(path)}

    def dead() -> Iterator[Problem]:
        for number, (glob, at) in enumerate(paths):
            if number not in alive:
                says = f"`{glob.text[:60]}` matches no file of this repository"
                yield at.problem(says, "remove it, or follow the files to where they are now", "warning")

    return tuple(islice(dead(), MAX_PROBLEMS))
