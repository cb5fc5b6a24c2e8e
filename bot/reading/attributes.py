"""What `.gitattributes` says about files, in the words of github-linguist: generated, vendored, documentation.

git's rules (gitattributes(5)): the last line that names an attribute for a path wins; `-name` and `name=false` say no,
`!name` says nothing again, `[attr]macro` names a set. `linguist-detectable` is about language figures and is not read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import re2

from bot.policy.globs import MAX_LENGTH, path_regex
from bot.reading.git_paths import unquote
from bot.reading.text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_LINE = 2_048
"""Longer lines are ignored, as git does."""

MAX_LINES = 500
"""More lines are not read: a repository of any size says what is generated in a handful."""
_WORD = re.compile(r"[-!]?[\w.][-\w.]*(?:=.*)?", re.ASCII)
_NAMES = {f"linguist-{name}": name for name in ("generated", "vendored", "documentation")}


class Attributes:
    """The lines that matter, the last one first; asking is a match per line."""

    def __init__(self, lines: Iterable[tuple[re2._Regexp, Mapping[str, bool | None]]]) -> None:
        self._lines = tuple(reversed(tuple(lines)))

    def of(self, path: str) -> Mapping[str, bool]:
        """Return what is said of a path: "generated", "vendored", "documentation" to yes or no, the unsaid left out."""
        path = well_formed(path)
        said: dict[str, bool | None] = {}
        for pattern, words in self._lines:
            if not words.keys() <= said.keys() and pattern.match(path):
                for name, value in words.items():
                    said.setdefault(name, value)
        return {name: value for name, value in said.items() if value is not None}


@lru_cache(maxsize=32)
def read_attributes(text: str) -> Attributes:
    """Read a `.gitattributes` file. Total: lines git would not take are ignored, and patterns nobody would write."""
    macros: dict[str, dict[str, bool | None]] = {}
    lines = []
    for line in well_formed(text).removeprefix("\ufeff").split("\n")[:MAX_LINES]:
        pattern, words = _split(line.strip(" \t\r\n"))
        if (
            not 0 < len(pattern) <= MAX_LENGTH
            or len(line) > MAX_LINE
            or not all(_WORD.fullmatch(word) for word in words)
        ):
            continue
        said = _said(words, macros)
        if pattern.startswith("[attr]"):
            macros[pattern.removeprefix("[attr]")] = said
        elif said and (compiled := _compile(pattern)):
            lines.append((compiled, said))
    return Attributes(lines)


def _split(line: str) -> tuple[str, list[str]]:
    if line.startswith("#"):
        return "", []
    if line.startswith('"') and (end := _closing_quote(line)):
        return unquote(line[: end + 1]), line[end + 1 :].split()
    pattern, *words = line.split() or [""]
    return pattern, words


def _closing_quote(line: str) -> int:
    at = 1
    while at < len(line) and line[at] != '"':
        at += 2 if line[at] == "\\" else 1
    return at if at < len(line) else 0


def _said(words: Iterable[str], macros: Mapping[str, Mapping[str, bool | None]]) -> dict[str, bool | None]:
    said: dict[str, bool | None] = {}
    for word in words:
        name, _, value = word.lstrip("-!").partition("=")
        if name in _NAMES:
            said[_NAMES[name]] = None if word.startswith("!") else not word.startswith("-") and value != "false"
        elif name in macros and word == name:
            said.update(macros[name])
    return said


def _compile(pattern: str) -> re2._Regexp | None:
    # git gives a negative pattern no meaning here, and a pattern for a folder matches no file.
    if pattern.startswith("!") or pattern.endswith("/"):
        return None
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(path_regex(pattern, strict=True), options)
    except re2.error:
        return None
