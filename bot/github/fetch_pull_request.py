"""Everything that is so about one pull request, in three reads at up to 100 files and 100 commits.

One GraphQL question (the pull request, its base's rules, what we said), the files, the commits. Where the commits are
listed out of order, two more about the head. A last read right before writing belongs to bot.github.perform.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Moved, NotPermitted, Retry, Skip
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.facts.said import Said
from bot.github.acts import read_acts
from bot.github.blobs import rule_text
from bot.github.changed_files import changed_files, sums
from bot.github.commits import fetch_check, fetch_pull_requests
from bot.github.fetch_rules import ownership_texts, settings_texts
from bot.github.find_comment import find_comment
from bot.github.own_words import account, own_check, repository, same_head
from bot.github.queries import PULL_REQUEST_SAID
from bot.messages.marker import REVIEW
from bot.messages.wanted import CHECK_NAME

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.change import FileChange
    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText, SettingsTexts
    from bot.facts.said import SaidCheck
    from bot.github.client import GitHub

MOST_FILES = 3_000
MOST_COMMITS = 250
SMALLER_PAGE = 30
LARGE_CHANGE = 2_000
"""Changed lines above which patches are read in a thread, so that the event loop stays free."""


@dataclass(frozen=True, slots=True)
class FetchedPullRequest:
    """The facts, and the settings of the repository at the tip of its base branch and of its organisation.

    `ownership` are the maps that can be read, the organisation's first. `same_head` are the other open pull
    requests of the repository with the same head commit.
    """

    facts: PullRequestFacts
    settings: SettingsTexts
    same_head: tuple[int, ...] = ()
    ownership: tuple[RuleText, ...] = ()


async def fetch_pull_request(github: GitHub, subject: Subject, now: datetime) -> FetchedPullRequest:
    """Return what is so now. Raises FactsUnavailable."""
    owner, _, name = subject.full_name.partition("/")
    data = await (await github.for_reading()).ask(
        PULL_REQUEST_SAID, owner=owner, name=name, number=subject.number, app=github.app_id, check=CHECK_NAME
    )
    place = data["repository"]
    if place is None:
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    pull = place["pullRequest"]
    if pull is None:  # Pull requests cannot be deleted: one that is not there was opened a moment ago.
        raise FactsUnavailable(Retry(f"{subject.full_name}#{subject.number} cannot be read yet"))
    home = repository(place, github.web)
    path = f"/repos/{home.full_name}/pulls/{subject.number}"
    files, unseen_files = await _files(github, path, pull)
    commits, merge_base, unseen_commits = await _commits(github, path, pull)
    comment = await find_comment(
        github, owner, name, subject.number, REVIEW, page=pull["comments"], viewer=data["viewer"]
    )
    check, others = await _on_head(github, subject, home.id, pull)
    base = (pull["baseRef"] or {}).get("target") or {}
    attributes = rule_text(base.get("attributes"), ".gitattributes")
    facts = PullRequestFacts(
        id=f"{home.full_name}#{subject.number}",
        title=pull["title"],
        body=pull["body"] or "",
        files=files,
        author=account(pull["author"]),
        branch=pull["headRefName"],
        commits=commits,
        labels=tuple(label["name"] for label in (pull["labels"] or {}).get("nodes") or ()),
        number=subject.number,
        repository=home,
        base_ref=pull["baseRefName"],
        base_sha=base.get("oid") or pull["baseRefOid"],
        head_sha=pull["headRefOid"],
        merge_base_sha=merge_base,
        draft=pull["isDraft"],
        state=pull["state"].lower(),
        from_fork=pull["isCrossRepository"],
        author_association=pull["authorAssociation"],
        attributes=attributes.text if attributes is not None else "",
        unseen=unseen_files + unseen_commits,
        said=Said(
            check=check,
            comment=comment,
            comment_deleted=read_acts(pull["acts"], data["viewer"]).comment_deleted,
        ),
        now=now,
    )
    organisation = data["organisation"]
    settings = settings_texts(home.full_name, organisation, base)
    return FetchedPullRequest(facts, settings, others, ownership_texts(home.full_name, organisation, base))


async def _on_head(
    github: GitHub, subject: Subject, home: int, pull: dict[str, Any]
) -> tuple[SaidCheck | None, tuple[int, ...]]:
    """Return our check run on the head, and the other open pull requests with this head.

    GitHub promises no order of the commits (those that were rebased are listed by their dates): where the last one is
    not the head, the head is asked about by itself. A check run that is looked for elsewhere is never found, and
    would be made anew at every event.
    """
    nodes = pull["commits"]["nodes"]
    last = nodes[-1]["commit"] if nodes else None
    if last is not None and last["oid"] == pull["headRefOid"]:
        return own_check(last), same_head(last, home, subject.number)
    head = replace(subject, sha=pull["headRefOid"])
    try:
        check = await fetch_check(github, head)
    except FactsUnavailable as unavailable:
        if not isinstance(unavailable.advice, NotPermitted):
            raise
        check = None  # an installation without the permission for checks has none of ours, either
    others = await fetch_pull_requests(github, head)
    return check, tuple(sorted(number for number in others if number != subject.number))


async def _files(github: GitHub, path: str, pull: dict[str, Any]) -> tuple[tuple[FileChange, ...], tuple[str, ...]]:
    expected = (pull["changedFiles"], pull["additions"], pull["deletions"])
    listed = await github.pages(f"{path}/files", most=MOST_FILES)
    if sums(listed) != expected and pull["changedFiles"] <= MOST_FILES:
        # A page that is heavy for GitHub can come back short; smaller ones are complete more often.
        listed += await github.pages(f"{path}/files", per_page=SMALLER_PAGE, most=MOST_FILES)
    large = pull["additions"] + pull["deletions"] > LARGE_CHANGE
    files = await asyncio.to_thread(changed_files, listed) if large else changed_files(listed)
    missing = pull["changedFiles"] - len(files)
    if missing > 0 and pull["changedFiles"] > MOST_FILES:
        return files, (f"GitHub lists {MOST_FILES:,} files at most; {missing:,} more were not seen",)
    if missing > 0:
        return files, (f"GitHub counts {pull['changedFiles']:,} changed files and listed {len(files):,} of them",)
    _, added, removed = sums(listed)
    if (added, removed) != expected[1:]:
        counted = f"{pull['additions']:,} added and {pull['deletions']:,} removed lines"
        return files, (f"GitHub counts {counted} and listed files with {added:,} and {removed:,}",)
    return files, ()


async def _commits(github: GitHub, path: str, pull: dict[str, Any]) -> tuple[tuple[Commit, ...], str, tuple[str, ...]]:
    """Return the commits, the commit that they began at, and what was not seen."""
    total = int(pull["commits"]["totalCount"])
    listed = await github.pages(f"{path}/commits", most=MOST_COMMITS)
    commits = tuple(_commit(entry) for entry in listed)
    missing = total - len(commits)
    if total > MOST_COMMITS:
        return commits, "", (f"GitHub lists {MOST_COMMITS} commits at most; {missing:,} more were not seen",)
    # A rewritten branch lost the head, a longer one has more commits than were counted. Their order promises nothing.
    if missing < 0 or (commits and pull["headRefOid"] not in {commit.sha for commit in commits}):
        raise FactsUnavailable(Moved("the head moved while the pull request was read"))
    if missing > 0:
        return commits, "", (f"GitHub counts {total:,} commits and listed {len(commits):,} of them",)
    return commits, _began_at(listed), ()


def _began_at(listed: list[dict[str, Any]]) -> str:
    """Return the one parent that is not itself listed; empty where a merge brought in another one."""
    outside = {parent["sha"] for entry in listed for parent in entry["parents"]} - {entry["sha"] for entry in listed}
    return outside.pop() if len(outside) == 1 else ""


def _commit(entry: dict[str, Any]) -> Commit:
    commit = entry["commit"]
    return Commit(
        sha=entry["sha"],
        message=commit["message"],
        author=_signature(commit["author"]),
        committer=_signature(commit["committer"]),
        author_account=_rest_account(entry.get("author")),
        committer_account=_rest_account(entry.get("committer")),
        parents=len(entry["parents"]),
        verified=bool((commit.get("verification") or {}).get("verified")),
    )


def _signature(who: dict[str, Any] | None) -> Signature:
    who = who or {}
    return Signature(who.get("name") or "", who.get("email") or "", who.get("date") or "")


def _rest_account(who: dict[str, Any] | None) -> Account | None:
    # GitHub answers {} for an address that belongs to nobody.
    return Account(who["login"], int(who["id"]), str(who.get("type", "User"))) if who else None
