"""CODEOWNERS, read leniently: which people stand behind which paths. Never raises.

Its syntax: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

import re
from dataclasses import dataclass

from bot.policy.logins import Login

MOST_LINES = 5_000
_TEAM = re.compile(r"@[\w-]{1,100}/[\w.-]{1,100}", re.ASCII)
_WORD = re.compile(r"(?:\\.|[^\s\\#])(?:\\.|[^\s\\])*")


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """One line: a path pattern, the people behind it (logins), and the teams, which own no issue."""

    pattern: str
    people: tuple[Login, ...]
    teams: tuple[str, ...]


def read_codeowners(text: str) -> tuple[CodeOwners, ...]:
    """Return the lines that name a path, in their order; addresses and what is no login are left out."""
    found = []
    for line in text.splitlines()[:MOST_LINES]:
        pattern, *owners = _WORD.findall(line.partition(" #")[0]) or [""]
        if not pattern or line.lstrip().startswith("#"):
            continue
        people = tuple(login for owner in owners if (login := _person(owner)) is not None)
        teams = tuple(owner for owner in owners if _TEAM.fullmatch(owner))
        found.append(CodeOwners(pattern.replace("\\ ", " "), people, teams))
    return tuple(found)


def _person(owner: str) -> Login | None:
    try:
        return Login.from_yaml(owner) if owner.startswith("@") else None
    except ValueError:
        return None
