"""The words of code: identifiers, their parts, and the names that lines define."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{2,80}")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_REFERENCE = re.compile(r"#(\d{2,7})\b|\b(?:issues|pull)/(\d{2,7})\b")
MAX_LINE = 400
"""Characters of a line that are read: what stands behind them was written by a program."""

_COMMON = frozenset(
    # Words that every language or every prose has; sharing one says nothing.
    """
    abstract and any are args array assert async await bool boolean break but byte call case catch char class const
    continue data def default defer del delete desc describe dict do does done double each elif else end enum err error
    errors except expect export exports extends extern false final finally float fmt fn for from func function get got
    global goto has have how if impl implements import in include instanceof int integer interface into is it its item
    items key lambda len let like list local log long loop main map match may mod module more must mut name namespace
    new nil none not null number object of on one only open opts option options or other out override package param
    params pass path private protected pub public raise readonly ref require return returns self set should short size
    some static str string struct super switch test tests than that the them then there these this throw throws to
    trait true try tuple two type typeof types undefined unless use used using val value values var void was way were
    when where which while will with without yield you your
    """.split()  # noqa: SIM905 - a list of words
)
_COMPOUND = re.compile(r"[A-Za-z0-9]_[A-Za-z0-9]|[a-z0-9][A-Z]")
"""What a word of prose never looks like: `retry_id`, `retryId`."""
LONG_WORD = 9
"""Letters from which a single word is hardly used for two things in one change."""
_KEYWORDS = frozenset(
    """
    class const interface type struct enum trait module object record protocol namespace func function def fn let var
    val static async export default public private protected final abstract override impl mut pub
    """.split()  # noqa: SIM905 - a list of words
)
_DEFINITIONS = (
    re.compile(
        r"\b(?:def|class|func|function|fn|interface|type|struct|enum|trait|module|record|protocol|object|"
        r"macro_rules!)\*?\s+(?:\([^)]*\)\s*)?(?:self\.)?([A-Za-z_$][\w$]*)"
    ),
    re.compile(r"^\s*(?:export\s+)?(?:default\s+)?(?:pub(?:\([^)]*\))?\s+)?(?:const|let|var|val|static|final)\s+(?:mut\s+)?"
               r"([A-Za-z_$][\w$]*)"),
    re.compile(r"^\s*(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|async|suspend)\s+)+"
               r"[\w<>\[\],.?&* ]*?\b([A-Za-z_$][\w$]*)\s*\("),
    re.compile(r"^([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=(?!=)"),
    re.compile(r"^\s{1,8}(?:async\s+)?(?:static\s+)?([A-Za-z_$][\w$]*)\([^()]*\)\s*(?::[^{]+)?\{\s*$"),
    re.compile(r"^#define\s+([A-Za-z_]\w*)"),
)  # fmt: skip
_DECLARATIONS = (
    _DEFINITIONS[0],
    re.compile(r"^(?:export\s+)?(?:default\s+)?(?:pub(?:\([^)]*\))?\s+)?(?:const|let|var|val|static)\s+(?:mut\s+)?([A-Za-z_$][\w$]*)"),
    *_DEFINITIONS[2:4],
    _DEFINITIONS[5],
)  # fmt: skip
_FIELDS = (
    re.compile(r"^\t+([A-Za-z]\w*)\s+[*\[\]A-Za-z][\w.*\[\]]*(?:\s+`.*`)?\s*(?://.*)?$"),
    re.compile(r"^\s+pub(?:\([^)]*\))?\s+([a-z_]\w*)\s*:"),
    re.compile(r"^\s+(?:(?:readonly|public|private|protected|static)\s+)*([A-Za-z_$][\w$]*)[?!]?\s*:[^=]*;\s*$"),
)
"""Members of a type as Go, Rust and TypeScript declare them: a name and a type, and no value."""
_IMPORT = re.compile(
    r"^\s*(?:import\b|from\s+\S+\s+import\b|(?:pub\s+)?use\s+[\w:{]|#\s*include\b|require(?:_relative)?\b|using\s+[\w.]+;|"
    r"(?:const|let|var)\s+.*=\s*require\(|export\s+.*\bfrom\b|\}\s*from\b|@import\b|package\s)"
)
_COMMENT = re.compile(r"^\s*(?://|#(?!include|define|if|endif|!)|/\*|\*(?:\s|/|$)|--\s|<!--|;;|\"\"\"|''')")


def identifiers(lines: Iterable[str]) -> frozenset[str]:
    """Return the identifiers (and the words of comments) in some lines, without those that say nothing."""
    found: set[str] = set()
    for line in lines:
        found.update(_IDENTIFIER.findall(line[:MAX_LINE]))
    return frozenset(word for word in found if word.lower() not in _COMMON)


@lru_cache(maxsize=65_536)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the words inside an identifier: `parseHeaderLine` and `parse_header_line` alike."""
    return tuple(part for part in (raw.lower() for raw in _PART.findall(word)) if len(part) > 2 and part not in _COMMON)  # noqa: PLR2004 - shorter words are everywhere


def defined(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that lines define, as far as a line alone tells, in any of the usual languages."""
    found: set[str] = set()
    for line in lines:
        for pattern in _DEFINITIONS:
            found.update(pattern.findall(line[:MAX_LINE]))
    return frozenset(word for word in found if len(word) > 2 and word not in _KEYWORDS and word.lower() not in _COMMON)  # noqa: PLR2004


def declared(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that lines declare for others: functions, types, constants at the margin; no local variables."""
    found: set[str] = set()
    for line in lines:
        for pattern in () if is_comment(line) else _DECLARATIONS:
            found.update(pattern.findall(line[:MAX_LINE]))
    return frozenset(word for word in found if len(word) > 3 and word not in _KEYWORDS and word.lower() not in _COMMON)  # noqa: PLR2004


def members(lines: Iterable[str]) -> frozenset[str]:
    """Return the names of the members of types that lines declare, as far as they are specific."""
    found: set[str] = set()
    for line in lines:
        for pattern in () if is_comment(line) else _FIELDS:
            found.update(pattern.findall(line[:MAX_LINE]))
    return frozenset(word for word in found if is_specific(word) and word.lower() not in _COMMON)


def is_compound(word: str) -> bool:
    """Return whether a name is made of several words, as names of code are and those of prose are not."""
    return _COMPOUND.search(word) is not None


def is_specific(word: str) -> bool:
    """Return whether a name is told from others by itself: `state` and `msgs` are in any program, `retry_id` is not."""
    return is_compound(word) or len(word) >= LONG_WORD


def references(lines: Iterable[str]) -> frozenset[str]:
    """Return the numbers of issues and pull requests that lines mention."""
    return frozenset(one or other for line in lines for one, other in _REFERENCE.findall(line[:MAX_LINE]))


def is_import(line: str) -> bool:
    """Return whether a line imports something, in any of the usual languages."""
    return _IMPORT.match(line) is not None


def is_comment(line: str) -> bool:
    """Return whether a line is a comment, as far as it alone tells."""
    return _COMMENT.match(line) is not None
