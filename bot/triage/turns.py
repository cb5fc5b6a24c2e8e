"""The turns of a conversation: a user waits, the owner answers, the user writes again. Read off GitHub's state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.turn import Turn
from bot.policy.commands import PREFIX
from bot.policy.logins import same_login
from bot.triage.due import due_at, worked
from bot.triage.working_hours import clock_of, covers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.people import Account
    from bot.facts.turn import TurnEnd
    from bot.policy.ownership import OwnershipMap
    from bot.policy.working_time import Term
    from bot.triage.working_hours import Clock

REPORTER_LABEL = "reporter"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Party:
    """Who owes an answer since when, and who is asked after that; `area` None: whoever has the rota's week."""

    area: str | None
    owner: str
    since: datetime
    term: Term
    backup: str | None = None
    escalation: str | None = None


@dataclass(frozen=True, slots=True)
class _Happening:
    """Something that a person did.

    `end` is how it ends a turn (None: it does not), `begins` whether it begins one, `opens` whether the issue is open
    then (None: as before).
    """

    at: datetime
    by: Account
    end: TurnEnd | None = None
    begins: bool = False
    opens: bool | None = None


def read_turns(facts: IssueFacts, party: Party, ownership: OwnershipMap) -> tuple[Turn, ...]:
    """Return the turns since the party has the issue, oldest first; the last one may be open.

    The first begins with the party, another one with the reporter's next comment after an answer, or when the issue is
    opened again. What the reporter adds while they wait moves no term: nobody gains time by being reminded.
    """
    clock = clock_of(party.owner, ownership, facts.absences)
    turns = [_begun(party, party.since, clock, facts, ownership)]
    is_open = True
    for each in sorted(_happenings(facts, party, clock, ownership), key=lambda happening: happening.at):
        is_open = is_open if each.opens is None else each.opens
        if turns[-1].ended_at is None and each.end is not None:
            turns[-1] = _ended(turns[-1], each.end, each.by.login, each.at, clock)
        elif turns[-1].ended_at is not None and each.begins and is_open:
            turns.append(_begun(party, each.at, clock, facts, ownership))
    return _as_it_stands(turns, facts, clock)


def _as_it_stands(turns: list[Turn], facts: IssueFacts, clock: Clock) -> tuple[Turn, ...]:
    """Return the turns as GitHub's state has them: on a closed issue nobody waits, whoever closed it."""
    last = turns[-1]
    if facts.state != "open" and last.ended_at is None:
        if len(turns) > 1:
            return tuple(turns[:-1])
        return (_ended(last, "closed_by_other", "", facts.now or last.began_at, clock),)
    return tuple(turns)


def _happenings(facts: IssueFacts, party: Party, clock: Clock, ownership: OwnershipMap) -> Iterator[_Happening]:
    until = max([party.since, *(reply.at for reply in facts.replies), *(act.at for act in facts.acts)])
    first = {party.owner.casefold(), *(login.casefold() for login in covers(clock, party.since, until))}
    behind = {login.casefold() for login in (party.backup, party.escalation) if login}
    needs_info = (ownership.defaults.state_prefix + REPORTER_LABEL).casefold()

    def end(by: Account, how: TurnEnd) -> TurnEnd | None:
        if by.login.casefold() in first:
            return how
        return "helped" if by.login.casefold() in behind else None

    for reply in facts.replies:
        if reply.at >= party.since and not _only_commands(reply.body):
            is_reporter = _is(reply.by, facts.author)
            yield _Happening(reply.at, reply.by, None if is_reporter else end(reply.by, "comment"), is_reporter)
    for act in facts.acts:
        if act.at < party.since:
            continue
        if act.kind == "closed":
            how = end(act.by, "closed") or ("withdrawn" if _is(act.by, facts.author) else "closed_by_other")
            yield _Happening(act.at, act.by, how, opens=False)
        elif act.kind == "reopened":
            yield _Happening(act.at, act.by, begins=True, opens=True)
        elif act.kind == "labeled" and ownership.defaults.state_prefix and act.name.casefold() == needs_info:
            yield _Happening(act.at, act.by, end(act.by, "needs_info"))


def _begun(party: Party, at: datetime, clock: Clock, facts: IssueFacts, ownership: OwnershipMap) -> Turn:
    due = due_at(at, party.term, clock)
    then = clock_of(party.backup, ownership, facts.absences) if party.backup else clock
    late = due_at(due, party.term, then) if due is not None else None
    return Turn(party.area, party.owner, at, due, late, party.backup, party.escalation)


def _ended(turn: Turn, how: TurnEnd, by: str, at: datetime, clock: Clock) -> Turn:
    minutes = worked(turn.began_at, at, clock) // _MINUTE
    return replace(turn, ended_at=at, ended_by=by, how=how, minutes=minutes)


def _only_commands(body: str) -> bool:
    """Return whether a comment asks the bot for something and says nothing to anybody else."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return all(line.lower().startswith(PREFIX) for line in lines)


def _is(one: Account, other: Account) -> bool:
    return one.id == other.id if one.id and other.id else same_login(one.login, other.login)
