"""Whether a file still parses in a state: Python by its own parser, others by their brackets."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from bot.splitting.words import brackets

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.splitting.states import Lines

_BRACKETED = frozenset(
    ["c", "cc", "cjs", "cpp", "cs", "css", "cts", "dart", "go", "h", "hpp", "java", "js", "json", "jsx", "kt",
    "kts", "less", "m", "mjs", "mts", "php", "rs", "scala", "scss", "svelte", "swift", "ts", "tsx", "vue",
    "zig", "py"]
)  # fmt: skip


def parser_of(path: str, base: Lines, head: Lines) -> tuple[str, Callable[[Lines], bool]] | None:
    """Return how states of a file between base and head are checked: the check's name, and whether a state stands.

    None where there is no check: the language has none here, or base or head do not stand themselves. Where lines were
    not seen, or for other languages than Python, a state must have its brackets as even as base and head.
    """
    extension = path.rpartition(".")[2].lower()
    if extension not in _BRACKETED:
        return None
    if extension == "py" and None not in base and None not in head:
        return ("Python's parser", _parses) if _parses(base) and _parses(head) else None
    wanted = _depth(base)
    return ("brackets", lambda lines: _depth(lines) == wanted) if _depth(head) == wanted else None


def _depth(lines: Lines) -> tuple[int, int, int]:
    return brackets(line for line in lines if line is not None)


def _parses(lines: Lines) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(line or "" for line in lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
