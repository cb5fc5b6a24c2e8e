"""From a YAML tree to the frozen dataclass that describes it: a rule's type is its YAML.

Every problem of a document is found in one pass, each at its line and column with a suggestion. Shapes are frozen
dataclasses whose annotations are real types at run time (no `from __future__ import annotations` in their modules).
Understood are: str, int, float, bool, Literal, X | None, tuple[X, ...], dict[K, X] (K is str or Literal), dataclasses,
and any class with a `from_yaml(text)` classmethod that raises ValueError in words for a person. A tuple also accepts a
single value. A field of type `RulePlace | None` named `place` is filled with where the mapping stands. `minimum` and
`maximum` in a field's metadata bound its number; `doc` is its documentation (bot.policy.schema).
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.facts.verdict import RulePlace
from bot.policy.yaml_tree import Document, Entry, Mapping, Node, Scalar, Sequence

T = TypeVar("T")
MAX_DIGITS = 15
MAX_PROBLEMS = 100
"""More problems are counted, not listed: who made so many reads the first ones."""

MAX_ENTRIES = 500
"""Entries of one list, ten times what the longest shipped one has; each takes 70 µs, and anyone may write them."""

MAX_COSTLY = 1_000
"""Patterns read from one document: compiling takes up to 2 ms each, and anyone may write a document."""

MAX_SIZE = 50_000
"""RE2 instructions of all patterns of one document, four times what the largest shipped one has.

