"""What a Monday report may say where everybody can read it: nothing out of a private repository but counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Skip
from bot.facts.report import IssueRef
from bot.github.fetch_reports import fetch_home

if TYPE_CHECKING:
    from bot.facts.report import WeekFacts
    from bot.github.client import GitHub


async def without_private(github: GitHub, facts: WeekFacts) -> WeekFacts:
    """Return the week without names, words and reasons out of private repositories. Raises FactsUnavailable.

    The operator's `public: true` allows people and numbers, not what users wrote where few can read it. Answers are
    counted all the same, their issues by number alone.
    """
    refs = [each.issue for each in facts.said] + [each.issue for each in facts.waits]
    refs += [ref for each in facts.shipped for ref in (each.issue, each.pull)]
    refs += [each.pull for each in facts.let_through]
    judged = {each.repository for each in facts.judged}
    named = (name for repository, name in facts.names if repository in judged)
    names = sorted({*named, *(ref.full_name for ref in refs)})
    public = {name for name in names if name and await _is_public(github, name)}
    return replace(
        facts,
        names=tuple((repository, name if name in public else "") for repository, name in facts.names),
        said=tuple(each for each in facts.said if each.issue.full_name in public),
        shipped=tuple(each for each in facts.shipped if {each.issue.full_name, each.pull.full_name} <= public),
        let_through=tuple(each for each in facts.let_through if each.pull.full_name in public),
        waits=tuple(
            each if each.issue.full_name in public else replace(each, issue=IssueRef("", each.issue.number))
            for each in facts.waits
        ),
    )


async def _is_public(github: GitHub, full_name: str) -> bool:
    """Return whether everybody can read a repository; one that is gone counts as private."""
    try:
        home, _ = await fetch_home(github, full_name)
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Skip):
            return False
        raise
    return not home.private
