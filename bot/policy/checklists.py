"""The shape of rules/checklists/*.yml: questions for a reviewer, each with the change that it belongs to, as data."""

from dataclasses import dataclass, field

from bot.facts.change import FileStatus
from bot.facts.verdict import FileKind, Outcome, RulePlace
from bot.policy.globs import Glob
from bot.policy.hotspots import LinePattern


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked. Everything given must hold, for one and the same file where it is about files."""

    files: tuple[Glob, ...] = field(default=(), metadata={"doc": "Path patterns; none means every file."})
    not_files: tuple[Glob, ...] = field(default=(), metadata={"doc": "Path patterns that are left out."})
    kinds: tuple[FileKind, ...] = field(
        default=("source",), metadata={"doc": "Kinds of file; source where none is named."}
    )
    status: tuple[FileStatus, ...] = field(default=(), metadata={"doc": "What happened to the file; none means all."})
    added: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "RE2 patterns for one added line; one of them must be found."}
    )
    removed: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "RE2 patterns for one removed line; one of them must be found."}
    )
    not_lines: tuple[LinePattern, ...] = field(
        default=(), metadata={"doc": "An added or removed line that matches is left out."}
    )
    without: tuple[LinePattern, ...] = field(
        default=(),
        metadata={"doc": "RE2 patterns of which none stands in any shown line of the file after the change."},
    )
    at_least: int = field(
        default=1,
        metadata={"doc": "So many lines of the file must be found (changed lines, without patterns).", "minimum": 1},
    )
    no_kinds: tuple[FileKind, ...] = field(
        default=(), metadata={"doc": "Kinds of file of which the whole change has none."}
    )
    authorship: tuple[Outcome, ...] = field(default=(), metadata={"doc": "Who wrote the change: one of these."})
    labels: tuple[str, ...] = field(default=(), metadata={"doc": "The pull request carries one of these labels."})


@dataclass(frozen=True, slots=True)
class ItemExample:
    """A change to one file, as small as it can be."""

    path: str = field(metadata={"doc": "The file's path."})
    kind: FileKind = field(default="source", metadata={"doc": "The file's kind."})
    status: FileStatus = field(default="modified", metadata={"doc": "What happened to the file."})
    before: tuple[str, ...] = field(default=(), metadata={"doc": "Unchanged lines above."})
    removed: tuple[str, ...] = field(default=(), metadata={"doc": "Removed lines."})
    added: tuple[str, ...] = field(default=(), metadata={"doc": "Added lines."})
    times: int = field(default=1, metadata={"doc": "How often the lines are repeated."})
    authorship: Outcome = field(default="unknown", metadata={"doc": "Who wrote it."})
    labels: tuple[str, ...] = field(default=(), metadata={"doc": "The labels of the pull request."})


@dataclass(frozen=True, slots=True)
class ChecklistRule:
    """One question."""

    id: str = field(metadata={"doc": "Its name, unique in all lists."})
    risk: int = field(metadata={"doc": "What is asked first: 9 is the most dangerous.", "minimum": 1, "maximum": 9})
    check: str = field(metadata={"doc": "The question, about the lines it points at."})
    when: Condition = field(metadata={"doc": "When it is asked."})
    instead: tuple[str, ...] = field(
        default=(), metadata={"doc": "Hotspots whose own question makes this one needless."}
    )
    examples: tuple[ItemExample, ...] = field(default=(), metadata={"doc": "Changes for which it must be asked."})
    not_examples: tuple[ItemExample, ...] = field(default=(), metadata={"doc": "Near misses."})
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse an entry that asks nothing."""
        if "?" not in self.check:
            raise ValueError(f"`{self.id}` asks nothing: `check` has no question mark")


@dataclass(frozen=True, slots=True)
class Checklist:
    """One list: the questions of one field."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    title: str = field(metadata={"doc": "The field."})
    questions: tuple[ChecklistRule, ...] = field(metadata={"doc": "The questions."})
