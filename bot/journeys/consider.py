"""What we think of a pull request and would say on it, with nothing done: what `onesitting explain` shows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.facts.errors import RuleError
from bot.github.fetch_pull_request import fetch_pull_request
from bot.github.fetch_texts import fetch_texts
from bot.github.open_by_author import fetch_open_by_author
from bot.github.permitted import allows
from bot.journeys.planning import divisible, is_worth_planning, plan_of
from bot.journeys.rules import read_map
from bot.journeys.settings_in_force import on_default, settings_in_force
from bot.judgement.verdict import judge, look
from bot.messages.pull_request import say_pull_request
from bot.messages.rule_problems import with_rule_problems
from bot.messages.together import say_together
from bot.policy.commands import read_command_rules
from bot.policy.ownership import OwnershipMap
from bot.reading.before import text_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.facts.configuration import Setting
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.split import SplitPlan
    from bot.facts.verdict import Verdict
    from bot.github.client import GitHub
    from bot.github.fetch_pull_request import FetchedPullRequest
    from bot.journeys.desk import Desk
    from bot.messages.wanted import WantedPullRequest
    from bot.policy.rules import Rules
    from bot.splitting.proof import Texts
    from bot.splitting.weights import SplitWeights

P = ParamSpec("P")
T = TypeVar("T")
MOST_TOGETHER = 4
"""Pull requests with one head commit that are told together; each of them costs three reads."""
LARGE_CHANGE = 1_000
"""Changed lines above which judging happens in a thread: the door must answer meanwhile."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A pull request, looked at. `same_head` are others with the same head commit, by number.

    `keeps`: the default branch asks for its changes to be kept for replays. `settings` are those that were in force,
    each with the file, line and commit that it was written in.
    """

    facts: PullRequestFacts
    verdict: Verdict
    wanted: WantedPullRequest
    same_head: tuple[int, ...] = ()
    settings: tuple[Setting, ...] = ()
    keeps: bool = False
    plan: SplitPlan | None = None


async def consider(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> Considered:
    """Gather facts, judge, find the words. Raises FactsUnavailable."""
    fetched = await fetch_pull_request(github, subject, now)
    in_force = await settings_in_force(github, desk, subject, fetched, now)
    facts = replace(
        fetched.facts,
        wishes=await desk.commands.wishes(subject) if desk.commands else (),
        ticks=await desk.ticks.ticks(subject) if desk.ticks else (),
        open_by_author=await _open_by_author(github, subject, fetched.facts, in_force.rules),
    )
    ownership = await _ownership(desk, subject, fetched)
    verdict, plan = await judged(github, facts, in_force.rules, desk.weights, ownership)
    own, settings = in_force.rules.repository, in_force.settings(desk.shipped, desk.mode)
    said = say_pull_request(
        verdict,
        facts,
        read_command_rules(desk.shipped),
        plan=plan,
        gh_stack=own.split.gh_stack,
        unconfigured=not in_force.is_configured,
        schemas_at=desk.addresses.public_url if desk.addresses else "",
        settings=settings,
        page=desk.addresses.explain(subject) if desk.addresses else "",
        first_rules=desk.addresses.first_rules(subject.repository) if desk.addresses else "",
    )
    wanted = with_rule_problems(said, in_force.broken)
    keeps = own.replay == "keep" and on_default(facts)
    return Considered(facts, verdict, wanted, fetched.same_head, settings, keeps, plan)


async def with_same_head(
    github: GitHub, desk: Desk, subject: Subject, considered: Considered, now: datetime
) -> WantedPullRequest:
    """Return what is wanted, with a check run that speaks for every pull request with this head commit."""
    every = sorted({subject.number, *considered.same_head})
    checks = {}
    for number in every[:MOST_TOGETHER]:  # the same ones, whichever of them is looked at
        is_this = number == subject.number
        one = considered if is_this else await consider(github, desk, replace(subject, number=number), now)
        checks[number] = one.wanted.check
    together = say_together(checks, left_out=len(every) - len(checks))
    return replace(considered.wanted, check=together)


async def _open_by_author(
    github: GitHub, subject: Subject, facts: PullRequestFacts, rules: Rules
) -> tuple[int, ...] | None:
    """Return what else the account has open here, where a maintainer limits that; one read more, and only then."""
    if rules.repository.agents.max_open_per_author is None:
        return None
    return await fetch_open_by_author(github, subject, facts)


async def _ownership(desk: Desk, subject: Subject, fetched: FetchedPullRequest) -> OwnershipMap:
    """Return the map in force, the last good one while the newest has errors: the journey of issues tells of those."""
    for texts in (fetched.ownership, await desk.journal.last_good(subject, "ownership")):
        try:
            return (await asyncio.to_thread(read_map, texts))[0]
        except RuleError:
            continue
    return OwnershipMap()


async def judged(
    github: GitHub, facts: PullRequestFacts, rules: Rules, weights: SplitWeights, ownership: OwnershipMap
) -> tuple[Verdict, SplitPlan | None]:
    """Look at the change, for parts where that is worth it, and judge; off the event loop where the change is large."""
    large = rules.repository.has_patterns
    large = large or sum(file.additions + file.deletions for file in facts.files) > LARGE_CHANGE
    case = await _off_loop(large, look, facts, rules)
    if not is_worth_planning(case):
        return await _off_loop(large, judge, case, rules, ownership), None
    plan = await asyncio.to_thread(plan_of, case, weights)
    if plan.parts and (texts := await _texts(github, case.facts)):
        plan = await asyncio.to_thread(plan_of, case, weights, texts)  # what the hunks alone could not tell
    return await _off_loop(large, judge, replace(case, plan=plan), rules, ownership), plan


async def _texts(github: GitHub, facts: PullRequestFacts) -> dict[str, Texts]:
    """Return texts at base and head of the files that parts may share, where we may read them."""
    files = {file.path: file for file in divisible(facts)}
    if not files or not allows(await github.permissions(), ("contents:read",)):
        return {}
    heads = await fetch_texts(github, facts, tuple(files))
    return {path: (text_before(files[path], text), text) for path, text in heads.items()}


async def _off_loop(long: bool, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:  # noqa: FBT001
    return await asyncio.to_thread(work, *args, **kwargs) if long else work(*args, **kwargs)
