"""The shape of rules/files.yml: which kind a file is, why, and which of the three line counts it is in."""

from dataclasses import dataclass, field

from bot.facts.verdict import Counts, FileKind, RulePlace
from bot.policy.globs import Glob
from bot.policy.patterns import Pattern


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One way to know a kind of file: by its path, or by words in its first or last lines."""

    id: str = field(metadata={"doc": "A name for this entry; it appears in results."})
    kind: FileKind = field(metadata={"doc": "The kind of file."})
    reason: str = field(metadata={"doc": "Why, in words for a person; `{name}` stands for the file's name."})
    paths: tuple[Glob, ...] = field(
        default=(), metadata={"doc": "Path patterns; a pattern without a slash matches the file's name anywhere."}
    )
    first_lines: tuple[Pattern, ...] = field(
        default=(), metadata={"doc": "RE2 patterns searched in each of the first lines that the diff shows."}
    )
    last_lines: tuple[Pattern, ...] = field(
        default=(), metadata={"doc": "RE2 patterns searched in each of the last three lines that the diff shows."}
    )
    only: tuple[Glob, ...] = field(
        default=(),
        metadata={"doc": "Path patterns of the files whose first or last lines are looked at; all if empty."},
    )
    unless: tuple[Glob, ...] = field(
        default=(), metadata={"doc": "Path patterns of the files whose first or last lines are not looked at."}
    )
    counts: Counts | None = field(
        default=None, metadata={"doc": "Which of the three line counts; left out, the kind decides."}
    )
    examples: tuple[str, ...] = field(
        default=(), metadata={"doc": "Paths (or lines) that this entry must be the first to match."}
    )
    not_examples: tuple[str, ...] = field(
        default=(), metadata={"doc": "Near misses: paths (or lines) that this entry must not match."}
    )
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse an entry that could match in two ways or in none."""
        if sum(map(bool, (self.paths, self.first_lines, self.last_lines))) != 1:
            raise ValueError("an entry has either `paths`, `first_lines` or `last_lines`")
        if self.paths and (self.only or self.unless):
            raise ValueError("`only` and `unless` say whose lines are looked at; an entry with `paths` looks at none")


@dataclass(frozen=True, slots=True)
class Piles:
    """Which kinds of file are in which of the three line counts; a kind not named is to be reviewed."""

    tests: tuple[FileKind, ...] = field(default=("test",), metadata={"doc": "Kinds whose lines count as tests."})
    set_aside: tuple[FileKind, ...] = field(default=(), metadata={"doc": "Kinds nobody reads line by line."})


@dataclass(frozen=True, slots=True)
class FileRules:
    """All entries, the first that matches wins; what none matches is source."""

    version: int = field(metadata={"doc": "The version of this file's format."})
    piles: Piles = field(metadata={"doc": "Which kinds are in which of the three line counts."})
    kinds: tuple[FileEntry, ...] = field(metadata={"doc": "The entries, in the order in which they are tried."})
