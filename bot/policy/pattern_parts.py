r"""The text of a valid pattern in parts, so that many patterns can be put together into one.

Two things of RE2's syntax (https://github.com/google/re2/wiki/Syntax) are refused because they reach over the end of a
pattern or of a character: a quotation `\Q` without its end swallows what is written behind it, and `\C`, a single byte,
leaves a match that is no text.
"""

import re

_GROUP = r"\(\?P?<\w+>"
_PARTS = re.compile(
    rf"\\Q.*?(?:\\E|\Z)|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|({_GROUP})|.", re.DOTALL
)  # quotations, escapes and classes first: what looks like a group in them is none


def refuse_what_reaches_further(pattern: str) -> None:
    """Raise ValueError, in words for a person, where a valid pattern could not stand beside others."""
    for part in _PARTS.finditer(pattern):
        if part[0].startswith("\\Q") and not part[0].endswith("\\E"):
            raise ValueError(r"the quotation `\Q` has no end: write `\E` behind it")
        if part[0] == "\\C":
            raise ValueError(r"`\C` is a part of a character: write `.` for a whole one")


def without_groups(pattern: str) -> str:
    """Return a pattern without the names of its groups, in brackets.

    One group name may stand only once in an expression of many patterns, and there nobody asks for the groups. The
    brackets around it end what a flag inside (`(?-i)`) would otherwise do to all patterns behind it.
    """
    return f"(?:{_PARTS.sub(lambda part: '(?:' if part[1] else part[0], pattern)})"
