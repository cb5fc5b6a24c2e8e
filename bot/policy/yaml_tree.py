"""The one YAML reader: text to a tree of plain nodes that know their line and column.

Every file a repository can write passes here, so it is bounded: 128 KiB before parsing, 32 levels, 20,000 nodes, no
aliases, no duplicate keys, one document. Scalars stay text (`NO` is "NO"): what they mean is for bot.policy.decode.
"""

from dataclasses import dataclass

import yaml

from bot.facts.errors import RuleError
from bot.facts.problems import Problem

MAX_BYTES = 128 * 1024
MAX_DEPTH = 32
MAX_NODES = 20_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name for messages, its revision (blob or commit id, may be empty), its tree."""

    source: str
    root: Node
    revision: str = ""


def read_yaml(text: str, source: str, revision: str = "") -> Document:
    """Parse `text`; `source` names the file in errors. Raises RuleError with line and column of what is wrong."""
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        says = f"the file has {size:,} bytes, more than the {MAX_BYTES:,} that are read"
        raise RuleError((Problem(source, 1, 1, "", says, "split it or shorten it"),))
    try:
        root = _Builder(source).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        says = " ".join(part for part in (error.context, error.problem) if part) or "this is not YAML"
        raise RuleError((Problem(source, line, column, "", says, _hint(error.problem)),)) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        says = "a character that YAML does not allow"
        raise RuleError((Problem(source, line, column, "", says, "remove it"),)) from None
    return Document(source, root, revision)


def _hint(problem: str | None) -> str:
    if problem and "\\t" in problem:
        return "indent with spaces: YAML does not allow tabs"
    return ""


class _Builder:
    """Builds the tree from parser events without recursion, so that depth costs no stack."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._nodes = 0

    def build(self, text: str) -> Node:
        open_nodes: list[_Open] = []
        root: Node | None = None
        for event in yaml.parse(text, Loader=_Loader):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            node: Node | None = None
            if isinstance(event, yaml.AliasEvent):
                self._refuse(line, column, "aliases (`*name`) are not read", "write the value out")
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(line, column, "a second YAML document starts here", "keep one document a file")
            elif isinstance(event, yaml.ScalarEvent):
                node = Scalar(_text(event), line, column)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(open_nodes) >= MAX_DEPTH:
                    self._refuse(line, column, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
                open_nodes.append(_Open(isinstance(event, yaml.MappingStartEvent), line, column))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                node = open_nodes.pop().closed()
            if node is None:
                continue
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self._refuse(line, column, f"more than {MAX_NODES:,} values", "split the file")
            if open_nodes:
                self._add(open_nodes[-1], node)
            else:
                root = node
        return root if root is not None else Mapping((), 1, 1)

    def _add(self, parent: "_Open", node: Node) -> None:
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is not None:
            parent.entries[parent.key.text or ""] = Entry(
                parent.key.text or "", parent.key.line, parent.key.column, node
            )
            parent.key = None
        elif not isinstance(node, Scalar):
            self._refuse(node.line, node.column, "a key must be a plain word", "quote it or restructure")
        elif (node.text or "") in parent.entries:
            first = parent.entries[node.text or ""].line
            says = f"the key `{node.text}` stands here a second time (first on line {first})"
            self._refuse(node.line, node.column, says, "keep one of them")
        else:
            parent.key = node

    def _refuse(self, line: int, column: int, says: str, fix: str) -> None:
        raise RuleError((Problem(self._source, line, column, "", says, fix),))


class _Open:
    """A sequence or mapping whose end was not reached yet."""

    def __init__(self, is_mapping: bool, line: int, column: int) -> None:  # noqa: FBT001 - private, two callers
        self.is_mapping = is_mapping
        self.line = line
        self.column = column
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None

    def closed(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries.values()), self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


def _text(event: yaml.ScalarEvent) -> str | None:
    plain = event.style is None or not event.style
    return None if plain and event.value in ("", "~", "null") else str(event.value)
