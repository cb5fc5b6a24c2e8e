"""Whether the words of a pull request speak of a hotspot. Generous: a false accusation is worse than a miss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.judgement.flat import flat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.judgement.description import Description
    from bot.judgement.hotspots import Hotspot
    from bot.policy.hotspots import HotspotRule, HotspotRules

_CODE = re.compile(r"\b(?:[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+)\b")  # `snake_case`, `camelCase`

SHORTEST_NAME = 3
"""Shorter names (`io`, `x`) stand in any text by chance; only their whole path or line counts."""


@dataclass(frozen=True)
class Rationale:
    """The words of one pull request, prepared for many questions."""

    description: Description
    rules: HotspotRules
    new_files: frozenset[str] = frozenset()

    def explains(self, hotspot: Hotspot) -> bool:
        """Return whether the hotspot is spoken of.

        It is where a text names it or its file; where a one-line summary uses a word of its kind, or any passage does
        beside a causal word (and, but for the title, beside what the entry is `about`). Unless its entry is strict, a
        summary that holds a part of its name is enough, and so is an issue that is closed, or the change that is
        reverted: they tell the story.
        """
        entry = hotspot.entry
        if self._speaks_of_kind(entry) or any(self._names(name) for name in _spellings(hotspot.name)):
            return True
        if any(self._speaks_of_file(path, whole=hotspot.name == path) for path in self._telling_paths(hotspot)):
            return True
        if entry.strict:
            return False
        if self.description.closes_issue or self.description.is_revert or self._speaks_of_new_package(hotspot):
            return True
        parts = tuple(self._parts(hotspot))
        # One of many words of a name stands in a commit's subject by chance.
        words = self._statements if len(parts) == 1 else self._title
        return any(f" {part} " in words for part in parts)

    def _telling_paths(self, hotspot: Hotspot) -> Iterable[str]:
        """Yield the files whose mention speaks of the hotspot: "updates package.json" says nothing of one line."""
        for place in hotspot.places:
            whole = hotspot.name == place.path
            if whole or not (hotspot.entry.strict or _stem(place.path).lower() in self.rules.common_words):
                yield place.path

    def _speaks_of_new_package(self, hotspot: Hotspot) -> bool:
        """Return whether a summary names the folder of a new manifest: its dependencies came with the package."""
        folders = [flat(PurePosixPath(place.path).parent.name) for place in hotspot.places]
        new = all(place.path in self.new_files for place in hotspot.places)
        words = [word for folder in folders for word in folder.split() if word not in self.rules.common_words]
        known = any(name.strip() and name in self._statements for name in folders) or any(
            len(word) > SHORTEST_NAME and f" {word} " in self._title for word in words
        )
        return hotspot.entry.dependency != "none" and new and known

    def comment_explains(self, hotspot: Hotspot, comments: Iterable[str]) -> bool:
        """Return whether a comment added beside a hotspot explains it; a strict entry needs words of its kind."""
        words = [_beginning(word) for word in hotspot.entry.words]
        texts = [flat(comment) for comment in comments]
        return any(not hotspot.entry.strict or any(word in text for word in words) for text in texts)

    def _speaks_of_kind(self, entry: HotspotRule) -> bool:
        if entry.id not in self._kinds:
            words = [_beginning(word) for word in entry.words]
            about = [_beginning(word) for word in entry.about]
            texts = [text for text in self._telling if not about or any(word in text for word in about)]
            self._kinds[entry.id] = any(word in text for text in [self._title, *texts] for word in words)
        return self._kinds[entry.id]

    @cached_property
    def _title(self) -> str:
        return flat(self.description.statements[0])

    @cached_property
    def _kinds(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _statements(self) -> str:
        return "|".join(flat(text) for text in self.description.statements)

    @cached_property
    def _telling(self) -> tuple[str, ...]:
        """The texts that may give a reason: one-line summaries, and passages that hold a causal word."""
        causes = tuple(_beginning(cause) for cause in self.rules.causal)
        passages = (flat(text) for text in self.description.passages)
        causal = (text for text in passages if any(cause in text for cause in causes))
        return (*(flat(text) for text in self.description.statements), *causal)

    @cached_property
    def _all(self) -> str:
        return "|".join((self._statements, *(flat(text) for text in self.description.passages)))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._all.split())

    def _names(self, name: str) -> bool:
        """Return whether a flat name stands in the words; single words are looked up, as there may be thousands."""
        return f" {name} " in self._all if " " in name else name in self._words

    @cached_property
    def _files(self) -> dict[tuple[str, bool], bool]:
        return {}

    def _speaks_of_file(self, path: str, *, whole: bool) -> bool:
        """Return whether a file is spoken of, by its path, its name, or its stem; `whole` where all of it is meant."""
        key = path, whole
        if key not in self._files:
            names = [flat(name).strip() for name in (path, PurePosixPath(path).name)]
            self._files[key] = any(self._names(name) for name in names) or self._speaks_of_stem(
                _stem(path), whole=whole
            )
        return self._files[key]

    def _speaks_of_stem(self, stem: str, *, whole: bool) -> bool:
        name = flat(stem).strip()
        if len(stem) < SHORTEST_NAME or stem.lower() in self.rules.common_words:
            return False
        # A stem of one word, such as `dataset`, stands in any text by chance; in the title it is the subject.
        if " " in name or whole:
            return self._names(name) or (whole and f" {name}" in self._title)
        return f" {name} " in self._title

    def _parts(self, hotspot: Hotspot) -> Iterable[str]:
        """Yield the telling words of a name: a title about JSON speaks of `serde_json`."""
        if "/" in hotspot.name and hotspot.name in {place.path for place in hotspot.places}:
            return
        for part in flat(hotspot.name).split():
            if len(part) > SHORTEST_NAME and part not in self.rules.common_words:
                yield part


def _spellings(name: str) -> Iterable[str]:
    """Yield a name as it may be written: `@scope/pad`, `group:pad` and `host/pad/v2` are also spoken of as `pad`."""
    yield from _long_enough(name)
    parts = [part for part in name.replace(":", "/").split("/") if not _is_version(part)]
    if " " not in name and parts:
        yield from _long_enough(parts[-1])
    if " " in name:  # the title of a test: what it names in code
        for word in _CODE.findall(name):
            yield from _long_enough(word)


def _stem(path: str) -> str:
    return PurePosixPath(path).name.split(".")[0]


def _is_version(part: str) -> bool:
    return part[:1] == "v" and part[1:].isdigit()


def _long_enough(name: str) -> Iterable[str]:
    plain = flat(name).strip()
    if len(plain) >= SHORTEST_NAME:
        yield plain


def _beginning(word: str) -> str:
    """Return a word's beginning as it stands in a flat text; a word written with a space behind it is whole."""
    return flat(word) if word.endswith(" ") else flat(word).rstrip()
