"""Every path and line pattern of the rules tried at once: what holds for a file, before any rule looks closer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.judgement.changed_lines import text_of
from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.judgement.changed_lines import Side
    from bot.policy.checklists import Checklist
    from bot.policy.globs import Glob
    from bot.policy.hotspots import HotspotRules, LinePattern


@dataclass(frozen=True, slots=True)
class Together:
    """Expressions that are searched in one pass over a text, each with the pattern's own words."""

    patterns: tuple[str, ...]
    found: PatternSet

    def held_by(self, text: str) -> frozenset[str]:
        """Return the patterns that are found in a text."""
        return frozenset(self.patterns[index] for index in self.found.found_in(text))


@dataclass(frozen=True, slots=True)
class Sieve:
    """The patterns of hotspots and checklists: those for a path, and those for the lines of one side."""

    paths: Together
    lines: Together


@dataclass(frozen=True)
class SiftedFile:
    """One changed file with its reading, and the patterns that hold for it, each text read once."""

    change: FileChange
    reading: FileReading
    sieve: Sieve
    samples: tuple[Glob, ...] = ()

    @cached_property
    def aside(self) -> bool:
        """Whether it is a fixture or a sample, in which nothing is looked for."""
        return self.lies_in(self.samples)

    def lies_in(self, globs: Iterable[Glob]) -> bool:
        """Return whether one of the path patterns matches; they are of the rules that the sieve was made from."""
        return any(glob.text in self._globs for glob in globs)

    def text(self, side: Side) -> str:
        """Return all changed lines of one side as one text."""
        return self._texts[side]

    def held(self, patterns: Iterable[LinePattern], side: Side) -> list[LinePattern]:
        """Return those of the rules' patterns that are found anywhere on one side."""
        found = self._found[side]
        return [pattern for pattern in patterns if pattern.text in found] if found else []

    @cached_property
    def _globs(self) -> frozenset[str]:
        return self.sieve.paths.held_by(self.change.path)

    @cached_property
    def _texts(self) -> Mapping[Side, str]:
        return {"added": text_of(self.change, "added"), "removed": text_of(self.change, "removed")}

    @cached_property
    def _found(self) -> Mapping[Side, frozenset[str]]:
        return {side: self.sieve.lines.held_by(text) for side, text in self._texts.items()}


def sift(
    files: Iterable[FileChange],
    readings: Iterable[FileReading],
    hotspots: HotspotRules,
    checklists: Iterable[Checklist] = (),
) -> tuple[SiftedFile, ...]:
    """Return the files, prepared for many rules; `readings` are theirs, in the same order."""
    sieve = sieve_of(hotspots, checklists)
    return tuple(
        SiftedFile(file, reading, sieve, hotspots.aside) for file, reading in zip(files, readings, strict=True)
    )


def sieve_of(hotspots: HotspotRules, checklists: Iterable[Checklist]) -> Sieve:
    """Return the sieve of some rules."""
    watches = [*hotspots.manifests, *(watch for entry in hotspots.hotspots for watch in entry.watch)]
    asked = [question.when for one in checklists for question in one.questions]
    globs = [*hotspots.aside, *(glob for watch in watches for glob in (*watch.files, *watch.not_files))]
    globs += [glob for when in asked for glob in (*when.files, *when.not_files)]
    lines = [line for watch in watches for line in (*watch.lines, *watch.without)]
    lines += [line for when in asked for line in (*when.added, *when.removed)]
    return Sieve(
        _together(tuple((glob.text, glob.regex) for glob in globs)),
        _together(tuple((line.text, "(?m)" + line.text) for line in lines)),
    )


@lru_cache(maxsize=16)
def _together(patterns: tuple[tuple[str, str], ...]) -> Together:
    """Return a set of patterns (their text, their expression); compiling takes some 20 ms, so the last few are kept."""
    once = dict(patterns)
    return Together(tuple(once), PatternSet(once.values()))
