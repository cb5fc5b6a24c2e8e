"""The journey of a pull request: gather facts, judge, say, plan the difference, perform it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.plan import plan_pull_request
from bot.journeys.carry_out import carry_out
from bot.journeys.consider import consider, with_same_head
from bot.journeys.crowd import stranger, within_crowd
from bot.journeys.fuse import is_blown, still_allowed
from bot.journeys.rules_change import changes_rules
from bot.journeys.settings_in_force import on_default
from bot.journeys.shared_head import watch_head
from bot.journeys.signed_links import with_signed_links
from bot.journeys.telling import is_permitted
from bot.messages.fuse import with_fuse

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.consider import Considered
    from bot.journeys.desk import Desk


async def pull_request(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Make the pull request show what is true of it now. Raises FactsUnavailable or EffectRefused."""
    if not await is_permitted(github, desk.journal, subject, ("pull_requests:read",), now):
        return
    await is_permitted(github, desk.journal, subject, ("contents:read",), now)  # told; the check run says it, too
    considered = await consider(github, desk, subject, now)
    await watch_head(desk, subject, considered.facts.head_sha, considered.same_head, now)
    await desk.journal.verdict(subject, considered.verdict, now)
    await _keep(desk, subject, considered, now)
    if considered.facts.state != "open":
        # The check run on this commit is from now on about the others alone, and those that came later may move up.
        later = [number for number in considered.facts.open_by_author or () if number > subject.number]
        others = sorted({*considered.same_head, *later})
        await desk.agenda.mark([replace(subject, number=number) for number in others], now)
        return
    if changes_rules(considered.facts.files):
        said = considered.facts.said.check
        again = considered.facts.head_sha if said is not None and said.status != "completed" else ""
        await desk.agenda.mark([replace(subject, kind="rules_change", sha=again)], now)
    wanted = with_signed_links(await with_same_head(github, desk, subject, considered, now), desk.addresses, now)
    effects = plan_pull_request(considered.facts, wanted)
    if effects and await is_blown(desk, subject, now):
        rests = plan_pull_request(considered.facts, with_fuse(wanted, desk.most_writes))
        effects = await still_allowed(desk, subject, rests, now)
    by = stranger(considered.facts.author, considered.facts.author_association)
    effects = await within_crowd(desk, subject, by, effects, now)
    await carry_out(github, desk.journal, subject, effects, now, author=by)


async def _keep(desk: Desk, subject: Subject, considered: Considered, now: datetime) -> None:
    """Keep the change for replays where the default branch asks for it, and nothing of the repository where not."""
    if desk.changes is None or not on_default(considered.facts):
        return
    if considered.keeps:
        await desk.changes.keep(subject, considered.facts, now)
    else:
        await desk.changes.forget(subject.repository)
