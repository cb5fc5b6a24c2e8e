"""Whether a file still parses in a state: where there is a parser at hand by that, else by its brackets."""

from __future__ import annotations

import ast
import json
import threading
import tomllib
import warnings
from typing import TYPE_CHECKING

import yaml

from bot.splitting.brackets import depth

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.splitting.states import Lines

_BRACKETED = frozenset(
    ["c", "cc", "cjs", "cpp", "cs", "css", "cts", "dart", "go", "h", "hpp", "java", "js", "json", "jsx", "kt",
    "kts", "less", "m", "mjs", "mts", "php", "rs", "scala", "scss", "svelte", "swift", "ts", "tsx", "vue",
    "zig", "py"]
)  # fmt: skip
_ONE_AT_A_TIME = threading.Lock()
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parser_of(path: str, base: Lines, head: Lines) -> tuple[str, Callable[[Lines], bool]] | None:
    """Return how states of a file between base and head are checked: the check's name, and whether a state stands.

    None where there is no check: the language has none here, or base or head do not stand themselves. Where lines were
    not seen, or a language has no parser here, a state must have its brackets as even as base and head.
    """
    extension = path.rpartition(".")[2].lower()
    if extension in _PARSERS and None not in base and None not in head:
        name, parse = _PARSERS[extension]
        if _parses(parse, base) and _parses(parse, head):
            return name, lambda lines: _parses(parse, lines)
        if extension == "py":
            return None
    if extension not in _BRACKETED:
        return None
    wanted = _depth(base)
    return ("brackets", lambda lines: _depth(lines) == wanted) if _depth(head) == wanted else None


def _depth(lines: Lines) -> tuple[int, ...]:
    """Return how many brackets and strings are open at the end of what was seen."""
    return depth([line for line in lines if line is not None])


def _parses(parse: Callable[[str], object], lines: Lines) -> bool:
    """Return whether a parser takes some lines; a file that is not there yet, or no more, is none to parse."""
    try:
        if lines:
            parse("\n".join(line or "" for line in lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError, yaml.YAMLError):
        return False
    return True


def _python(text: str) -> None:
    # One thread at a time: Python 3.11 counts the depth of all of them together and then finds it wrong
    # (https://github.com/python/cpython/issues/106905), and what it warns of is switched off for all of them.
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ast.parse(text)


def _yaml(text: str) -> None:
    for _ in yaml.parse(text, Loader=_Loader):  # events alone: no alias is followed
        pass


_PARSERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "py": ("Python's parser", _python),
    "json": ("a JSON parser", json.loads),
    "toml": ("a TOML parser", tomllib.loads),
    "yml": ("a YAML parser", _yaml),
    "yaml": ("a YAML parser", _yaml),
}
