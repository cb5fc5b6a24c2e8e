"""The repository that a report goes to, and the reports that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Skip
from bot.facts.said import SaidIssue
from bot.github.issue_queries import REPORT_HOME
from bot.github.own_words import repository
from bot.messages.marker import MONDAY

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.github.client import GitHub

NEWEST = 30
"""Our newest issues that are looked at: half a year of reports."""


async def fetch_home(github: GitHub, full_name: str) -> tuple[Repository, str]:
    """Return the repository and the login that we act under there. Raises FactsUnavailable."""
    owner, _, name = full_name.partition("/")
    data = await github.ask(REPORT_HOME, owner=owner, name=name)
    if data["repository"] is None:
        raise FactsUnavailable(Skip(f"{full_name}, where the Monday report goes, is gone or out of reach"))
    login = str(data["viewer"]["login"])
    return repository(data["repository"], github.web), login if login.endswith("[bot]") else f"{login}[bot]"


async def fetch_reports(github: GitHub, home: Repository, login: str) -> tuple[SaidIssue, ...]:
    """Return our reports, newest first: issues with our marker that we wrote ourselves. Raises FactsUnavailable.

    `creator` is GitHub's word for who an issue is by, which nobody can forge:
    https://docs.github.com/en/rest/issues/issues#list-repository-issues
    """
    path = f"/repos/{home.full_name}/issues"
    answer = await github.read(path, state="all", creator=login, per_page=NEWEST)
    ours = (each for each in answer.data if _is_report(each, login))
    return tuple(SaidIssue(each["number"], each["state"], each["body"]) for each in ours)


async def fetch_is_open(github: GitHub, home: Repository, number: int) -> bool:
    """Return whether an issue is open and takes comments. Raises FactsUnavailable."""
    issue: dict[str, Any] = (await github.read(f"/repos/{home.full_name}/issues/{number}")).data
    return issue["state"] == "open" and not issue["locked"]


def _is_report(issue: dict[str, Any], login: str) -> bool:
    by = str((issue.get("user") or {}).get("login") or "")
    return by.casefold() == login.casefold() and str(issue.get("body") or "").partition("\n")[0].strip() == MONDAY
