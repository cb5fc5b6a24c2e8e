"""Weigh the signs of a pull request: agent, assisted, human with suggestions, automation, or unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_args

from bot.facts.verdict import Channel
from bot.judgement.authorship.commits import own_commits, read_commit
from bot.judgement.authorship.disclosure import disclosed
from bot.judgement.authorship.index import index_of
from bot.judgement.authorship.page import page_signs
from bot.judgement.authorship.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Authorship, Outcome
    from bot.judgement.authorship.commits import CommitReading
    from bot.judgement.authorship.disclosure import Disclosed
    from bot.judgement.authorship.sign import Sign
    from bot.policy.agents import AgentRules, Kind

_CHANNELS: tuple[Channel, ...] = get_args(Channel)


class _Signs(NamedTuple):
    """All that was found: on the page, on each of the own commits, and in the author's words."""

    page: tuple[Sign, ...]
    commits: tuple[CommitReading, ...]
    disclosed: Disclosed | None

    @property
    def every(self) -> tuple[Sign, ...]:
        """Page and commits together."""
        return self.page + tuple(found for commit in self.commits for found in commit.signs)


def judge_authorship(facts: PullRequestFacts, rules: AgentRules) -> Authorship:
    """Return who wrote it, with the evidence, strongest first. The order of commits and labels does not matter."""
    index = index_of(rules)
    signs = _Signs(
        tuple(page_signs(facts, index)),
        tuple(read_commit(commit, index) for commit in own_commits(facts)),
        disclosed(facts.body, index),
    )
    outcome, decisive = _decide(signs)
    authorship = told(outcome, decisive, signs.every, signs.disclosed)
    if signs.disclosed is None:
        return authorship
    return replace(authorship, declared="used" if signs.disclosed.used else "not_used")


def _decide(signs: _Signs) -> tuple[Outcome, tuple[Sign, ...]]:  # noqa: PLR0911 - one return a step of the document
    """Return the outcome and the signs that decided it; docs/authorship.md gives the steps in this order."""
    page = tuple(found for found in signs.page if not found.corroborating)
    opened = _of(page, "agent", "assistant", "reviewer", channels=("opener", "app"))
    if opened:
        return "agent", opened
    people = sum(commit.written_by == "anybody" for commit in signs.commits)
    wrote = tuple(commit for commit in signs.commits if commit.written_by == "agent")
    if len(wrote) > people:
        return "agent", _of(_proving(wrote), "agent", "assistant")
    marked = _of(page, "agent", channels=("branch", "body", "label", "title"))
    if strong := tuple(found for found in marked if found.confidence != "low"):
        return "agent", strong
    robots = sum(commit.written_by == "automation" for commit in signs.commits)
    started = _of(page, "automation", channels=("opener",))
    bumped = started + _of(_proving(signs.commits), "automation")
    if (started and robots >= people) or (robots and not people and not wrote):
        helped = _of(page, "assistant")
        return ("agent", helped) if helped and not robots else ("automation", bumped)
    helped = _of(page, "assistant", channels=("body",)) + _of(page, "agent", channels=("timeline",))
    helped += _of(_proving(signs.commits), "agent", "assistant")
    if helped or (signs.disclosed is not None and signs.disclosed.used):
        return "assisted", helped
    if marked and signs.disclosed is None:
        return "agent", marked
    if automated := started + _of(page, "automation"):
        return "automation", automated
    suggested = _of(_proving(signs.commits), "reviewer")  # a reviewer's summary on the page is no change
    return ("human_with_suggestions", suggested) if suggested else ("unknown", ())


def _proving(commits: Iterable[CommitReading]) -> tuple[Sign, ...]:
    return tuple(found for commit in commits for found in commit.signs if not found.corroborating)


def _of(signs: Iterable[Sign], *kinds: Kind, channels: tuple[Channel, ...] = _CHANNELS) -> tuple[Sign, ...]:
    return tuple(found for found in signs if found.kind in kinds and found.channel in channels)
