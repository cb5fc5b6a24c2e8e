"""From a YAML tree to the frozen dataclass that describes it: a rule's type is its YAML.

Every problem of a document is found in one pass, each at its line and column with a suggestion. Shapes are frozen
dataclasses whose annotations are real types at run time (no `from __future__ import annotations` in their modules).
Understood are: str, int, float, bool, Literal, X | None, tuple[X, ...], dict[str, X], dataclasses, and any class with a
`from_yaml(text)` classmethod that raises ValueError in words for a person. A tuple also accepts a single value. A field
of type `RulePlace | None` named `place` is filled with where the mapping stands.
"""

import difflib
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.facts.verdict import RulePlace
from bot.policy.yaml_tree import Document, Mapping, Node, Scalar, Sequence

T = TypeVar("T")
MAX_DIGITS = 15
_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def decode(document: Document, shape: type[T]) -> T:
    """Return the document as `shape`; raises RuleError with every problem, in the order of the file."""
    decoder = _Decoder(document)
    root = document.root
    value = decoder.value(root, shape, "")
    if decoder.problems:
        raise RuleError(tuple(sorted(decoder.problems, key=lambda p: (p.line, p.column))))
    return cast("T", value)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return "did you mean `x`?", or the short list of what is known, or nothing for a long list."""
    # difflib is quadratic: what nobody could have mistyped is not compared.
    if len(word) <= 64 and (close := difflib.get_close_matches(word.replace("-", "_"), known, 1, 0.6)):  # noqa: PLR2004
        return f"did you mean `{close[0]}`?"
    return "known here: " + ", ".join(f"`{name}`" for name in known) if 0 < len(known) <= 12 else ""  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Stands for a value that was reported and must not be reported again."""


_WRONG = _Wrong()


class _Decoder:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[Problem] = []

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
            return self._dict(node, get_args(shape)[1], key)
        if is_dataclass(shape) and not hasattr(shape, "from_yaml"):
            return self._dataclass(node, cast("type", shape), key)
        return self._scalar(node, shape, key)

    def _tuple(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        made = [self.value(item, shape, f"{key}[{index}]") for index, item in enumerate(items)]
        return _WRONG if any(item is _WRONG for item in made) else tuple(made)

    def _dict(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            return {}
        if not isinstance(node, Mapping):
            return self._wrong(node, key, "a mapping (`key: value` lines) is expected here")
        made = {e.key: self.value(e.value, shape, f"{key}.{e.key}".lstrip(".")) for e in node.entries}
        return _WRONG if any(item is _WRONG for item in made.values()) else made

    def _dataclass(self, node: Node, shape: type, key: str) -> Any:  # noqa: ANN401
        if isinstance(node, Scalar) and node.text is None:
            node = Mapping((), node.line, node.column)
        if not isinstance(node, Mapping):
            return self._wrong(node, key, "a mapping (`key: value` lines) is expected here")
        known = _fields(shape)
        made: dict[str, Any] = {}
        for entry in node.entries:
            path = f"{key}.{entry.key}".lstrip(".")
            if entry.key not in known:
                fix = did_you_mean(entry.key, list(known))
                self._problem(entry.line, entry.column, path, f"`{entry.key}` is not known here", fix)
            else:
                made[entry.key] = self.value(entry.value, known[entry.key], path)
        for field in fields(shape):
            if field.name == "place":
                made["place"] = RulePlace(self._document.source, node.line, self._document.revision)
            elif field.name not in made and field.default is MISSING and field.default_factory is MISSING:
                says = f"`{field.name}` is missing"
                made[field.name] = self._wrong(node, f"{key}.{field.name}".lstrip("."), says)
        if any(value is _WRONG for value in made.values()):
            return _WRONG
        try:
            return shape(**made)
        except ValueError as error:
            return self._wrong(node, key, str(error))

    def _scalar(self, node: Node, shape: Any, key: str) -> Any:  # noqa: ANN401, PLR0911 - one return a kind of leaf
        if not isinstance(node, Scalar):
            return self._wrong(node, key, "a single value is expected here")
        if node.text is None:
            return self._wrong(node, key, "a value is missing here")
        if hasattr(shape, "from_yaml"):
            try:
                return shape.from_yaml(node.text)
            except ValueError as error:
                return self._wrong(node, key, str(error))
        if get_origin(shape) is Literal:
            choices = [str(choice) for choice in get_args(shape)]
            if node.text in choices:
                return node.text
            return self._wrong(node, key, f"`{_short(node.text)}` is not a choice", did_you_mean(node.text, choices))
        if shape is bool:
            if node.text.lower() in _BOOLS:
                return _BOOLS[node.text.lower()]
            return self._wrong(node, key, f"`{_short(node.text)}` is neither true nor false")
        if shape in (int, float):
            return self._number(node, shape, key)
        return node.text

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

    def _wrong(self, node: Node, key: str, says: str, fix: str = "") -> _Wrong:
        self._problem(node.line, node.column, key, says, fix)
        return _WRONG

    def _problem(self, line: int, column: int, key: str, says: str, fix: str) -> None:
        self.problems.append(Problem(self._document.source, line, column, key, says, fix))


@cache
def _fields(shape: type) -> dict[str, Any]:
    return {field.name: field.type for field in fields(shape) if field.name != "place"}


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004
