"""Where an issue belongs and what we would say on it, with nothing done: what `onesitting explain` shows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.effects.plan import plan_issue
from bot.effects.plan_states import plan_state, without_states
from bot.facts.outcome import Past
from bot.github.fetch_issue import fetch_issue
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.history import begin_history
from bot.journeys.map_in_force import map_in_force
from bot.journeys.news import find_news
from bot.journeys.telling import is_permitted
from bot.messages.feedback import say_duplicate, say_feedback
from bot.messages.wanted import WantedIssue
from bot.policy.kinds import read_kinds
from bot.triage.cascade import route_issue
from bot.triage.feedback import is_covered, is_feedback
from bot.triage.final_answer import final_answer
from bot.triage.handover import hand_over
from bot.triage.parties import find_party
from bot.triage.related import words_to_look_up
from bot.triage.thin import with_answers
from bot.triage.turns import read_turns

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Correction, Final, RelatedIssue
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.turn import Turn
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.policy.ownership import OwnershipMap

_OBSERVED = "somebody asked to let it be looked at without a word"
_GIVES = {"area", "not-mine", "duplicate"}


@dataclass(frozen=True, slots=True)
class ConsideredIssue:
    """A piece of feedback with its routing and what is to be written; without a routing, `why` it is left alone.

    `past` is what was remembered of it before, `news` the corrections that were not, `final` the answer that holds.
    `turns` are those `since` somebody owes an answer on it, `reminds` whether the map wants a digest of them.
    """

    routing: Routing | None = None
    effects: tuple[Effect, ...] = ()
    why: str = ""
    facts: IssueFacts | None = None
    past: Past = field(default_factory=Past)
    news: tuple[Correction, ...] = ()
    final: Final | None = None
    since: datetime | None = None
    turns: tuple[Turn, ...] = ()
    reminds: bool = False


async def consider_issue(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> ConsideredIssue:
    """Read the map, gather facts, route, plan the difference. Raises FactsUnavailable.

    The map is the consent: without one, or while there never was one that could be read, nothing is written.
    """
    for needed in ("issues:write", "contents:read"):
        if not await is_permitted(github, desk.journal, subject, (needed,), now):
            return ConsideredIssue(why=f"the app's permission `{needed}` is missing: no feedback is routed")
    ownership = await map_in_force(desk, subject, await fetch_ownership(github, subject), now)
    if ownership is None:
        return ConsideredIssue(why="no ownership map is in force, in the repository or in the organisation's .github")
    await begin_history(desk, subject, ownership, now)
    past = await desk.ledger.past(subject) if desk.ledger is not None else Past()
    facts = await fetch_issue(github, subject, now, known=past.prediction is not None)
    facts = await _remembered(desk, subject, facts)
    if not is_feedback(facts, ownership) and not _is_asked_for(facts, ownership):
        return ConsideredIssue(why="it is not feedback by the map's section `feedback`")
    news = await find_news(github, subject, facts, past, ownership)
    final = final_answer(facts, past.prediction, (*past.corrections, *news), ownership)
    corrections = (*past.corrections, *news)
    learned = await desk.teacher.learned(subject.repository) if desk.teacher is not None else None
    # Long texts take milliseconds: the event loop has deliveries to acknowledge.
    told_at = _told_at(past, now)
    told = replace(with_answers(facts, past.asked_at), created_at=told_at) if past.asked_at is not None else facts
    first = await asyncio.to_thread(route_issue, told, ownership, read_kinds(desk.shipped), learned)
    moved = hand_over(first, corrections, past.prediction, facts, ownership)
    routing = moved.routing if moved else first
    page = desk.addresses.signed(desk.addresses.explain(subject), now) if desk.addresses else ""
    wanted = say_feedback(routing, facts, await _related(desk, subject, routing, told), page)
    wanted = replace(wanted, moved_at=moved.at if moved else _answered_at(routing, past))
    party = find_party(routing, moved.at if moved else told_at, past.prediction, facts, ownership)
    turns = read_turns(facts, party, ownership) if party else ()
    wanted = _duplicate(routing, corrections, facts) or wanted
    shown, prefix = turns[-1] if turns and routing.kind != "security_report" else None, ownership.defaults.state_prefix
    effects = (*plan_issue(without_states(facts, prefix), wanted), *plan_state(facts, prefix, shown))
    since, reminds = party.since if party else None, ownership.feedback.digest != "off"
    considered = ConsideredIssue(routing, effects, "", facts, past, news, final, since, turns, reminds)
    if any(wish.command == "observe" for wish in facts.wishes):
        return replace(considered, effects=(), why=_OBSERVED, turns=(), reminds=False)
    return considered


def _is_asked_for(facts: IssueFacts, ownership: OwnershipMap) -> bool:
    """Return whether a person gave the issue to somebody by command: then it is theirs, feedback or not."""
    return is_covered(facts, ownership) and any(wish.command in _GIVES for wish in facts.wishes)


async def _remembered(desk: Desk, subject: Subject, facts: IssueFacts) -> IssueFacts:
    """Return the facts with what GitHub does not tell: what was asked for, and who is away."""
    wishes = await desk.commands.wishes(subject) if desk.commands is not None else ()
    absences = await desk.timekeeper.absences(subject.installation) if desk.timekeeper is not None else ()
    return replace(facts, wishes=wishes, absences=absences)


def _told_at(past: Past, now: datetime) -> datetime | None:
    """Return when it could be told where an issue belongs whose reporter was asked for more: the term begins then."""
    if past.asked_at is None or past.prediction is None:
        return None
    return now if past.prediction.acted == "asked" else past.prediction.at


async def _related(desk: Desk, subject: Subject, routing: Routing, facts: IssueFacts) -> tuple[RelatedIssue, ...]:
    """Return what the owner may want to read beside it; nothing stands beside a security report."""
    if desk.ledger is None or routing.step == "left_alone" or routing.kind == "security_report":
        return ()
    return await desk.ledger.related(subject, words_to_look_up(facts.title, facts.body))


def _answered_at(routing: Routing, past: Past) -> datetime | None:
    """Return when the reporter was asked, where the answer tells by now where the issue belongs; else None.

    A routing that the answer led to is finished where it broke off; one that changed later is people's.
    """
    if past.asked_at is None or routing.asks or past.prediction is None:
        return None
    same = past.prediction.acted == "asked" or (past.prediction.area, past.prediction.step) == (
        routing.area,
        routing.step,
    )
    return past.asked_at if same else None


def _duplicate(routing: Routing, corrections: tuple[Correction, ...], facts: IssueFacts) -> WantedIssue | None:
    """Return what a duplicate should show, None where it is none; who opened it again has the last word."""
    original = next((each for each in reversed(corrections) if each.how == "duplicate"), None)
    if original is None or any(act.kind == "reopened" and act.at > original.at for act in facts.acts):
        return None
    return say_duplicate(original.target, original.at) if routing.mode != "observe" else WantedIssue()
