"""All patterns of the file rules tried at once: one RE2 set for paths, one for first lines, one for last lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.pattern_set import PatternSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.facts.verdict import Counts, FileKind
    from bot.policy.files import FileEntry, FileRules
    from bot.policy.globs import Glob
    from bot.policy.patterns import Pattern


class Match(NamedTuple):
    """An entry that matched: its place in the rules (the lower wins), itself, and the path pattern by which it did."""

    order: int
    entry: FileEntry
    pattern: str


class KindMatcher:
    """The entries of one set of file rules, compiled."""

    def __init__(self, rules: FileRules) -> None:
        entries = list(enumerate(rules.kinds))
        paths = [(Match(order, entry, glob.text), glob.regex) for order, entry in entries for glob in entry.paths]
        first = [(Match(order, entry, ""), word) for order, entry in entries for word in entry.first_lines]
        last = [(Match(order, entry, ""), word) for order, entry in entries for word in entry.last_lines]
        self._set_aside = frozenset(rules.piles.set_aside)
        self._tests = frozenset(rules.piles.tests)
        self._path_matches = [match for match, _ in paths]
        self._paths = PatternSet(regex for _, regex in paths)
        self._first = _Lines(first)
        self._last = _Lines(last)

    def by_path(self, path: str) -> list[Match]:
        """Return every entry that matches the path, in the order of the rules."""
        return [self._path_matches[index] for index in self._paths.found_in(path)]

    def by_lines(self, path: str, first: Sequence[str], last: Sequence[str]) -> list[Match]:
        """Return every entry that matches one of the first or last lines of a file, in the order of the rules."""
        found = [*self._first.matches(path, first), *self._last.matches(path, last)]
        return sorted(found, key=lambda match: match.order)

    def counts(self, kind: FileKind) -> Counts:
        """Return which of the three line counts a kind is in."""
        if kind in self._set_aside:
            return "set_aside"
        return "tests" if kind in self._tests else "to_review"


class _Lines:
    """Patterns for lines, tried at once."""

    def __init__(self, words: Sequence[tuple[Match, Pattern]]) -> None:
        self._matches = [match for match, _ in words]
        self._set = PatternSet(f"(?m:{word.text})" for _, word in words)

    def matches(self, path: str, lines: Sequence[str]) -> Iterator[Match]:
        for index in self._set.found_in("\n".join(lines)):
            entry = self._matches[index].entry
            if (not entry.only or _any(entry.only, path)) and not _any(entry.unless, path):
                yield self._matches[index]


def _any(globs: Iterable[Glob], path: str) -> bool:
    return any(glob.matches(path) for glob in globs)


@lru_cache(maxsize=8)
def matcher_of(rules: FileRules) -> KindMatcher:
    """Return the compiled rules; compiling takes some 10 ms, so that the last few are kept."""
    return KindMatcher(rules)
