"""Path patterns as people know them from CODEOWNERS and .gitattributes.

`*` stays inside a folder, `**` crosses folders, `?` is one character, `{a,b}` is either, `[abc]` a class, a backslash
takes the next character as it is. A pattern without a slash matches the file name anywhere; a leading slash, or a slash
inside, anchors it at the repository's root; a trailing slash means everything below the folder. Case matters.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import re2

MAX_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Glob:
    """One path pattern; it is compiled when it is first matched, and most are only ever matched as part of a set."""

    text: str
    regex: str = field(repr=False, compare=False)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a pattern; raises ValueError in words for a person."""
        if not text or len(text) > MAX_LENGTH:
            raise ValueError(f"a path pattern has 1 to {MAX_LENGTH} characters")
        regex = path_regex(text)
        # Only classes and braces can be written wrongly.
        if "[" in text or "{" in text:
            try:
                _compiled(regex)
            except re2.error:
                raise ValueError(f"not a path pattern: `{text}`") from None
        return cls(text, regex)

    def matches(self, path: str) -> bool:
        """Return whether the whole path matches."""
        return _compiled(self.regex).match(path.encode("utf-8", "replace").decode()) is not None


def path_regex(pattern: str, *, braces: bool = True) -> str:
    """Return the RE2 expression of a whole path; `braces=False` takes `{` and `}` as themselves, as git does."""
    anchored = "/" in pattern.rstrip("/")
    body = pattern.lstrip("/")
    if body.endswith("/"):
        body += "**"
    return "(?s)^" + ("" if anchored else "(?:.*/)?") + _translate(body, braces=braces) + "$"


@lru_cache(maxsize=4_096)
def _compiled(regex: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(regex, options)


def _translate(body: str, *, braces: bool) -> str:
    out: list[str] = []
    depth = index = 0
    while index < len(body):
        taken, regex = _wildcard(body, index)
        if not taken:
            taken, regex, depth = _plain(body, index, depth if braces else -1)
        out.append(regex)
        index += taken
    return "".join(out)


def _wildcard(body: str, index: int) -> tuple[int, str]:
    """Return how many characters a wildcard at `index` takes, and its expression; 0 where there is none."""
    if body.startswith("**/", index) and (index == 0 or body[index - 1] == "/"):
        return 3, "(?:.*/)?"
    if body.startswith("**", index):
        return 2, ".*"
    char = body[index]
    if char == "[":
        negated = body[index + 1 : index + 2] in ("!", "^")
        end = body.find("]", index + 2 + negated)
        if end > 0:
            inner = body[index + 1 + negated : end].replace("\\", "\\\\")
            # A class never matches a slash, as in git.
            return end + 1 - index, f"[^/{inner}]" if negated else f"[{inner}]"
    return (1, {"*": "[^/]*", "?": "[^/]"}[char]) if char in "*?" else (0, "")


def _plain(body: str, index: int, depth: int) -> tuple[int, str, int]:
    """Return what `_wildcard` does for every other character, and the depth of open braces (-1: braces are plain)."""
    char = body[index]
    if char == "\\" and index + 1 < len(body):
        return 2, re2.escape(body[index + 1]), depth
    if depth >= 0 and char == "{" and "}" in body[index:]:
        return 1, "(?:", depth + 1
    if depth > 0 and char in "},":
        return 1, ")" if char == "}" else "|", depth - (char == "}")
    return 1, re2.escape(char), depth
