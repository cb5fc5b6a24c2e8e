"""A split plan: how a change falls into concerns and into parts of one sitting each, in order, with its proof.

The JSON of `onesitting split` is this type (see bot.facts.plain), so the words here are the words of the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA_VERSION = 1

SplitSays = Literal["nothing", "independent_concerns", "too_large", "not_analysed"]
"""The one statement that is made. `independent_concerns`: the parts have nothing to do with each other, and a hard sign
says so too. `too_large`: more than one sitting, an ordered stack; never a claim that its parts are unrelated."""

Range = tuple[int, int]
"""First and last line, counted from 1."""


@dataclass(frozen=True, slots=True)
class SplitFile:
    """What of a file is in a part: `added` are line ranges of the new file, `removed` of the old one.

    `whole` means that the file goes as one piece (binary, renamed, deleted, ...); `note` says why, where that tells
    something. `old_path` is named in the part that carries the rename.
    """

    path: str
    added: tuple[Range, ...] = ()
    removed: tuple[Range, ...] = ()
    whole: bool = False
    old_path: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SplitGroup:
    """Lines that belong together: one concern of the best grouping, or one sitting inside a part."""

    files: tuple[SplitFile, ...]


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part, as its own pull request would be. Parts are numbered from 1 in the order in which they go in.

    `reasons` say in words why its lines are together and why it stands where it stands. `depends_on` are the numbers
    of earlier parts that it cannot do without; parts with no path between them can be reviewed side by side.
    `sittings` are given where a part is more than one sitting: its lines in the order in which to read them.
    """

    number: int
    title: str
    files: tuple[SplitFile, ...]
    added: int
    removed: int
    minutes: float
    reasons: tuple[str, ...] = ()
    depends_on: tuple[int, ...] = ()
    sittings: tuple[SplitGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitEdge:
    """Part `before` has to go in before part `after`, and why."""

    before: int
    after: int
    why: str


@dataclass(frozen=True, slots=True)
class SplitProof:
    """What was checked by building every intermediate state, and what could not be.

    `proven` says that nothing which could be checked failed; a plan that is not proven is not shown.
    """

    proven: bool
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()  # what had to be put together because it did not stand alone


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """The whole answer. The same change and rules give the same plan, byte for byte, in any order of files.

    `concern_score` is how sure it is, from 0 to 1, that there is more than one concern; `tangled` is the calibrated
    answer. `parts` are given whenever the change is tangled or too large and a proven plan exists.
    """

    id: str
    says: SplitSays
    concern_score: float
    tangled: bool
    too_large: bool
    minutes: float
    budget_minutes: int
    parts: tuple[SplitPart, ...] = ()
    order: tuple[SplitEdge, ...] = ()
    grouping: tuple[SplitGroup, ...] = ()
    proof: SplitProof = SplitProof(proven=False)
    unseen: tuple[str, ...] = ()
    head_sha: str = ""
    rules_revision: str = ""
    schema_version: int = SCHEMA_VERSION


def chains(plan: SplitPlan) -> tuple[tuple[int, ...], ...]:
    """Return the parts' numbers in chains: parts with a path between them are stacked, others stand on the base."""
    return chained({part.number: part.depends_on for part in plan.parts})


def chained(needs: Mapping[int, Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the keys in groups that a path of needs ties, whichever way it runs; each group begins with its lowest."""
    root = {number: number for number in needs}
    for number, needed in needs.items():
        for other in needed:
            low, high = sorted((root[number], root[other]))
            root = {each: low if at == high else at for each, at in root.items()}
    return tuple(tuple(number for number, at in root.items() if at == low) for low in sorted(set(root.values())))
