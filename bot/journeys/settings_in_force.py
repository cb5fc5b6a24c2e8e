"""The settings in force for a pull request; what is good is kept for the day it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.configuration import BrokenSettings
from bot.facts.problems import Problem
from bot.facts.rule_text import SettingsTexts
from bot.github.permitted import allows
from bot.journeys.rules import rules_in_force
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.github.client import GitHub
    from bot.github.fetch_pull_request import FetchedPullRequest
    from bot.journeys.desk import Desk
    from bot.journeys.rules import RulesInForce

UNREADABLE = Problem(SOURCE, 1, 1, "", "the app may not read it", "accept its permission `contents: read`")


async def settings_in_force(
    github: GitHub, desk: Desk, subject: Subject, fetched: FetchedPullRequest, now: datetime
) -> RulesInForce:
    """Return shipped < organisation < repository, and keep what is good; the last good file of a place holds else."""
    texts, facts = fetched.settings, fetched.facts
    in_force = await settings_at(desk, subject, texts)
    if not allows(await github.permissions(), ("contents:read",)):
        return replace(in_force, broken=(BrokenSettings("repository", (UNREADABLE,)),))
    broken = {trouble.layer for trouble in in_force.broken}
    if on_default(facts) and "repository" not in broken:
        await desk.journal.keep_good(subject, "rules", _one(texts.repository), now)
    if texts.organisation_id and "organisation" not in broken:
        shared = replace(subject, repository=texts.organisation_id)
        await desk.journal.keep_good(shared, "rules", _one(texts.organisation), now)
    return in_force


def on_default(facts: PullRequestFacts) -> bool:
    """Return whether the pull request is for the default branch: what other branches say is for themselves alone."""
    return facts.repository is not None and facts.base_ref == facts.repository.default_branch


async def settings_at(desk: Desk, subject: Subject, texts: SettingsTexts) -> RulesInForce:
    """Return what these texts put in force; for one with errors, the last good one of its place."""
    in_force = rules_in_force(desk.shipped, texts, desk.mode)
    if not in_force.broken:
        return in_force
    shared = replace(subject, repository=texts.organisation_id)
    good = SettingsTexts(await _last_good(desk, subject), await _last_good(desk, shared))
    return rules_in_force(desk.shipped, texts, desk.mode, good)


async def _last_good(desk: Desk, place: Subject) -> RuleText | None:
    kept = await desk.journal.last_good(place, "rules") if place.repository else ()
    return kept[0] if kept else None


def _one(text: RuleText | None) -> tuple[RuleText, ...]:
    return (text,) if text is not None else ()
