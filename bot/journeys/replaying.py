"""Past pull requests and issues, judged by the rules in force and by proposed ones: only the differences are kept.

Nothing is written on any of them. What is kept of a change (`replay: keep`) costs no call; everything else three reads.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Retry, Wait
from bot.facts.replay import FirstReplay, JudgedOnce, JudgedTwice, Replay, RoutedTwice
from bot.github.fetch_pull_request import fetch_pull_request
from bot.judgement.naming import counted
from bot.judgement.verdict import judge_pull_request
from bot.messages.band import title
from bot.messages.comment import must_act
from bot.messages.conclusion import conclude
from bot.triage.cascade import route_issue
from bot.triage.feedback import is_feedback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.facts.errors import Advice
    from bot.facts.issue import IssueFacts
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.verdict import Verdict
    from bot.github.client import GitHub
    from bot.github.fetch_rules_change import PastPull
    from bot.policy.kinds import KindRules
    from bot.policy.ownership import OwnershipMap
    from bot.policy.rules import Rules
    from bot.triage.opinion import Learned

MOST_LISTED = 100
"""Files, and commits, of a pull request that is read again: as many come in one page, so that it costs three reads."""
LEFT_FOR_OTHERS = 1_000
"""Requests of the installation's hour that a replay never touches."""


@dataclass(frozen=True, slots=True)
class TwoRules:
    """The rules in force and the proposed ones."""

    present: Rules
    proposed: Rules


@dataclass(frozen=True, slots=True)
class PastPulls:
    """Pull requests of the subject's repository. Where any are `kept`, by number, no other one is read."""

    subject: Subject
    pulls: Sequence[PastPull]
    kept: Mapping[int, PullRequestFacts]


async def replay_pulls(github: GitHub, past: PastPulls, rules: TwoRules, now: datetime) -> Replay:
    """Judge each pull request twice.

    What GitHub does not give is left out and said; where it asks for patience nothing more is read.
    """
    found, tried, left = list[JudgedTwice](), 0, Counter[str]()
    async for facts in _read(github, past, now, left):
        tried += 1
        if (difference := await asyncio.to_thread(judged_twice, facts, rules)) is not None:
            found.append(difference)
    return Replay(judged=tuple(found), pull_requests=tried, left_out=_left_out(left, "pull request"))


async def replay_first(github: GitHub, past: PastPulls, rules: Rules, now: datetime) -> FirstReplay:
    """Judge each pull request once, by what a repository would begin with; else as `replay_pulls`."""
    found, left = list[JudgedOnce](), Counter[str]()
    async for facts in _read(github, past, now, left):
        found.append(await asyncio.to_thread(judged_once, facts, rules))
    return FirstReplay(tuple(found), _left_out(left, "pull request"))


async def _read(github: GitHub, past: PastPulls, now: datetime, left: Counter[str]) -> AsyncIterator[PullRequestFacts]:
    """Yield each pull request, kept or read; `left` counts those that are left out, by the reason."""
    waiting = ""
    for pull in past.pulls:
        facts = past.kept.get(pull.number)
        if past.kept and (facts is None or facts.head_sha != pull.head_sha):
            left["not kept, or not as it is now"] += 1
            continue
        if facts is None:
            waiting = waiting or _patience(github)
            if waiting or max(pull.files, pull.commits) > MOST_LISTED:
                left[waiting or f"more than {MOST_LISTED} files or commits"] += 1
                continue
            try:
                facts = (await fetch_pull_request(github, replace(past.subject, number=pull.number), now)).facts
            except FactsUnavailable as unavailable:
                waiting = _asked_to_wait(unavailable.advice)
                left[waiting or "GitHub did not show it"] += 1
                continue
        yield facts


def judged_twice(facts: PullRequestFacts, rules: TwoRules) -> JudgedTwice | None:
    """Return both verdicts where people would see another one, None where they would not.

    Judged as an open pull request that nobody commanded anything on, and without a split plan.
    """
    facts = _anew(facts)
    before, after = judge_pull_request(facts, rules.present), judge_pull_request(facts, rules.proposed)
    if _seen(before) == _seen(after):
        return None
    return JudgedTwice(facts.number, facts.title, before, after)


def judged_once(facts: PullRequestFacts, rules: Rules) -> JudgedOnce:
    """Return the verdict of these rules, judged as `judged_twice` does, and as ready for review."""
    facts = replace(_anew(facts), draft=False)
    verdict = judge_pull_request(facts, rules)
    return JudgedOnce(facts.number, facts.title, verdict, must_act(verdict, facts))


def _anew(facts: PullRequestFacts) -> PullRequestFacts:
    return replace(facts, state="open", wishes=(), ticks=())


def replay_issues(
    issues: Iterable[IssueFacts],
    maps: tuple[OwnershipMap | None, OwnershipMap | None],
    kinds: KindRules,
    learned: Learned | None = None,
) -> Replay:
    """Route each issue twice, by the map in force and by the proposed one, as if it had just been opened."""
    own = {one.label(area).casefold() for one in maps if one is not None for area in one.areas}
    found, tried = [], 0
    for facts in issues:
        new = replace(facts, labels=tuple(label for label in facts.labels if label.casefold() not in own))
        before, after = (_routed(new, one, kinds, learned) for one in maps)
        tried += 1
        if _given(before) != _given(after):
            found.append(RoutedTwice(facts.number, facts.title, before, after))
    return Replay(routed=tuple(found), issues=tried)


def _routed(
    facts: IssueFacts, ownership: OwnershipMap | None, kinds: KindRules, learned: Learned | None
) -> Routing | None:
    if ownership is None or not is_feedback(facts, ownership):
        return None
    return route_issue(facts, ownership, kinds, learned)


def _seen(verdict: Verdict) -> object:
    """Return what people see of a verdict: its conclusion, its title, and what each rule says how loudly."""
    findings = sorted((finding.rule, finding.level, finding.mode) for finding in verdict.findings)
    return conclude(verdict), title(verdict), findings


def _given(routing: Routing | None) -> object:
    return routing and (routing.area, routing.owner, routing.routed, routing.mode)


def _asked_to_wait(advice: Advice) -> str:
    if isinstance(advice, Wait):
        return "our share of GitHub's limits is used up for now"
    return "GitHub asked to wait" if isinstance(advice, Retry) and advice.at is not None else ""


def _patience(github: GitHub) -> str:
    left = github.quota_left
    return "too little of the hour's requests is left" if left is not None and left < LEFT_FOR_OTHERS else ""


def _left_out(left: Counter[str], noun: str) -> tuple[str, ...]:
    return tuple(f"{counted(number, noun)}: {why}" for why, number in left.items())
