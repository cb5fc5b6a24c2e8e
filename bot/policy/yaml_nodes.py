"""The nodes of a YAML tree: text, lists and mappings that know their line and column, and how many there may be."""

from dataclasses import dataclass

MAX_DEPTH = 32
MAX_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A leaf. `text` is None for an empty or `null` plain scalar."""

    text: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with the place of the key and the node behind it."""

    key: str
    line: int
    column: int
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in the order of the file; keys are unique."""

    entries: tuple[Entry, ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
