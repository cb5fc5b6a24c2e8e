"""Markdown without its HTML comments: in a description they are a template talking, and GitHub shows none of them."""

from __future__ import annotations

import re

_OPENS, _CLOSES = "<!--", "-->"

# What opens next: a fenced block, a code span on one line (both whole), or a comment. Linear: a span is looked for in
# 1,000 characters, and a fence that never closes takes the rest.
_NEXT = re.compile(
    r"""
    ^[ ]{0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+(?:\n|\Z).*?(?:^[ ]{0,3}(?P=fence)[`~]*+[ \t\r]*+$|\Z)
    |(?<!`)(?P<ticks>`++)[^\n]{0,1000}?(?<!`)(?P=ticks)(?!`)
    |(?P<comment>(?P<begins>^[ ]{0,3})?<!--)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


def without_comments(markdown: str) -> str:
    """Return Markdown without HTML comments; what looks like one in code is code.

    One that never closes hides the rest where it begins a line, and is a word otherwise, as on GitHub.
    """
    if _OPENS not in markdown:
        return markdown
    kept: list[str] = []
    at, last = 0, markdown.rfind(_CLOSES)
    while found := _NEXT.search(markdown, at):
        kept.append(markdown[at : found.start()])
        at = found.end()
        if found["comment"] and at <= last:
            at = markdown.index(_CLOSES, at) + len(_CLOSES)
        elif found["begins"] is not None:
            return "".join(kept)
        else:
            kept.append(found[0])
    return "".join((*kept, markdown[at:]))
