"""What an installation has and what changed there lately, from lists: a call a page, none for each subject.

Sources: https://docs.github.com/en/rest/apps/installations, https://docs.github.com/en/rest/issues/issues (the list of
issues holds pull requests, and knows `since`) and https://docs.github.com/en/rest/pulls/pulls.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.facts.recovery import Listed
from bot.facts.repository import Subject
from bot.github.acts import moment
from bot.github.permitted import allows

if TYPE_CHECKING:
    from datetime import datetime

    from bot.github.client import GitHub

REPOSITORIES = 30
MOST_CHANGED = 300
"""Subjects of one repository in a sweep, the newest first."""
_PER_PAGE = 100


class Home(NamedTuple):
    """A repository of an installation. With `has_issues` its list of issues can be asked for."""

    id: int
    full_name: str
    has_issues: bool


async def fetch_homes(github: GitHub, page: int) -> tuple[tuple[Home, ...], bool]:
    """Return a page (from 1) of the repositories that can be written to, and whether another follows.

    Raises FactsUnavailable.
    """
    answer = await github.read("/installation/repositories", per_page=REPOSITORIES, page=page)
    found = [each for each in answer.data["repositories"] if not (each.get("archived") or each.get("disabled"))]
    homes = (Home(int(each["id"]), str(each["full_name"]), bool(each.get("has_issues", True))) for each in found)
    return tuple(homes), answer.has_next


async def fetch_changed(github: GitHub, installation: int, home: Home, since: datetime) -> tuple[Listed, ...]:
    """Return what changed in a repository since a moment, at most MOST_CHANGED. Raises FactsUnavailable.

    Where issues are switched off, or may not be read, pull requests alone.
    """
    whole = home.has_issues and allows(await github.permissions(), ("issues:read",))
    path = f"/repos/{home.full_name}/{'issues' if whole else 'pulls'}"
    asked = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found: list[Listed] = []
    for page in range(1, MOST_CHANGED // _PER_PAGE + 1):
        answer = await github.read(
            path, state="all", sort="updated", direction="desc", since=asked, per_page=_PER_PAGE, page=page
        )
        listed = [
            _listed(entry, installation, home, is_pull="pull_request" in entry or not whole) for entry in answer.data
        ]
        found += [one for one in listed if one.updated_at >= since.replace(microsecond=0)]
        if not answer.has_next or len(found) < page * _PER_PAGE:
            break
    return tuple(found)


def _listed(entry: dict[str, Any], installation: int, home: Home, *, is_pull: bool) -> Listed:
    subject = Subject(
        "pull_request" if is_pull else "issue", installation, home.id, home.full_name, int(entry["number"])
    )
    created, updated = moment(entry["created_at"]), moment(entry["updated_at"])
    return Listed(subject, created, updated, is_open=entry["state"] == "open")
