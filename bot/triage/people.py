"""A text without the people it names: where an issue belongs is told by what it is about, not by who is called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.triage.issue_text import IssueText

MOST = 1_000
"""People of one text whose names are also looked for without the sign."""

_MENTION = re.compile(r"(?<![\w`/@.-])@([A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?)(?![\w/-])")
"""A person's mention, as GitHub reads it; what a `/` follows is a team or a package (`@angular/core`)."""


def without_people(text: IssueText, author: str = "") -> IssueText:
    """Return the text without mentions, and without the logins of who is mentioned and of its author anywhere else.

    Code keeps its `@` (`@Override`): nobody is mentioned there. Total; a text that names nobody comes back as it is.
    """
    found = {name.casefold() for part in (text.title, text.prose) for name in _MENTION.findall(part)}
    if author:
        found.add(author.casefold())
    if not found:
        return text
    named = frozenset(sorted(found)[:MOST])
    title, prose = (_MENTION.sub(" ", part) for part in (text.title, text.prose))
    return replace(text, title=_left(title, named), prose=_left(prose, named), code=_left(text.code, named))


_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?")


def _left(text: str, named: frozenset[str]) -> str:
    return _LOGIN.sub(lambda found: " " if found[0].casefold() in named else found[0], text)
