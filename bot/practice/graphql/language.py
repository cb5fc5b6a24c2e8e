"""The GraphQL language: text to a tree. https://spec.graphql.org/October2021/#sec-Language"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

_TOKEN = re.compile(
    r"(?P<skip>[\s,\ufeff]+|\#[^\n]*)|(?P<name>[_A-Za-z]\w*)|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r'|(?P<block>"""(?:[^"\\]|\\.|"(?!""))*""")|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<mark>\.\.\.|[{}()\[\]:!=$@|&])'
)


class GraphQLError(Exception):
    """A query that cannot be answered; the text is GitHub's. `kind` is the error's `type`, "" where it has none."""

    def __init__(self, says: str, kind: str = "") -> None:
        super().__init__(says)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Variable:
    """`$name` where a value may stand."""

    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an enumeration."""

    name: str


Value: TypeAlias = "str | int | float | bool | Variable | Word | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True, slots=True)
class Field:
    """`alias: name(arguments) { selections }`."""

    alias: str
    name: str
    arguments: dict[str, Value]
    selections: tuple[Selection, ...] = ()


@dataclass(frozen=True, slots=True)
class Inline:
    """`... on Type { selections }`; `on` is None where no type is named."""

    on: str | None
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """`...name`: a fragment of the document stands here."""

    name: str


Selection: TypeAlias = Field | Inline | Spread


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared variable: its type as it is written, and the default it has, if any."""

    type: str
    has_default: bool = False
    default: Value = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document."""

    kind: Literal["query", "mutation"]
    name: str
    variables: dict[str, Declared]
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: operations and the fragments they may use."""

    operations: tuple[Operation, ...]
    fragments: dict[str, Inline] = field(default_factory=dict)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


@lru_cache(maxsize=64)  # a client asks the same few questions again and again
def parse(text: str) -> Document:
    """Return the tree of a document, which nobody changes; raises GraphQLError."""
    return _Parser(list(_tokens(text))).document()


def _tokens(text: str) -> list[_Token]:
    tokens, position = [], 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        line = text.count("\n", 0, position) + 1
        if found is None:
            raise GraphQLError(f"Parse error on {text[position]!r} at line {line}")
        if found.lastgroup != "skip":
            tokens.append(_Token(str(found.lastgroup), found[0], line))
        position = found.end()
    return [*tokens, _Token("end", "", text.count("\n") + 1)]


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def document(self) -> Document:
        operations: list[Operation] = []
        fragments: dict[str, Inline] = {}
        while self._peek().kind != "end":
            if self._peek().text == "{":
                operations.append(Operation("query", "", {}, self._selections()))
                continue
            match self._name():
                case "query":
                    operations.append(self._operation("query"))
                case "mutation":
                    operations.append(self._operation("mutation"))
                case "fragment":
                    name = self._name()
                    self._expect("on")
                    fragments[name] = Inline(self._name(), self._selections())
                case other:
                    raise GraphQLError(f'Parse error on "{other}"')
        return Document(tuple(operations), fragments)

    def _operation(self, kind: Literal["query", "mutation"]) -> Operation:
        name = self._name() if self._peek().kind == "name" else ""
        variables: dict[str, Declared] = {}
        if self._take("("):
            while not self._take(")"):
                self._expect("$")
                variable = self._name()
                self._expect(":")
                words = self._type()
                has_default = self._take("=")
                variables[variable] = Declared(words, has_default, self._value() if has_default else None)
        return Operation(kind, name, variables, self._selections())

    def _type(self) -> str:
        if self._take("["):
            inner = f"[{self._type()}]"
            self._expect("]")
        else:
            inner = self._name()
        return inner + ("!" if self._take("!") else "")

    def _selections(self) -> tuple[Selection, ...]:
        self._expect("{")
        selections: list[Selection] = []
        while not self._take("}"):
            selections.append(self._selection())
        if not selections:
            raise GraphQLError('Parse error on "}"')
        return tuple(selections)

    def _selection(self) -> Selection:
        if self._take("..."):
            if self._peek().text == "{":
                return Inline(None, self._selections())
            name = self._name()
            return Inline(self._name(), self._selections()) if name == "on" else Spread(name)
        alias = name = self._name()
        if self._take(":"):
            name = self._name()
        arguments: dict[str, Value] = {}
        if self._take("("):
            while not self._take(")"):
                key = self._name()
                self._expect(":")
                arguments[key] = self._value()
        selections = self._selections() if self._peek().text == "{" else ()
        return Field(alias, name, arguments, selections)

    def _value(self) -> Value:
        token = self._next()
        match token.text:
            case "$" if token.kind == "mark":
                return Variable(self._name())
            case "[" if token.kind == "mark":
                items: list[Value] = []
                while not self._take("]"):
                    items.append(self._value())
                return items
            case "{" if token.kind == "mark":
                fields: dict[str, Value] = {}
                while not self._take("}"):
                    key = self._name()
                    self._expect(":")
                    fields[key] = self._value()
                return fields
        return _literal(token)

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        if token.kind == "end":
            raise GraphQLError("Unexpected end of document")
        self._at += 1
        return token

    def _take(self, text: str) -> bool:
        if self._peek().text == text and self._peek().kind != "string":
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        token = self._next()
        if token.text != text:
            raise GraphQLError(f'Parse error on "{token.text}" at line {token.line}, expecting "{text}"')

    def _name(self) -> str:
        token = self._next()
        if token.kind != "name":
            raise GraphQLError(f'Parse error on "{token.text}" at line {token.line}, expecting a name')
        return token.text


def _literal(token: _Token) -> Value:
    text = token.text
    match token.kind:
        case "number":
            return float(text) if set(text) & set(".eE") else int(text)
        case "string":
            value: str = json.loads(text)
            return value
        case "block":
            return text[3:-3].strip()
        case "name":
            words: dict[str, Value] = {"true": True, "false": False, "null": None}
            return words.get(text, Word(text))
    raise GraphQLError(f'Parse error on "{text}" at line {token.line}')
