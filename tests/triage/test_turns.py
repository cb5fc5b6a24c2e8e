"""Who waits for whom, read off an issue: to the minute of the owner's working time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.absence import Absence
from bot.facts.issue import Act, IssueFacts, Reply
from bot.facts.outcome import Prediction
from bot.facts.people import Account
from bot.facts.routing import Routing
from bot.triage.parties import find_party
from bot.triage.turns import read_turns
from tests.triage.maps import MONDAY, issue, read_map

if TYPE_CHECKING:
    from bot.facts.issue import ActKind
    from bot.facts.turn import Turn, TurnEnd

TOWN = read_map("""
defaults: {respond_within: 4 hours, route_within: 1 hour, state_prefix: "waiting for: "}
people: {bo: {cover: kim}, cy: {time_zone: America/New_York}}
areas:
  checkout: {owner: bo, backup: cy, escalation: eve}
  search: {owner: dee}
rota: [eve]
""")
ROUTING = Routing("1", routed=True, step="keywords", area="checkout", owner="bo", why="words")
ANA, BO = Account("ana", 1), Account("bo", 2)


def after(hours: float) -> datetime:
    """Return the moment that many hours after Monday, 16 November 2026, 10:00 UTC."""
    return MONDAY + timedelta(hours=hours)


def says(login: str, hours: float, body: str = "It is the bank.") -> Reply:
    """Return a comment."""
    return Reply(ANA if login == "ana" else Account(login, 9), body, after(hours))


def does(kind: ActKind, by: str, hours: float, name: str = "") -> Act:
    """Return what a person did."""
    return Act(kind, name, ANA if by == "ana" else Account(by, 9), after(hours))


def turns(*happened: Reply | Act, absences: tuple[Absence, ...] = (), state: str = "open") -> tuple[Turn, ...]:
    """Return the turns on an issue of Ana's on which that happened."""
    facts = issue(author=ANA, state=state, now=after(9), absences=absences)
    facts = replace(facts, replies=tuple(each for each in happened if isinstance(each, Reply)))
    facts = replace(facts, acts=tuple(each for each in happened if isinstance(each, Act)))
    party = find_party(ROUTING, None, None, facts, TOWN)
    assert party is not None
    return read_turns(facts, party, TOWN)


def test_the_owner_then_the_backup_then_the_escalation_are_asked() -> None:
    """Due after four hours of the owner's, and after four more of the backup's, who works in New York."""
    (turn,) = turns()
    assert (after(4), after(8)) == (turn.due_at, turn.late_at)
    asked = [turn.waits_for(after(hours)) for hours in (0, 3.99, 4, 7.99, 8)]
    assert asked == ["owner", "owner", "backup", "backup", "escalation"]
    assert [turn.next_at(after(hours)) for hours in (0, 4, 8)] == [after(4), after(8), None]


@pytest.mark.parametrize(
    ("happened", "how", "in_time"),
    [
        ([says("bo", 3)], "comment", True),
        ([says("BO", 5)], "comment", False),
        ([does("closed", "bo", 2)], "closed", True),
        ([does("labeled", "bo", 2, "Waiting for: reporter")], "needs_info", True),
        ([says("cy", 3)], "helped", None),
        ([says("eve", 5)], "helped", False),
        ([does("closed", "ana", 1)], "withdrawn", None),
        ([does("closed", "zed", 1)], "closed_by_other", None),
        ([says("zed", 1), says("bo", 2, "/onesitting recheck"), says("ana", 3)], None, False),
        ([does("labeled", "zed", 2, "waiting for: reporter")], None, False),
        ([says("bo", 2, "/onesitting recheck\n\nIt is the bank.")], "comment", True),
    ],
)
def test_what_ends_a_turn(happened: list[Reply | Act], how: TurnEnd | None, in_time: bool | None) -> None:  # noqa: FBT001
    """The owner's first comment, close or question; what others do ends it, or does not, and is not the owner's."""
    first = turns(*happened)[0]
    assert (how, in_time) == (first.how, first.in_time(after(9)))


def test_minutes_are_those_of_the_owners_working_time() -> None:
    """From Monday at 10:00 to Tuesday at 10:30: seven hours and an hour and a half."""
    assert turns(says("bo", 24.5))[0].minutes == 8 * 60 + 30


def test_the_clock_restarts_with_the_reporters_reply() -> None:
    """Not with a thank-you on a closed issue; opened again it does."""
    assert [after(0), after(3)] == [turn.began_at for turn in turns(says("bo", 2), says("ana", 3))]
    closed = (does("closed", "bo", 2), says("ana", 3))
    assert 1 == len(turns(*closed, state="closed"))
    again = turns(*closed, does("reopened", "ana", 4))
    assert [(after(0), "closed"), (after(4), None)] == [(turn.began_at, turn.how) for turn in again]


def test_a_closed_issue_waits_for_nobody() -> None:
    """Also where who closed it cannot be seen any more."""
    assert ["closed_by_other"] == [turn.how for turn in turns(state="closed")]
    assert ["comment"] == [turn.how for turn in turns(says("bo", 2), says("ana", 3), state="closed")]


def test_whoever_covers_answers_in_the_owners_place() -> None:
    """And the term runs on their clock."""
    monday = date(2026, 11, 16)
    gone = Absence("bo", monday, monday, "cy")
    first, *_ = turns(says("cy", 5), absences=(gone,))
    assert ("comment", after(8), 60) == (first.how, first.due_at, first.minutes)  # New York opens at 14:00 UTC


def test_who_owes_the_answer() -> None:
    """Whom it was routed to; whom people assigned; once it is left alone, whom it was routed to before."""
    facts = IssueFacts("1", "", "", created_at=MONDAY, now=after(1))
    left = replace(ROUTING, step="left_alone", area=None, owner=None)
    before = Prediction("keywords", "search", "dee", "assigned", 0.9, MONDAY)
    assigned = replace(facts, assignees=("kim",), acts=(does("assigned", "zed", 1, "kim"),))

    def owes(routing: Routing, past: Prediction | None, at: IssueFacts) -> tuple[str, datetime] | None:
        party = find_party(routing, None, past, at, TOWN)
        return (party.owner, party.since) if party else None

    assert ("bo", MONDAY) == owes(ROUTING, None, facts)
    assert ("dee", MONDAY) == owes(left, before, facts)
    assert ("kim", after(1)) == owes(ROUTING, None, assigned)
    assert None is owes(left, None, facts) is owes(replace(ROUTING, mode="suggest"), None, facts)
    assert None is owes(left, replace(before, acted="nothing"), facts)


def test_the_rota_has_a_term_of_its_own_and_nobody_behind_it() -> None:
    """An hour, and it stays the rota's turn."""
    facts = issue(now=after(5))
    party = find_party(replace(ROUTING, step="fallback", area=None, owner="eve"), None, None, facts, TOWN)
    assert party is not None
    (turn,) = read_turns(facts, party, TOWN)
    assert (after(1), "rota", None) == (turn.due_at, turn.waits_for(after(5)), turn.backup)
