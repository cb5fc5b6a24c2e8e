"""Path patterns as people know them from CODEOWNERS and .gitattributes.

`*` stays inside a folder, `**` crosses folders, `?` is one character, `{a,b}` is either, `[abc]` a class. A pattern
without a slash matches the file name anywhere; a leading slash, or a slash inside, anchors it at the repository's root;
a trailing slash means everything below the folder. Case matters.
"""

from dataclasses import dataclass, field
from typing import Self

import re2

MAX_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Glob:
    """One compiled path pattern."""

    text: str
    regex: str = field(repr=False, compare=False)
    _compiled: "re2._Regexp" = field(repr=False, compare=False)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Compile; raises ValueError in words for a person."""
        if not text or len(text) > MAX_LENGTH:
            raise ValueError(f"a path pattern has 1 to {MAX_LENGTH} characters")
        regex = "^" + _regex(text) + "$"
        try:
            return cls(text, regex, re2.compile(regex))
        except re2.error as error:
            raise ValueError(f"not a path pattern: {error}") from None

    def matches(self, path: str) -> bool:
        """Return whether the whole path matches."""
        return self._compiled.match(path) is not None


def _regex(pattern: str) -> str:
    anchored = "/" in pattern.rstrip("/")
    body = pattern.lstrip("/")
    if body.endswith("/"):
        body += "**"
    return ("" if anchored else "(?:.*/)?") + _translate(body)


def _translate(body: str) -> str:
    out: list[str] = []
    depth, index = 0, 0
    while index < len(body):
        if body.startswith("**/", index) and (index == 0 or body[index - 1] == "/"):
            out.append("(?:.*/)?")
            index += 3
            continue
        if body.startswith("**", index):
            out.append(".*")
            index += 2
            continue
        char = body[index]
        if char == "[" and (end := body.find("]", index + 2)) > 0:
            inner = body[index + 1 : end].replace("\\", "\\\\")
            out.append("[" + ("^" + inner[1:] if inner[0] in "!^" else inner) + "]")
            index = end + 1
            continue
        if char == "{" and "}" in body[index:]:
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        else:
            out.append({"*": "[^/]*", "?": "[^/]"}.get(char) or re2.escape(char))
        index += 1
    return "".join(out)
