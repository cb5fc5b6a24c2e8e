"""Which commits of a pull request are its own, who wrote each, and what their messages say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.judgement.authorship.lines import message_signs
from bot.judgement.authorship.sign import Sign, in_use, shortened, sign
from bot.judgement.authorship.text import day, searchable

if TYPE_CHECKING:
    from bot.facts.people import Account, Commit, Signature
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Channel
    from bot.judgement.authorship.index import Index
    from bot.policy.agents import Role

_MERGE = re.compile(r"Merge (?:(?:remote-tracking )?branch(?:es)? |pull request #|tag |commit )")
_LANDED = re.compile(r"\(#(\d{1,9})\)$|^Merge pull request #(\d{1,9}) ")
_WEB_FLOW = "noreply@github.com"  # the committer of what was made on github.com, signed with GitHub's own key


class CommitReading(NamedTuple):
    """A commit's signs, and who wrote it: an agent's own identity, automation, or anybody else."""

    signs: tuple[Sign, ...]
    written_by: Literal["agent", "automation", "anybody"]


def own_commits(facts: PullRequestFacts) -> tuple[Commit, ...]:
    """Return the commits that this pull request brings: no merges, and nothing that came in with one.

    Where a branch was merged in, commits that landed through another pull request ("... (#12)") are that one's.
    """
    own = tuple(commit for commit in facts.commits if not _is_merge(commit))
    if len(own) == len(facts.commits):
        return own
    return tuple(commit for commit in own if not _landed_elsewhere(commit, facts.number))


def read_commit(commit: Commit, index: Index) -> CommitReading:
    """Return who wrote the commit and every sign on it."""
    author = _signature_sign("commit_author", commit, index)
    committer = _signature_sign("committer", commit, index)
    said = tuple(message_signs(searchable(commit.message), index, "trailer", day(commit.author.date)))
    signs = tuple(found for found in (author, committer, *said) if found is not None)
    if author is not None and author.kind == "agent" and not author.corroborating:
        return CommitReading(signs, "agent")
    if author is None or author.kind != "automation":
        return CommitReading(signs, "anybody")
    helped = any(found.kind in ("agent", "assistant") and not found.corroborating for found in signs)
    # A workflow committed what a tool wrote: there is no person in between.
    return CommitReading(signs, "agent" if helped else "automation")


def _is_merge(commit: Commit) -> bool:
    return commit.parents > 1 or _MERGE.match(commit.message) is not None


def _landed_elsewhere(commit: Commit, number: int) -> bool:
    found = _LANDED.search(commit.message.split("\n", 1)[0].strip())
    return found is not None and int(found[1] or found[2]) != number


def _signature_sign(channel: Literal["commit_author", "committer"], commit: Commit, index: Index) -> Sign | None:
    if channel == "commit_author":
        found = _known(channel, "author", commit.author, commit.author_account, index)
    else:
        found = _known(channel, "committer", commit.committer, commit.committer_account, index)
    return found._replace(forgeable=not _vouched(commit, found, index)) if found is not None else None


def _known(channel: Channel, role: Role, who: Signature, account: Account | None, index: Index) -> Sign | None:
    on = day(who.date)
    name = searchable(who.name)
    text = f"{name} <{searchable(who.email)}>"
    owner = index.signer(role, who.email)
    if owner is None and account is not None:
        owner = index.ids.get(account.id)
    if owner is not None:
        return sign(channel, text, *owner) if in_use(owner[1], on) else None
    for agent, identity in index.author_names:
        pattern = identity.name
        if pattern is not None and role in identity.roles and in_use(identity, on) and pattern.fullmatch(name):
            return sign(channel, text, agent, identity)
    if role == "author" and (name.endswith("[bot]") or (account is not None and account.type == "Bot")):
        return Sign(channel, shortened(text), "", shortened(name), "", "automation", "low")
    return None


def _vouched(commit: Commit, found: Sign, index: Index) -> bool:
    """Return whether GitHub vouches for it: what it verifies is the committer, and through that the author."""
    committer = commit.committer.email.lower()
    owner = index.signer("committer", committer)
    return commit.verified and (committer == _WEB_FLOW or (owner is not None and owner[0].id == found.entry))
