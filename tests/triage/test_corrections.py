"""People's acts against a routing, read off the issue."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.facts.outcome import Correction, Past
from bot.triage.corrections import find_corrections
from tests.triage.maps import issue
from tests.triage.outcomes import PREDICTED, ROUTED, TOWN, act, after, wish

TAKEN: dict[str, Any] = {"labels_taken_away": ("area: checkout",), "assignees_taken_away": ("bo",)}


def test_not_mine_names_the_area_it_goes_to() -> None:
    """By id, title or alias, as people write it."""
    facts = issue(wishes=(wish("not-mine", "search"),))
    assert (Correction("not_mine", "bo", after(1), "search", "cy", firm=True),) == find_corrections(facts, ROUTED, TOWN)


def test_not_mine_alone_names_none() -> None:
    """It is known where the issue does not belong, and no more."""
    facts = issue(wishes=(wish("not-mine"),))
    assert (Correction("not_mine", "bo", after(1), firm=True),) == find_corrections(facts, ROUTED, TOWN)


def test_an_area_may_be_called_by_its_title() -> None:
    """Case does not matter."""
    facts = issue(wishes=(wish("area", "PAYING", by="rep", firm=False),))
    assert (Correction("area", "rep", after(1), "checkout", "bo"),) == find_corrections(facts, ROUTED, TOWN)


def test_a_new_area_label_is_a_relabel() -> None:
    """And the label of ours that went for it is told, too."""
    acts = (act("unlabeled", "area: checkout"), act("labeled", "Area: Search", minutes=2))
    facts = issue(labels=("Area: Search",), acts=acts, **TAKEN)
    found = find_corrections(facts, ROUTED, TOWN)
    assert [("unlabelled", None), ("relabel", "search")] == [(each.how, each.area) for each in found]


def test_an_assignee_who_owns_one_area_names_it() -> None:
    """Whoever owns two leaves open which is meant."""
    acts = (act("assigned", "cy"), act("assigned", "dee", minutes=2), act("unassigned", "bo", minutes=3))
    found = find_corrections(issue(assignees=("cy", "dee"), acts=acts, **TAKEN), ROUTED, TOWN)
    assert [("assignee", "search", "cy"), ("assignee", None, "dee")] == [(e.how, e.area, e.owner) for e in found]


def test_an_owner_who_was_taken_off_is_a_correction() -> None:
    """Nobody took their place."""
    found = find_corrections(issue(acts=(act("unassigned", "bo"),), **TAKEN), ROUTED, TOWN)
    assert (Correction("unassigned", "ann", after(1), target="bo"),) == found


def test_what_was_undone_again_does_not_count() -> None:
    """Neither does what happened before we did anything."""
    acts = (act("labeled", "area: search"), act("unlabeled", "area: search", minutes=2))
    early = act("labeled", "area: maps", minutes=-2)
    assert find_corrections(issue(labels=("area: maps",), acts=(early, *acts)), ROUTED, TOWN) == ()


def test_acts_on_an_issue_that_was_left_alone_are_no_corrections() -> None:
    """There was nothing to correct."""
    facts = issue(labels=("area: search",), acts=(act("labeled", "area: search"),))
    silent = Past(replace(PREDICTED, acted="nothing"))
    assert ((), ()) == (find_corrections(facts, Past(), TOWN), find_corrections(facts, silent, TOWN))


def test_what_is_remembered_is_not_news() -> None:
    """Each act is one correction, however often the issue is looked at."""
    facts = issue(wishes=(wish("not-mine", "search"), wish("duplicate", "12", minutes=2)))
    found = find_corrections(facts, ROUTED, TOWN)
    assert (2, ()) == (len(found), find_corrections(facts, replace(ROUTED, corrections=found), TOWN))
