"""The shape of rules/effort.yml: minutes a reviewer needs, by kind of file and kind of line, each with its reason."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.facts.verdict import FileKind, RulePlace
from bot.policy.languages import Language

CheapLineKind = Literal["systematic", "moved", "import", "comment", "whitespace", "removed"]
"""Lines that are read faster than their file's others; `removed` are the removed ones of no cheaper kind."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Minutes for one kind; a changed line is an added or a removed one."""

    reason: str = field(metadata={"doc": "Where the figure comes from, in words."})
    line: float = field(default=0.0, metadata={"doc": "Minutes a changed line.", "minimum": 0, "maximum": 60})
    file: float = field(default=0.0, metadata={"doc": "Minutes a file, once.", "minimum": 0, "maximum": 60})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """A file in which nothing has to be understood: it is scrolled past, not opened."""

    reason: str = field(metadata={"doc": "Where the figure comes from, in words."})
    file: float = field(metadata={"doc": "Minutes a file, once, where that is less.", "minimum": 0, "maximum": 60})
    kinds: tuple[CheapLineKind, ...] = field(metadata={"doc": "The kinds of line that such a file has only."})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """What a change in many places costs on top: finding one's way between them."""

    reason: str = field(metadata={"doc": "Where the figure comes from, in words."})
    share: float = field(metadata={"doc": "The part of the minutes that is added.", "minimum": 0, "maximum": 10})
    above_files: int = field(metadata={"doc": "More files to read than this are many.", "minimum": 0})
    above_directories: int = field(metadata={"doc": "More directories to read in than this are many.", "minimum": 0})
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """How long one sitting is."""

    budget_minutes: int = field(default=60, metadata={"doc": "One sitting, in minutes.", "minimum": 1, "maximum": 480})
    warn_minutes: int = field(
        default=30, metadata={"doc": "From here on the author is warned.", "minimum": 1, "maximum": 480}
    )

    def __post_init__(self) -> None:
        """Refuse a warning that would come after the limit."""
        if self.warn_minutes > self.budget_minutes:
            raise ValueError("`warn_minutes` is more than `budget_minutes`")


@dataclass(frozen=True, slots=True)
class EffortRules:
    """The public rate table."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    sitting: Sitting = field(metadata={"doc": "How long one sitting is."})
    files: dict[FileKind, Rate] = field(metadata={"doc": "Minutes by kind of file."})
    lines: dict[CheapLineKind, Rate] = field(
        metadata={"doc": "Minutes by kind of line; where a line has both rates, the lower one counts."}
    )
    entries: dict[str, Rate] = field(metadata={"doc": "Minutes on top by the id of an entry of rules/files.yml."})
    spread: Spread = field(metadata={"doc": "What a change in many places costs on top."})
    glance: Glance | None = field(default=None, metadata={"doc": "Files in which nothing has to be understood."})
    languages: tuple[Language, ...] = field(
        default=(), metadata={"doc": "How comments, imports and layout are known, by language."}
    )

    def __post_init__(self) -> None:
        """Refuse a table with a gap: every kind of file has its rate."""
        missing = [f"`{kind}`" for kind in get_args(FileKind) if kind not in self.files]
        if missing:
            raise ValueError(f"`files` has no rate for {', '.join(missing)}")
