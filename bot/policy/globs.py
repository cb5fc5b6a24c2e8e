"""Path patterns as people know them from CODEOWNERS and .gitattributes.

`*` stays inside a folder, `**` crosses folders, `?` is one character, `{a,b}` is either, `[abc]` a class, a backslash
takes the next character as it is. A pattern without a slash matches the file name anywhere; a leading slash, or a slash
inside, anchors it at the repository's root; a trailing slash means everything below the folder. Case matters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import re2

MAX_LENGTH = 300
MAX_WILDCARDS = 40
"""Characters `*` and `?` of one pattern: each keeps all that may follow open, and a long path is tried on all of it."""

_NAMED = r"\[:[a-z]{1,6}:\]"  # [:alpha:] and its like
_TOKEN = re.compile(rf"\*\*/?|[*?{{}},]|\[[!^]?(?:{_NAMED}|.)(?:{_NAMED}|[^\]])*\]|\\.|[^*?{{}},\[\\]+|.", re.DOTALL)
_TOKEN_AFTER_CLASSES = re.compile(r"\*\*/?|[*?{},]|\\.|[^*?{},\[\\]+|.", re.DOTALL)
_SPECIAL = re.compile(r"[*?\[\\]")
_LONE_BRACKET = re.compile(r"\[(?!:[a-z]{1,6}:\])")
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


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
        if text.count("*") + text.count("?") > MAX_WILDCARDS:
            raise ValueError(f"a path pattern has at most {MAX_WILDCARDS} of `*` and `?`: `**` stands for any folders")
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


def path_regex(pattern: str, *, strict: bool = False) -> str:
    """Return the RE2 expression of a whole path.

    `strict` keeps to git's rules: braces are plain characters, and `**` crosses folders only as a folder of its own.
    """
    anchored = "/" in pattern.rstrip("/")
    body = pattern.lstrip("/")
    if body.endswith("/"):
        body += "**"
    return "(?s)^" + ("" if anchored else "(?:.*/)?") + _translate(body, strict=strict) + "$"


@lru_cache(maxsize=4_096)
def _compiled(regex: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(regex, options)


def _translate(body: str, *, strict: bool) -> str:
    out: list[str] = []
    depth = 0
    for token in _tokens(body):
        text = token[0]
        below = token.start() == 0 or body[token.start() - 1] == "/"
        if strict and not _SPECIAL.search(body[: token.start()]):
            below = True  # git compares the part before the first wildcard on its own, so that this is a beginning too
        if text.startswith("**") and not (below and (text == "**/" or token.end() == len(body))):
            out.append(("[^/]*" if strict else ".*") + text[2:])
        elif text in _WILDCARDS:
            out.append(_WILDCARDS[text])
        elif text[0] == "[" and len(text) > 1:
            out.append(_class(text))
        elif not strict and text == "{" and "}" in body[token.end() :]:
            out.append("(?:")
            depth += 1
        elif depth and text in ("}", ","):
            out.append(")" if text == "}" else "|")
            depth -= text == "}"
        else:
            out.append(re2.escape(text[1:] if text[0] == "\\" and len(text) > 1 else text))
    return "".join(out)


def _tokens(body: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a pattern; behind its last `]` no class is looked for, which would take quadratic time."""
    at, last = 0, body.rfind("]")
    while at < len(body) and (token := (_TOKEN if at < last else _TOKEN_AFTER_CLASSES).match(body, at)):
        yield token
        at = token.end()


def _class(text: str) -> str:
    """Return the expression of a character class, which never matches a slash, as in git."""
    negated = text[1] in "!^"
    inner = _LONE_BRACKET.sub(r"\\[", text[1 + negated : -1].replace("\\", "\\\\"))
    return f"[^/{inner}]" if negated else f"[{inner}]"
