"""Paths as git writes them in a diff: quoted, octal, with prefixes or without.

The rules are those of `git diff`'s manual page, section "Generating patch text with -p".
"""

from __future__ import annotations

import re

_ESCAPES = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r"\\([0-3][0-7]{2}|[abtnvfr\"\\])|([^\\]+|\\)", re.DOTALL)
_PREFIXES = {("a/", "b/"), ("b/", "a/"), ("i/", "w/"), ("c/", "i/"), ("c/", "w/"), ("o/", "w/"), ("1/", "2/")}
NOWHERE = "/dev/null"


def unquote(text: str) -> str:
    r"""Return the path that `text` stands for: `"\303\244.txt"` is `ä.txt`; a path without quotes is itself.

    Bytes that are not UTF-8 become replacement characters.
    """
    match = _QUOTED.fullmatch(text)
    if not match:
        return text
    out = bytearray()
    for escape, plain in _ESCAPE.findall(match[1]):
        if plain:
            out += plain.encode()
        else:
            out.append(_ESCAPES[escape] if escape in _ESCAPES else int(escape, 8))
    return out.decode("utf-8", "replace")


def side_path(text: str) -> str:
    """Return the path of a `---` or `+++` line, prefix and all; a tab ends it where a time stands behind it."""
    text = text.rstrip("\r")
    quoted = _QUOTED.match(text)
    return unquote(quoted[0]) if quoted else text.split("\t", 1)[0]


def split_header(rest: str) -> tuple[str, str] | None:
    """Return both paths of a `diff --git` line, prefixes and all; None where the line does not tell.

    Without quotes the line is ambiguous where paths hold spaces; git writes it alone only if both sides name the same
    path, so that it can be cut in the middle. Renames and copies say their paths in lines of their own.
    """
    rest = rest.rstrip("\r")
    if quoted := _QUOTED.match(rest):
        return unquote(quoted[0]), unquote(rest[quoted.end() :].lstrip(" "))
    if rest.endswith('"') and (start := rest.find(' "')) >= 0:
        return rest[:start], unquote(rest[start + 1 :])
    middle = len(rest) // 2
    old, new = rest[:middle], rest[middle + 1 :]
    if rest[middle : middle + 1] == " " and (old == new or strip_prefixes(old, new)[0] == strip_prefixes(old, new)[1]):
        return old, new
    parts = rest.split(" ")
    return (parts[0], parts[1]) if len(parts) == 2 else None  # noqa: PLR2004 - two paths


def strip_prefixes(old: str, new: str) -> tuple[str, str]:
    """Return both paths without `a/` and `b/` (or git's mnemonic prefixes); a pair that is no prefix pair stays."""
    if (old[:2], new[:2]) in _PREFIXES:
        return old[2:], new[2:]
    if old == NOWHERE and new[:2] in ("b/", "w/", "i/", "2/"):
        return old, new[2:]
    if new == NOWHERE and old[:2] in ("a/", "i/", "c/", "o/", "1/"):
        return old[2:], new
    return old, new
