"""What a person asked for in a comment, who that person is, and what we answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

CommandName = Literal[
    "help", "recheck", "split", "checklist", "explain", "ignore", "observe", "expedite", "area", "not-mine",
    "duplicate", "report", "away",
]  # fmt: skip
CommandPlace = Literal["pull_request", "issue"]
"""Where there are comments to write a command in."""

Permission = Literal["none", "read", "triage", "write", "maintain", "admin"]
"""What GitHub lets a person do in a repository, the least first."""

Reaction = Literal["+1", "-1", "confused"]
"""How a command is answered, in GitHub's words: accepted, refused, not understood (or not there yet)."""

_PERMISSIONS: tuple[Permission, ...] = get_args(Permission)


def as_permission(word: str) -> Permission:
    """Return GitHub's word (REST's `role_name`, GraphQL's `ADMIN`) as a permission; "none" for any other word.

    REST's `permission` knows no triage and no maintain, and a role that an organisation made up has a name of its own:
    ask for `role_name`, and for its base role where it is not one of GitHub's
    (https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user).
    """
    lowered = word.lower()
    return next((permission for permission in _PERMISSIONS if permission == lowered), "none")


def at_least(permission: Permission, least: Permission) -> bool:
    """Return whether `permission` includes `least`."""
    return _PERMISSIONS.index(permission) >= _PERMISSIONS.index(least)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command whose words are right; whether it is allowed is another question.

    `arguments` are in the order of the table and in one form each (`#12` is "12", a period "2026-12-20..2027-01-06");
    optional ones that were left out are missing at the end. `line` counts from 1 in the comment.
    """

    name: CommandName
    arguments: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line that begins like a command and is none. `says` and `fix` may quote it: bot.messages makes them inert."""

    text: str
    says: str
    fix: str = ""
    line: int = 1


Command = Asked | NotUnderstood


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as GitHub tells it at this moment.

    `is_author`: opened this pull request, or this issue. `owns_area`: the map names this person as the owner of the
    issue's area (or, where there is no issue, of any). `is_bot`: another app; it gets no answer at all.
    """

    permission: Permission = "none"
    is_author: bool = False
    owns_area: bool = False
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether it may be done, why not, and the reaction that says so (None: no answer)."""

    allowed: bool
    why: str = ""
    reaction: Reaction | None = "+1"
