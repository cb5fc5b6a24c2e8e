"""Where people's corrections leave an issue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.outcome import Correction
from bot.facts.routing import Routing
from bot.triage.handover import hand_over
from tests.triage.maps import issue
from tests.triage.outcomes import PREDICTED, TOWN, after

if TYPE_CHECKING:
    from bot.facts.outcome import CorrectionHow, Prediction

START = Routing("1", routed=True, step="keywords", area="checkout", owner="bo", why="")


def said(how: CorrectionHow, by: str, area: str | None = None, *, firm: bool = True) -> Correction:
    """Return what somebody did with the issue."""
    owner = TOWN.area(area).owner if area and TOWN.area(area) else None  # type: ignore[union-attr]
    return Correction(how, by, after(1), area, owner, firm, "bo" if how == "unassigned" else "")


def stands(
    *corrections: Correction, start: Routing = START, prediction: Prediction | None = PREDICTED
) -> tuple[str | None, str | None] | None:
    """Return the area and the owner where the corrections leave the issue."""
    moved = hand_over(start, corrections, prediction, issue(), TOWN)
    return (moved.routing.area, moved.routing.owner) if moved else None


def moved(*corrections: Correction, start: Routing = START) -> Routing:
    """Return the routing that the corrections make."""
    handed = hand_over(start, corrections, PREDICTED, issue(), TOWN)
    assert handed is not None
    return handed.routing


def test_nobody_moved_it() -> None:
    """Then the cascade's word stands; a label taken off, or another person's unassigning, moves it nowhere."""
    assert stands() is None
    assert stands(said("unlabelled", "ann"), said("unassigned", "ann"), said("duplicate", "ann")) is None


def test_handing_over_reaches_the_other_owner() -> None:
    """Label, owner and a term of their own from that moment on."""
    routing = moved(said("not_mine", "bo", "search"))
    assert ("corrected", "search", "cy", "area: search") == (routing.step, routing.area, routing.owner, routing.label)
    assert routing.due_at is not None
    assert routing.due_at > after(1)


def test_handing_back_reaches_the_rota() -> None:
    """By command, or by taking oneself off."""
    assert (None, "eve") == stands(said("not_mine", "bo")) == stands(said("unassigned", "bo"))


def test_two_bounces_reach_the_rota() -> None:
    """Whatever area the second one names; it is among the candidates."""
    routing = moved(said("not_mine", "bo", "search"), said("not_mine", "cy", "maps"))
    assert (False, "eve", "needs-area") == (routing.routed, routing.owner, routing.label)
    assert ["search", "maps"] == [candidate.area for candidate in routing.candidates]


def test_after_two_bounces_only_a_triager_decides() -> None:
    """The reporter's wish moves nothing any more; the rota's word is no bounce."""
    bounced = said("not_mine", "bo", "search"), said("area", "cy", "maps")
    assert (None, "eve") == stands(*bounced, said("area", "rep", "maps", firm=False))
    assert ("maps", "dee") == stands(*bounced, said("area", "eve", "maps"))
    assert ("maps", "dee") == stands(*bounced, said("relabel", "ann", "maps"))


def test_a_label_and_an_assignee_move_it_where_the_map_routes() -> None:
    """Where it only suggests, people have done it themselves; a command is carried out all the same."""
    suggests = replace(START, mode="suggest")
    for how in ("relabel", "assignee"):
        assert ("search", "cy") == stands(said(how, "ann", "search"))
        assert stands(said(how, "ann", "search"), start=suggests) is None
    routing = moved(said("area", "ann", "search"), start=suggests)
    assert ("search", "route") == (routing.area, routing.mode)


def test_an_assignee_without_an_area_of_their_own_moves_no_label() -> None:
    """The area stays open."""
    assert stands(said("assignee", "ann")) is None


def test_an_issue_that_was_left_alone_can_be_given_by_command() -> None:
    """A person asked for it."""
    left = replace(START, step="left_alone", routed=False, area=None, owner=None)
    assert ("search", "cy") == stands(said("area", "ann", "search"), start=left, prediction=None)


def test_a_security_report_gets_no_label() -> None:
    """It would point others to it."""
    secret = replace(START, kind="security_report")
    routing = moved(said("area", "ann", "search"), start=secret)
    assert routing.label is None
