"""Which areas of a change visibly belong together, how much there is to read in each, and whether words name them.

Two areas are tied where their changed lines share names, where one names a file of the other, or where their files are
namesakes. A tie is a reason to keep quiet; no tie is never taken for a proof that two things are unrelated.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.judgement.flat import flat

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from bot.facts.change import FileChange
    from bot.judgement.description import Description

TIES = 3
"""Uses of shared names that tie two areas; measured on 1,292 pull requests and on pairs of them put together."""

FEW_NAMES = 5
"""Where one side has fewer names than this, one shared name is a tie."""

COUNTED_ONCE = 3
"""Uses of one name that count: a name in every line is still one name."""

MOST_AREAS = 40
"""The largest areas are compared with each other; what is in smaller ones is left out."""

SHORTEST_STEM = 4
SHORTEST_FOLDER = 3
LONGEST_CHANCE = 5
"""Names of so many letters and fewer stand in a text by chance."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]{3,}")
_INNER_CAPITAL = re.compile(r"[a-z0-9][A-Z]")
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {".github": ("ci", "workflow", "action"), "docs": ("documentation",)}
"""What people call a folder whose name they do not write."""


@dataclass(frozen=True, slots=True)
class Member:
    """One area: its lines to review, the file with the most of them, and whether any word speaks of it."""

    area: str
    lines: int
    largest: str
    largest_lines: int
    named: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are tied to each other: the largest first, `largest` the file with the most lines to review."""

    members: tuple[Member, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The folders of its areas."""
        return tuple(member.area for member in self.members)

    @property
    def lines(self) -> int:
        """Lines to review in all of it."""
        return sum(member.lines for member in self.members)

    @property
    def largest(self) -> str:
        """The file with the most lines to review."""
        return min((-member.largest_lines, member.largest) for member in self.members)[1]

    @property
    def named(self) -> bool:
        """Whether any word speaks of one of its areas."""
        return any(member.named for member in self.members)

    @property
    def name(self) -> str:
        """Its largest area; files at the root are known by the largest of them."""
        return self.areas[0] if self.areas[0] != "." else self.largest


@dataclass
class _Area:
    lines: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)  # compound identifiers of the changed lines
    words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)

    def tied_to(self, other: _Area) -> bool:
        if self.stems & other.stems or self.stems & other.words or other.stems & self.words:
            return True
        shared = self.names.keys() & other.names.keys()
        uses = sum(min(self.names[name], other.names[name], COUNTED_ONCE) for name in shared)
        return uses >= (1 if min(len(self.names), len(other.names)) < FEW_NAMES else TIES)


def groups_of(
    files: Iterable[FileChange],
    areas: Mapping[str, str],
    lines: Mapping[str, int],
    description: Description,
    common_words: Container[str],
) -> tuple[Group, ...]:
    """Return the areas in groups, the largest first.

    `areas` and `lines` (to review) are those of the paths that count; `common_words` are stems that say nothing.
    """
    seen: dict[str, _Area] = {}
    for file in files:
        if file.path in areas:
            _read(file, seen.setdefault(areas[file.path], _Area()), lines[file.path], common_words)
    largest = sorted(seen, key=lambda area: (-seen[area].lines.total(), area))[:MOST_AREAS]
    home = {area: area for area in largest}
    for one, other in combinations(largest, 2):
        if seen[one].tied_to(seen[other]):
            home = {area: home[one] if root == home[other] else root for area, root in home.items()}
    text = "|".join(flat(text) for text in (*description.statements, *description.passages))
    members: dict[str, list[str]] = {}
    for area in largest:
        members.setdefault(home[area], []).append(area)
    groups = [Group(tuple(_member(area, seen[area], text) for area in many)) for many in members.values()]
    return tuple(sorted(groups, key=lambda group: (-group.lines, group.areas)))


def _read(file: FileChange, area: _Area, lines: int, common_words: Container[str]) -> None:
    area.lines[file.path] += lines
    changed = "\n".join(line.text for hunk in file.hunks for line in hunk.lines if line.sign != " ")
    for word, count in Counter(_WORD.findall(changed)).items():
        area.words.add(word.lower())
        if "_" in word.strip("_") or _INNER_CAPITAL.search(word):
            area.names[word.lower()] += count
    stem = PurePosixPath(file.path).name.split(".")[0].lower()
    if len(stem) >= SHORTEST_STEM and stem not in common_words:
        area.stems.add(stem)


def _member(name: str, area: _Area, text: str) -> Member:
    largest = min(area.lines, key=lambda path: (-area.lines[path], path))
    return Member(name, area.lines.total(), largest, area.lines[largest], _is_named(name, area, text))


def _is_named(path: str, area: _Area, text: str) -> bool:
    """Return whether words speak of the area: of its folder, of a file of it or of a name of its changed lines."""
    words = frozenset(text.split())
    folders = [part for part in flat(path).split() if len(part) >= SHORTEST_FOLDER]
    if any(word in words or word.rstrip("s") in words for word in (*folders, *_OTHER_NAMES.get(path, ()))):
        return True
    names = (flat(name) for name in (*area.stems, *(name for name in area.names if len(name) > LONGEST_CHANCE)))
    return any(name in text if " " in name.strip() else name.strip() in words for name in names)
