"""What GitHub knows of a commit: our check run on it, and the pull requests whose head it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.errors import Bug, FactsUnavailable, Skip
from bot.facts.said import SaidCheck
from bot.messages.wanted import CHECK_NAME

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.github.client import GitHub

_PAGE = 100


async def fetch_check(github: GitHub, subject: Subject) -> SaidCheck | None:
    """Return our latest check run on the subject's commit, in one read.

    Raises FactsUnavailable; the advice for a commit that is gone (a merge group that was taken apart) is to skip it.
    """
    path = f"/repos/{subject.full_name}/commits/{subject.sha}/check-runs"
    try:
        answer = await github.read(path, app_id=github.app_id, check_name=CHECK_NAME, filter="latest")
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Bug):
            raise FactsUnavailable(Skip(f"the commit {subject.sha} is gone")) from None
        raise
    runs: list[dict[str, Any]] = answer.data["check_runs"]
    if not runs:
        return None
    latest = max(runs, key=lambda run: int(run["id"]))
    return SaidCheck(
        latest["id"], subject.sha, latest["status"], latest["conclusion"], fingerprint=latest["external_id"] or ""
    )


async def fetch_pull_requests(github: GitHub, subject: Subject) -> tuple[int, ...]:
    """Return the numbers of the open pull requests whose head is the subject's commit. Raises FactsUnavailable.

    GitHub names none in check events of forks. This list is of the base repository, and may lack those of forks, too.
    """
    path = f"/repos/{subject.full_name}/commits/{subject.sha}/pulls"
    try:
        listed = (await github.read(path, per_page=_PAGE)).data
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Bug):  # 422: this repository does not know the commit
            return ()
        raise
    return tuple(
        pull["number"]
        for pull in listed
        if pull["state"] == "open"
        and pull["head"]["sha"] == subject.sha
        and pull["base"]["repo"]["id"] == subject.repository
    )
