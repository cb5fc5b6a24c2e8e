"""A file of settings that cannot be used: the check run says so first, with file, line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.fingerprint import fingerprinted
from bot.messages.footer import SHORT_SHA
from bot.messages.limit import limited
from bot.messages.markdown import code, prose

if TYPE_CHECKING:
    from bot.facts.configuration import BrokenSettings
    from bot.facts.problems import Problem
    from bot.messages.wanted import WantedPullRequest

MOST_NAMED = 20


def with_rule_problems(wanted: WantedPullRequest, broken: tuple[BrokenSettings, ...]) -> WantedPullRequest:
    """Return `wanted` with the problems in front of the check run's summary; without problems it stays as it is."""
    if not broken:
        return wanted
    says = limited("\n".join((*map(_file, broken), wanted.check.summary)))
    return replace(wanted, check=fingerprinted(replace(wanted.check, summary=says)))


def _file(broken: BrokenSettings) -> str:
    problems, good = broken.problems, broken.last_good
    below = "the organisation's rules hold" if broken.below == "organisation" else "the shipped rules hold"
    instead = f"the last good version ({code(good[:SHORT_SHA])}) holds" if good else below
    first = f"**The {broken.layer}'s rules are not in force:** {counted(len(problems), 'error')}; {instead}.\n\n"
    named = "".join(f"- {problem_item(problem)}\n" for problem in problems[:MOST_NAMED])
    rest = f"- and {counted(len(problems) - MOST_NAMED, 'more error')}\n" if len(problems) > MOST_NAMED else ""
    return f"{first}{named}{rest}"


def problem_item(problem: Problem) -> str:
    """Return a problem as the words of a list item, its place first."""
    where = code(f"{problem.source}:{problem.line}:{problem.column}")
    key = f" {code(problem.key)}:" if problem.key else ""
    fix = f" ({prose(problem.fix)})" if problem.fix else ""
    return f"{where}{key} {prose(problem.says)}{fix}"