They are tried together with the shipped patterns; a set that is too large for its memory finds nothing at all.
"""

MAX_OWN_SIZE = 2_000
"""The same of a document that anyone may write (bot.judgement.own_work bounds what they cost on one change)."""

_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_MAPPING_EXPECTED = "a mapping (`key: value` lines) is expected here"
_LIST_EXPECTED = "a list (`- ` before each entry) is expected here"


def decode(document: Document, shape: type[T], max_size: int = MAX_SIZE) -> T:
    """Return the document as `shape`; raises RuleError with every problem, in the order of the file.

    `max_size` bounds its patterns, all together, in RE2's instructions.
    """
    decoder = _Decoder(document, max_size)
    value = decoder.value(document.root, shape, "")
    if decoder.problems:
        raise RuleError(decoder.sorted_problems())
    return cast("T", value)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return "did you mean `x`?", or the short list of what is known, or nothing for a long list."""
    # difflib is quadratic: what nobody could have mistyped is not compared, nor with more than a person can know.
    if len(word) <= 64 and (close := difflib.get_close_matches(word.replace("-", "_"), known[:500], 1, 0.6)):  # noqa: PLR2004
        return f"did you mean `{close[0]}`?"
    return "known here: " + ", ".join(f"`{name}`" for name in known) if 0 < len(known) <= 20 else ""  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Stands for a value that was reported and must not be reported again."""


_WRONG = _Wrong()


class _Decoder:
    def __init__(self, document: Document, max_size: int) -> None:
        self._document = document
        self._max_size = max_size
        self._costly = self._size = 0
        self._unlisted = 0
        self.problems: list[Problem] = []

    def sorted_problems(self) -> tuple[Problem, ...]:
        found = sorted(self.problems, key=lambda problem: (problem.line, problem.column))
        if self._unlisted:
            last = found[-1]
            says = f"and {self._unlisted:,} more problems"
            found.append(Problem(last.source, last.line, last.column, "", says, "mend the first ones"))
        return tuple(found)

    def value(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401 - shapes are types, values of any type
        origin = get_origin(shape)
        if origin in (Union, UnionType):
            if isinstance(node, Scalar) and node.text is None and NoneType in get_args(shape):
                return None
            inner = [part for part in get_args(shape) if part is not NoneType]
            return self.value(node, inner[0], key)
        if origin is tuple:
            return self._tuple(node, get_args(shape)[0], key)
        if origin is dict:
            return self._dict(node, get_args(shape)[0], get_args(shape)[1], key)
        if is_dataclass(shape) and not hasattr(shape, "from_yaml"):
            return self._dataclass(node, cast("type", shape), key)
        return self._scalar(node, shape, key)

    def _tuple(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            return ()
        is_entry = is_dataclass(shape) and not hasattr(shape, "from_yaml")
        if isinstance(node, Sequence) and is_entry and len(node.items) > MAX_ENTRIES:
            first = node.items[MAX_ENTRIES]
            says = f"{len(node.items):,} entries, more than the {MAX_ENTRIES} that are read"
            return self._problem(first.line, first.column, key, says, "merge some")
        if isinstance(node, Sequence):
            made = [self.value(item, shape, f"{key}[{index}]") for index, item in enumerate(node.items)]
        elif is_entry and not _resembles(node, cast("type", shape)):
            return self._wrong(node, key, _expected(node, _LIST_EXPECTED))
        else:
            made = [self.value(node, shape, key)]
        return _WRONG if any(item is _WRONG for item in made) else tuple(made)

    def _dict(self, node: Node, key_shape: Any, shape: Any, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            return {}
        if not isinstance(node, Mapping):
            return self._wrong(node, key, _expected(node, _MAPPING_EXPECTED))
        known = [str(choice) for choice in get_args(key_shape)] if get_origin(key_shape) is Literal else None
        made = {}
        for entry in node.entries:
            if known is not None and entry.key not in known:
                made[entry.key] = self._unknown(entry, known, _below(key, entry.key))
            else:
                made[entry.key] = self.value(entry.value, shape, _below(key, entry.key))
        return _WRONG if any(item is _WRONG for item in made.values()) else made

    def _dataclass(self, node: Node, shape: type, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            node = Mapping((), node.line, node.column)
        if not isinstance(node, Mapping):
            return self._wrong(node, key, _expected(node, _MAPPING_EXPECTED))
        known = readable_fields(shape)
        made: dict[str, Any] = {}
        for entry in node.entries:
            path = _below(key, entry.key)
            if entry.key in known:
                made[entry.key] = self._field(entry.value, known[entry.key], path)
            else:
                made[entry.key] = self._unknown(entry, list(known), path)
        for field in fields(shape):
            if field.name not in known:
                made[field.name] = RulePlace(self._document.source, node.line, self._document.revision)
            elif field.name not in made and is_required(field):
                made[field.name] = self._wrong(node, _below(key, field.name), f"`{field.name}` is missing")
        if any(value is _WRONG for value in made.values()):
            return _WRONG
        try:
            return shape(**made)
        except ValueError as error:
            return self._wrong(node, key, str(error))

    def _field(self, node: Node, field: "Field[Any]", key: str) -> Any:  # noqa: ANN401
        value = self.value(node, field.type, key)
        low, high = field.metadata.get("minimum"), field.metadata.get("maximum")
        if isinstance(value, int | float):
            if low is not None and value < low:
                return self._wrong(node, key, f"{value} is too little", f"at least {low}")
            if high is not None and value > high:
                return self._wrong(node, key, f"{value} is too much", f"at most {high}")
        return value

    def _scalar(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401, PLR0911 - one return a kind of leaf
        if not isinstance(node, Scalar):
            return self._wrong(node, key, _expected(node, "a single value is expected here"))
        if node.text is None:
            return self._wrong(node, key, "a value is missing here")
        if hasattr(shape, "from_yaml"):
            return self._from_yaml(node, shape, node.text, key)
        if get_origin(shape) is Literal:
            choices = {str(choice): choice for choice in get_args(shape)}
            if node.text in choices:
                return choices[node.text]
            return self._wrong(node, key, f"`{_short(node.text)}` is not a choice", lambda: _meant(node, choices))
        if shape is bool:
            if node.text.lower() in _BOOLS:
                return _BOOLS[node.text.lower()]
            return self._wrong(node, key, f"`{_short(node.text)}` is neither true nor false")
        if shape in (int, float):
            return self._number(node, shape, key)
        return node.text

    def _from_yaml(self, node: Scalar, shape: Any, text: str, key: str) -> Any:  # noqa: ANN401
        if getattr(shape, "costly", False):
            self._costly += 1
            if self._costly > MAX_COSTLY:
                return self._wrong(node, key, f"more than {MAX_COSTLY:,} patterns in one file", "leave some out")
        if self._size > self._max_size:
            return _WRONG  # said once, at the pattern that was too much
        try:
            value = shape.from_yaml(text)
        except ValueError as error:
            return self._wrong(node, key, str(error))
        self._size += getattr(value, "size", 0)
        if self._size > self._max_size:
            most = f"{self._max_size:,} instructions of RE2"
            says = f"the patterns of this file are too large together: more than {most}"
            return self._wrong(node, key, says, "use fewer or smaller repetitions like `{0,1000}`")
        return value

    def _number(self, node: Scalar, shape: Any, key: str) -> Any:  # noqa: ANN401
        text = (node.text or "").replace("_", "")
        try:
            number = shape(text) if len(text) <= MAX_DIGITS else None
        except ValueError:
            number = None
        if number is None or number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
            kind = "a whole number" if shape is int else "a number"
            return self._wrong(node, key, f"`{_short(node.text or '')}` is not {kind}")
        return number

    def _unknown(self, entry: Entry, known: list[str], key: str) -> _Wrong:
        says = f"`{_short(entry.key)}` is not known here"
        return self._problem(entry.line, entry.column, key, says, lambda: did_you_mean(entry.key, known))

    def _wrong(self, node: Node, key: str, says: str, fix: str | Callable[[], str] = "") -> _Wrong:
        return self._problem(node.line, node.column, key, says, fix)

    def _problem(self, line: int, column: int, key: str, says: str, fix: str | Callable[[], str]) -> _Wrong:
        if len(self.problems) >= MAX_PROBLEMS:
            self._unlisted += 1
        else:
            fix = fix if isinstance(fix, str) else fix()
            self.problems.append(Problem(self._document.source, line, column, key, says, fix))
        return _WRONG


@cache
def readable_fields(shape: type) -> dict[str, "Field[Any]"]:
    """Return the fields of a shape that stand in its YAML: all but its own place."""
    return {field.name: field for field in fields(shape) if field.type != RulePlace | None}


def is_required(field: "Field[Any]") -> bool:
    """Return whether the YAML must have this field."""
    return field.default is MISSING and field.default_factory is MISSING


def _meant(node: Scalar, choices: Iterable[str]) -> str:
    return did_you_mean(node.text or "", list(choices))


def _resembles(node: Node, shape: type) -> bool:
    """Return whether a node could be one entry of this shape: it has at least one of its keys."""
    known = readable_fields(shape)
    return isinstance(node, Mapping) and any(entry.key in known for entry in node.entries)


def _expected(node: Node, says: str) -> str:
    found = {Sequence: "a list", Mapping: "a mapping", Scalar: "a single value"}[type(node)]
    return f"{says}, and {found} stands here"


def _below(key: str, name: str) -> str:
    return f"{key}.{_short(name)}".lstrip(".")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004
