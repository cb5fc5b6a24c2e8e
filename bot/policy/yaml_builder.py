"""From YAML text to a tree, event by event: PyYAML's parser is used, its constructors and their guesses are not."""

import re
from bisect import bisect_right

import yaml

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.yaml_nodes import MAX_DEPTH, MAX_NODES, Entry, Mapping, Node, Scalar, Sequence

MAX_SHOWN = 60
MAX_NOTED = 50
"""Problems of one text that do not end its reading: more are not told."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_LINE_END = re.compile("\n")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def build_tree(text: str, source: str) -> tuple[Node, tuple[Problem, ...]]:
    """Return the root of the tree, and what is wrong with a text that can be read on: a key twice, a tag.

    Of a key that stands twice the first one counts. An empty text is an empty mapping. Raises RuleError where the
    reading ends before the text does, with everything up to there.
    """
    places = _Places(text)
    builder = _Builder(source, places)
    try:
        return builder.build(text), tuple(builder.problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = places.shown(mark) if mark is not None else (1, 1)
        says = " ".join(part for part in (error.context, error.problem) if part) or "this is not YAML"
        problem = Problem(source, line, column, "", says, _hint(says, places.text_at(line, column)))
    except yaml.reader.ReaderError as error:
        before = _before(text, error)
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        problem = Problem(source, *place, "", "a character that YAML does not allow", "remove it")
    except UnicodeEncodeError as error:
        before = text[: error.start]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        problem = Problem(source, *place, "", "half a character (a lone surrogate)", "remove it")
    raise RuleError((*builder.problems, problem))


def shown(text: str) -> str:
    """Return foreign text on one line and short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"


class _Places:
    """Turns the parser's places into those an editor shows.

    YAML 1.1 also breaks lines at a lone carriage return, at U+0085, U+2028 and U+2029, where editors do not; and the
    parser's place of an error may lie behind the end.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts: list[int] | None = None
        if any(mark in text for mark in "\r\x85\u2028\u2029"):
            self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
            self._shown_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def shown(self, mark: "yaml.Mark | yaml._yaml.Mark") -> tuple[int, int]:
        """Return line and column from 1, both inside the text."""
        line, column = mark.line, mark.column
        if self._starts is not None and line < len(self._starts):
            at = self._starts[line] + column
            line = bisect_right(self._shown_starts, at) - 1
            column = at - self._shown_starts[line]
        if line >= len(self._lines):
            return len(self._lines), len(self._lines[-1]) + 1
        return line + 1, min(column, len(self._lines[line])) + 1

    def text_at(self, line: int, column: int) -> str:
        """Return the rest of a line from a place on."""
        return self._lines[line - 1][column - 1 :]


def _before(text: str, error: yaml.reader.ReaderError) -> str:
    """Return the text before a character that is refused; PyYAML's C parser counts bytes, its Python one characters."""
    if not isinstance(error.position, int):
        return ""
    if error.encoding == "unicode":
        return text[: error.position]
    return text.encode("utf-8", "replace")[: error.position].decode("utf-8", "replace")


def _hint(says: str, there: str) -> str:
    """Return what to do, where the parser's words and the text at the place tell."""
    if there.startswith("\t"):
        return "indent with spaces: YAML does not allow tabs"
    if there.startswith(("@", "`", "%", "*", "&", "!")) and "cannot start" in says:
        return f"put the value in quotes: YAML gives `{there[0]}` a meaning of its own"
    if "mapping values are not allowed" in says:
        return "put a value that holds `: ` in quotes"
    return ""


class _Open:
    """A sequence or mapping whose end was not reached yet."""

    def __init__(self, *, is_mapping: bool, line: int, column: int) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.column = column
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None
        self.is_again = False  # the key stood there before: its value is left out

    def closed(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries.values()), self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


class _Builder:
    """Builds the tree from parser events without recursion, so that depth costs no stack."""

    def __init__(self, source: str, places: _Places) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._places = places
        self._nodes = 0
        self._open: list[_Open] = []
        self._root: Node | None = None

    def build(self, text: str) -> Node:
        for event in yaml.parse(text, Loader=_Loader):
            if event.start_mark is None:
                continue
            node = self._take(event, *self._places.shown(event.start_mark))
            if node is None:
                continue
            if self._open:
                self._add(self._open[-1], node)
            else:
                self._root = node
        return self._root if self._root is not None else Mapping((), 1, 1)

    def _take(self, event: yaml.Event, line: int, column: int) -> Node | None:
        """Return the node that an event completes; None where it completes none."""
        if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._count(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(_text(event), line, column)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            return self._open.pop().closed()
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(self._open) >= MAX_DEPTH:
                self._refuse(line, column, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
            self._open.append(_Open(is_mapping=isinstance(event, yaml.MappingStartEvent), line=line, column=column))
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, column, "aliases (`*name`) are not read", "write the value out, or quote it")
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            self._refuse(line, column, "a second YAML document starts here", "keep one document a file")
        return None

    def _count(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(line, column, f"more than {MAX_NODES:,} values", "split the file")
        tag = getattr(event, "tag", None)
        if tag is not None:
            fix = "quote it" if tag == "!" else "leave the tag out, or quote the value"
            self._note(line, column, f"tags (`{shown(tag)}`) are not read", fix)

    def _add(self, parent: _Open, node: Node) -> None:
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is not None:
            key = parent.key.text or ""
            if not parent.is_again:
                parent.entries[key] = Entry(key, parent.key.line, parent.key.column, node)
            parent.key = None
        elif not isinstance(node, Scalar):
            self._refuse(node.line, node.column, "a key must be a plain word", "quote it or restructure")
        else:
            parent.key = node
            parent.is_again = (node.text or "") in parent.entries
            if parent.is_again:
                first = parent.entries[node.text or ""].line
                says = f"the key `{shown(node.text or '')}` stands here a second time (first on line {first})"
                self._note(node.line, node.column, says, "keep one of them")

    def _note(self, line: int, column: int, says: str, fix: str) -> None:
        if len(self.problems) < MAX_NOTED:
            self.problems.append(Problem(self._source, line, column, "", says, fix))

    def _refuse(self, line: int, column: int, says: str, fix: str) -> None:
        raise RuleError((*self.problems, Problem(self._source, line, column, "", says, fix)))


def _text(event: yaml.ScalarEvent) -> str | None:
    plain = event.style is None or not event.style
    return None if plain and event.value in ("", "~", "null") else str(event.value)
