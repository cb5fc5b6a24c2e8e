"""The shape of `languages` in rules/effort.yml: how comments, imports and mere layout are known in each language."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import LineKind, RulePlace
from bot.policy.patterns import Pattern

Layout = Literal["quotes", "semicolons", "trailing_commas"]
"""What a formatter changes without a change of meaning, besides white space."""


@dataclass(frozen=True, slots=True)
class ImportBlock:
    """Imports that go over several lines; what neither ends the block nor belongs inside leaves it."""

    begin: Pattern = field(metadata={"doc": "RE2 pattern of the line that opens the block."})
    inside: Pattern = field(metadata={"doc": "RE2 pattern of a line that belongs inside."})
    end: Pattern = field(metadata={"doc": "RE2 pattern of the line that closes the block."})


@dataclass(frozen=True, slots=True)
class Language:
    """A family of languages whose comments and imports look alike; the first that has a file's extension wins."""

    id: str = field(metadata={"doc": "A name for the family."})
    extensions: tuple[str, ...] = field(default=(), metadata={"doc": "Extensions, without the dot."})
    names: tuple[str, ...] = field(default=(), metadata={"doc": "Whole names of files."})
    comments: tuple[str, ...] = field(default=(), metadata={"doc": "What a comment line begins with."})
    comment_blocks: tuple[str, ...] = field(
        default=(), metadata={"doc": "How a comment of several lines begins and ends, with a space between."}
    )
    directives: tuple[Pattern, ...] = field(
        default=(), metadata={"doc": "RE2 patterns of comments that a tool obeys: they are read like code."}
    )
    imports: tuple[Pattern, ...] = field(default=(), metadata={"doc": "RE2 patterns of a line that imports."})
    import_block: ImportBlock | None = field(default=None, metadata={"doc": "Imports over several lines."})
    layout: tuple[Layout, ...] = field(
        default=(), metadata={"doc": "What a formatter changes without a change of meaning, besides white space."}
    )
    examples: dict[LineKind, tuple[str, ...]] = field(
        default_factory=dict,
        hash=False,
        metadata={"doc": "Added lines and what they must be read as; checked by the tests."},
    )
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse a comment block that does not say how it ends."""
        if any(len(block.split(" ")) != 2 for block in self.comment_blocks):  # noqa: PLR2004 - begin and end
            raise ValueError("a comment block is how it begins and how it ends, with one space between")
