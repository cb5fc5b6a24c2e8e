"""What an ownership map can be held against: a repository's files, its labels, and who can be assigned there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.facts.errors import FactsUnavailable, Skip
from bot.facts.ground import Ground
from bot.facts.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.ground import PersonSeen
    from bot.github.client import GitHub

MOST_LABELS, MOST_PEOPLE = 1_000, 200


async def fetch_files(github: GitHub, full_name: str, commit: str) -> tuple[tuple[str, ...], bool]:
    """Return the paths of all files at a commit (or branch), and whether GitHub listed the whole of it. One read."""
    tree = (await github.read(f"/repos/{full_name}/git/trees/{quote(commit, safe='')}", recursive=1)).data
    return tuple(entry["path"] for entry in tree["tree"] if entry["type"] == "blob"), not tree["truncated"]


async def fetch_ground(github: GitHub, full_name: str, logins: Iterable[str], commit: str = "") -> Ground:
    """Return what is so now, or at a commit, at most MOST_PEOPLE of the logins looked up. Raises FactsUnavailable.

    Two calls, one for each hundred labels, and one or two for each person. Sources: the REST documentation of trees,
    labels (https://docs.github.com/en/rest/issues/labels) and assignees.
    """
    home = (await github.read(f"/repos/{full_name}")).data
    files, whole = await fetch_files(github, full_name, commit or str(home["default_branch"]))
    labels = await github.pages(f"/repos/{full_name}/labels", most=MOST_LABELS)
    asked = list(dict.fromkeys(login.casefold() for login in logins))[:MOST_PEOPLE]
    people = {login: await _seen(github, full_name, login) for login in asked}
    return Ground(
        Repository(home["id"], home["owner"]["login"], home["name"], bool(home["private"])),
        files,
        whole,
        frozenset(str(label["name"]).casefold() for label in labels),
        people,
    )


async def _seen(github: GitHub, full_name: str, login: str) -> PersonSeen:
    if await _is_there(github, f"/repos/{full_name}/assignees/{quote(login, safe='')}"):
        return "assignable"
    return "not_assignable" if await _is_there(github, f"/users/{quote(login, safe='')}") else "missing"


async def _is_there(github: GitHub, path: str) -> bool:
    try:
        await github.read(path)
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Skip):
            return False
        raise
    return True
