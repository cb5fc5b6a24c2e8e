"""The journeys of commits: a merge group gets its answer; the pull requests behind a commit are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import Target
from bot.effects.plan import plan_check
from bot.facts.repository import Repository, Subject
from bot.facts.said import Said
from bot.github.commits import fetch_check, fetch_pull_requests
from bot.journeys.buttons import press_buttons
from bot.journeys.carry_out import carry_out
from bot.journeys.telling import is_permitted
from bot.messages.merge_group import say_merge_group

if TYPE_CHECKING:
    from datetime import datetime

    from bot.github.client import GitHub
    from bot.journeys.desk import Desk


async def merge_group(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Answer the check run that the merge queue waits for. Raises FactsUnavailable or EffectRefused."""
    if not await is_permitted(github, desk.journal, subject, ("checks:write",), now):
        return
    owner, _, name = subject.full_name.partition("/")
    target = Target(Repository(subject.repository, owner, name, web=github.web), 0, subject.sha)
    said = Said(check=await fetch_check(github, subject))
    await carry_out(github, desk.journal, subject, plan_check(target, said, say_merge_group()), now)


async def commit(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Make the pull requests due whose head this commit is, and do what buttons ask for. Raises FactsUnavailable.

    GitHub's list may lack those of forks; those we judged at this commit are known to us.
    """
    if not await is_permitted(github, desk.journal, subject, ("pull_requests:read",), now):
        return
    listed = await fetch_pull_requests(github, subject)
    judged = await desk.journal.judged_at(subject, subject.sha)
    at, home, name = subject.installation, subject.repository, subject.full_name
    numbers = sorted({*listed, *judged})
    await desk.agenda.mark([Subject("pull_request", at, home, name, number) for number in numbers], now)
    await press_buttons(github, desk, subject, numbers, now)
