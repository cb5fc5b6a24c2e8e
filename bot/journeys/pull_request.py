"""The journey of a pull request: gather facts, judge, say, plan the difference, perform it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.plan import plan_pull_request
from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.github.fetch_pull_request import fetch_pull_request
from bot.journeys.carry_out import carry_out
from bot.journeys.telling import is_permitted
from bot.judgement.verdict import judge_pull_request
from bot.messages.pull_request import say_pull_request
from bot.messages.rule_problems import with_rule_problems
from bot.policy.compose import compose
from bot.policy.repository import SOURCE
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.verdict import Mode, Verdict
    from bot.github.blobs import RuleText
    from bot.github.client import GitHub
    from bot.journeys.ports import Journal
    from bot.policy.compose import Shipped
    from bot.policy.rules import Rules

UNREADABLE = Problem(SOURCE, 1, 1, "", "the app may not read it", "accept its permission `contents: read`")
LARGE_CHANGE = 1_000
"""Changed lines above which judging happens in a thread: the door must answer meanwhile."""


async def pull_request(
    github: GitHub, journal: Journal, shipped: Shipped, subject: Subject, *, mode: Mode, now: datetime
) -> None:
    """Make the pull request show what is true of it now. Raises FactsUnavailable or EffectRefused."""
    if not await is_permitted(github, journal, subject, ("pull_requests:read",), now):
        return
    fetched = await fetch_pull_request(github, subject, now)
    rules, problems = rules_in_force(shipped, fetched.rules, mode)
    if not await is_permitted(github, journal, subject, ("contents:read",), now):
        problems = (UNREADABLE,)
    verdict = await judge(fetched.facts, rules)
    await journal.verdict(subject, verdict, now)
    wanted = with_rule_problems(say_pull_request(verdict, fetched.facts), problems)
    await carry_out(github, journal, subject, plan_pull_request(fetched.facts, wanted), now)


def rules_in_force(shipped: Shipped, text: RuleText | None, mode: Mode) -> tuple[Rules, tuple[Problem, ...]]:
    """Return the shipped rules with the repository's on top; a file with errors changes nothing and is named.

    `mode` holds where the repository sets none.
    """
    problems: tuple[Problem, ...] = ()
    try:
        document = read_yaml(text.text, text.source, text.revision) if text is not None else None
        rules = compose(shipped, document)
    except RuleError as error:
        problems = error.problems
        rules = compose(shipped, None)
    return replace(rules, repository=replace(rules.repository, mode=rules.repository.mode or mode)), problems


async def judge(facts: PullRequestFacts, rules: Rules) -> Verdict:
    """Judge here, or in a thread where the change is large."""
    changed = sum(file.additions + file.deletions for file in facts.files)
    if changed > LARGE_CHANGE:
        return await asyncio.to_thread(judge_pull_request, facts, rules)
    return judge_pull_request(facts, rules)
