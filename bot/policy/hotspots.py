"""The shape of rules/hotspots.yml: places in a change that a reviewer wants explained, as data."""

from dataclasses import dataclass, field
from typing import Literal, Self

from bot.facts.change import FileStatus
from bot.facts.verdict import FileKind, RulePlace
from bot.policy.globs import Glob
from bot.policy.patterns import Pattern

WHAT, IS = "{what}", "{is}"
"""Stand in a sentence for the names or paths that were found, and for "is" or "are"."""


@dataclass(frozen=True, slots=True)
class LinePattern(Pattern):
    """A pattern for one line (`^` and `$` are the line's ends) that can also be tried on many lines at once."""

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Compile; raises ValueError in words for a person."""
        compiled = Pattern.from_yaml("(?m)" + text)
        return cls(text, compiled._compiled)  # noqa: SLF001 - the parent's own field


@dataclass(frozen=True, slots=True)
class Watch:
    """One way to see a hotspot: in files, by their lines or as a whole. All conditions given must hold."""

    files: tuple[Glob, ...] = field(default=(), metadata={"doc": "Path patterns; none means every file."})
    not_files: tuple[Glob, ...] = field(default=(), metadata={"doc": "Path patterns that are left out."})
    kinds: tuple[FileKind, ...] = field(
        default=(), metadata={"doc": "Kinds of file; none means every kind that people write."}
    )
    status: tuple[FileStatus, ...] = field(default=(), metadata={"doc": "What happened to the file; none means all."})
    binary: bool = field(default=False, metadata={"doc": "Only files that are not text."})
    submodule: bool = field(default=False, metadata={"doc": "Only submodules."})
    net_removed: int = field(
        default=0,
        metadata={"doc": "At least so many more lines removed than added, in the file and in the whole change."},
    )
    side: Literal["added", "removed"] = field(default="added", metadata={"doc": "The lines that are searched."})
    lines: tuple[LinePattern, ...] = field(
        default=(),
        metadata={"doc": "RE2 patterns for one line; a group called `name` is the thing found. None: the whole file."},
    )
    not_lines: tuple[LinePattern, ...] = field(default=(), metadata={"doc": "A line that matches is left out."})
    not_names: tuple[str, ...] = field(default=(), metadata={"doc": "Names that are left out."})
    unpaired: bool = field(
        default=False,
        metadata={"doc": "Quiet where the same name stands on the other side too: a version bump, a move."},
    )
    without: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "A file is left out where one of these stands on the side that is searched."}
    )
    surplus: int = field(
        default=0,
        metadata={
            "doc": "At least so many more lines are found on this side than on the other, in one file and in all files."
        },
    )
    rewritten: bool = field(
        default=False,
        metadata={"doc": "Quiet where the same run of changed lines holds one on the other side: it has a new name."},
    )
    reshaped: bool = field(
        default=False,
        metadata={
            "doc": "The name stands on both sides, and callers of its group `shape`, a list of parameters, break."
        },
    )
    bumps_only: bool = field(
        default=False, metadata={"doc": "Of manifests: the line tells of another version, never of a new dependency."}
    )
    section: LinePattern | None = field(
        default=None, metadata={"doc": "How a line looks that opens a section (`[dependencies]`, `def upgrade`)."}
    )
    within: LinePattern | None = field(default=None, metadata={"doc": "The nearest such line above must match this."})
    blind: bool = field(default=False, metadata={"doc": "Match also where no line that opens a section is to be seen."})


@dataclass(frozen=True, slots=True)
class Example:
    """A change to one file, as small as it can be; `finds` is what must be found in it."""

    path: str = field(metadata={"doc": "The file's path."})
    kind: FileKind = field(default="source", metadata={"doc": "The file's kind."})
    status: FileStatus = field(default="modified", metadata={"doc": "What happened to the file."})
    before: tuple[str, ...] = field(default=(), metadata={"doc": "Unchanged lines above."})
    removed: tuple[str, ...] = field(default=(), metadata={"doc": "Removed lines."})
    added: tuple[str, ...] = field(default=(), metadata={"doc": "Added lines."})
    times: int = field(default=1, metadata={"doc": "How often the lines are repeated."})
    binary: bool = field(default=False, metadata={"doc": "Whether the file is not text."})
    submodule: bool = field(default=False, metadata={"doc": "Whether it is a submodule."})
    finds: str = field(default="", metadata={"doc": "The name that must be found; empty: the file's path."})


@dataclass(frozen=True, slots=True)
class HotspotRule:
    """One kind of hotspot."""

    id: str = field(metadata={"doc": "Its name; the rule is called `missing_rationale/<id>`."})
    title: str = field(metadata={"doc": "What it is, in a few words."})
    risk: int = field(metadata={"doc": "What is shown first: 9 is the most dangerous.", "minimum": 1, "maximum": 9})
    level: Literal["notice", "act"] = field(metadata={"doc": "act: a person should explain it. notice: shown only."})
    says: str = field(metadata={"doc": "What is missing, about the change; `{what}` stands for what was found."})
    asks: str = field(metadata={"doc": "What a sentence in the description would have to say."})
    check: str = field(metadata={"doc": "What the reviewer looks at."})
    words: tuple[str, ...] = field(
        metadata={"doc": "Beginnings of words that speak of it: in a title, or beside a causal word elsewhere."}
    )
    about: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Beginnings of words of which one must stand beside those of `words`, but for the title."},
    )
    yields_to: tuple[str, ...] = field(
        default=(), metadata={"doc": "Entries that say more: where one of them asks about a file, this one does not."}
    )
    watch: tuple[Watch, ...] = field(default=(), metadata={"doc": "How it is seen; one of them is enough."})
    dependency: Literal["none", "added", "removed", "major"] = field(
        default="none", metadata={"doc": "What happened to a dependency; it is seen by the patterns of `manifests`."}
    )
    not_names: tuple[LinePattern, ...] = field(default=(), metadata={"doc": "Names that are left out, as patterns."})
    strict: bool = field(
        default=False,
        metadata={"doc": "A closed issue, or a title that holds a part of the name, is not explanation enough."},
    )
    examples: tuple[Example, ...] = field(default=(), metadata={"doc": "Changes in which it must be found."})
    not_examples: tuple[Example, ...] = field(default=(), metadata={"doc": "Near misses."})
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse sentences that would not name what was found, and an entry that finds nothing."""
        for name, text in (("says", self.says), ("asks", self.asks)):
            if WHAT not in text:
                raise ValueError(f"`{name}` of `{self.id}` does not name what was found: put {WHAT} into it")
        if not self.watch and self.dependency == "none":
            raise ValueError(f"`{self.id}` sees nothing: it needs `watch` or `dependency`")

    def sentence(self, text: str, what: str, count: int) -> str:
        """Return `says` or `asks` for `count` things, named `what`."""
        return text.replace(IS, "is" if count == 1 else "are").replace(WHAT, what)

    @property
    def rule(self) -> str:
        """The rule's id in findings and in a repository's own settings."""
        return f"missing_rationale/{self.id}"


@dataclass(frozen=True, slots=True)
class HotspotRules:
    """All hotspots, and what they share."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    causal: tuple[str, ...] = field(metadata={"doc": "Beginnings of words that give a reason."})
    common_words: tuple[str, ...] = field(
        metadata={"doc": "File names and parts of names that say too little to count as a mention alone."}
    )
    aside: tuple[Glob, ...] = field(metadata={"doc": "Fixtures and samples: no hotspot is seen in them."})
    hotspots: tuple[HotspotRule, ...] = field(metadata={"doc": "The hotspots."})
    manifests: tuple[Watch, ...] = field(default=(), metadata={"doc": "How manifests name dependencies."})
