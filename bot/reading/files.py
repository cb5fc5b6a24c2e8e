"""The kind of each changed file, why it is of that kind, and which of the three line counts it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.facts.verdict import FileReading
from bot.reading.attributes import read_attributes
from bot.reading.kind_matcher import matcher_of
from bot.reading.visible import first_lines, last_lines, looks_minified

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from bot.facts.change import FileChange
    from bot.facts.verdict import Counts, FileKind
    from bot.policy.files import FileRules
    from bot.reading.attributes import Attributes
    from bot.reading.kind_matcher import KindMatcher, Match

_DENIED: dict[str, frozenset[str]] = {
    "generated": frozenset({"generated", "lock", "minified", "snapshot"}),
    "vendored": frozenset({"vendored", "minified"}),
    "documentation": frozenset({"documentation"}),
}
"""The kinds that a `-linguist-...` line takes away: github-linguist calls lock and minified files generated."""


_SAYABLE: tuple[Literal["generated", "vendored", "documentation"], ...] = ("generated", "vendored", "documentation")


class _Kind(NamedTuple):
    kind: FileKind
    reason: str
    counts: Counts
    rule: str = ""


def read_files(files: Sequence[FileChange], rules: FileRules, attributes: str) -> tuple[FileReading, ...]:
    """Return a reading for each file, in the order given; `attributes` is the text of `.gitattributes` at the base."""
    matcher = matcher_of(rules)
    said = read_attributes(attributes)
    return tuple(_reading(file, matcher, said) for file in files)


def _reading(file: FileChange, matcher: KindMatcher, attributes: Attributes) -> FileReading:
    kind = _unchanged(file) or _kind(file, matcher, attributes.of(file.path))
    return FileReading(
        path=file.path,
        kind=kind.kind,
        reason=kind.reason,
        counts=kind.counts,
        added=file.additions,
        removed=file.deletions,
        old_path=file.old_path,
        note=file.note,
        rule=kind.rule,
    )


def _unchanged(file: FileChange) -> _Kind | None:
    """Return the kind of a change that has no line of its own, as far as the diff itself tells."""
    if file.submodule:
        return _Kind("submodule", "submodule: it points to another commit", "to_review")
    if file.additions or file.deletions or file.binary or file.seen != "whole":
        return None
    if file.status in ("renamed", "copied"):
        return _Kind("rename_only", f"{file.status} without a change: from `{file.old_path or '?'}`", "set_aside")
    if file.status == "modified" and file.old_mode != file.new_mode:
        return _Kind("mode_only", f"only the file mode changed: {file.old_mode} to {file.new_mode}", "set_aside")
    return None


def _kind(file: FileChange, matcher: KindMatcher, said: Mapping[str, bool]) -> _Kind:
    for kind in _SAYABLE:
        if said.get(kind):
            return _Kind(kind, f"{kind}: `.gitattributes` says linguist-{kind}", matcher.counts(kind))
    denied = frozenset[str]().union(*(_DENIED[name] for name, value in said.items() if not value))
    match = _first(matcher.by_path(file.path), denied)
    by_path = _of_entry(match, file.path, matcher) if match else None
    if by_path and by_path.counts == "set_aside":
        return by_path
    if gone := _gone(file, by_path):
        return gone
    # Lines are looked at last because that costs most; the order of the entries decides all the same.
    header = _first(matcher.by_lines(file.path, first_lines(file), last_lines(file)), denied)
    if header and (match is None or header.order < match.order):
        return _of_entry(header, file.path, matcher)
    if "minified" not in denied and (why := looks_minified(file)):
        return _Kind("minified", f"minified: {why}", matcher.counts("minified"))
    why = "a symbolic link, and its line is where it leads" if file.symlink else "no other kind matches"
    return by_path or _Kind("source", f"source: {why}", "to_review")


def _gone(file: FileChange, by_path: _Kind | None) -> _Kind | None:
    """Return the kind of a file that has no lines to read: binary, or deleted with its former kind in the reason."""
    rule = by_path.rule if by_path else ""
    if file.binary:
        return _Kind("binary", "binary file", "set_aside", rule)
    if file.status == "removed":
        was = f" (was {by_path.reason})" if by_path else ""
        return _Kind("deleted", f"deleted file{was}", "set_aside", rule)
    return None


def _first(matches: Iterable[Match], denied: Container[str]) -> Match | None:
    return next((match for match in matches if match.entry.kind not in denied), None)


def _of_entry(match: Match, path: str, matcher: KindMatcher) -> _Kind:
    entry = match.entry
    reason = _in_words(entry.reason, path, match.pattern)
    return _Kind(entry.kind, reason, entry.counts or matcher.counts(entry.kind), entry.id)


def _in_words(reason: str, path: str, pattern: str) -> str:
    """Fill the places of a reason: `{name}` the file's name, `{folder}` the folder of the pattern that matched."""
    folder = pattern.removeprefix("**/").removesuffix("**")
    return reason.replace("{name}", path.rpartition("/")[2]).replace("{folder}", folder).replace("{pattern}", pattern)
