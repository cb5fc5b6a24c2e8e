"""The cascade: who is left alone, what words may decide, and who gets the rest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.facts.people import Account
from bot.triage.cascade import route_issue
from tests.triage.maps import KINDS, MONDAY, SHOP, issue, read_map


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"state": "closed"}, "the issue is closed"),
        ({"locked": True}, "the issue is locked"),
        ({"author": Account("renovate[bot]")}, "a bot filed it"),
        ({"author": Account("hook", 7, "Bot")}, "a bot filed it"),
        ({"author": Account("MARA", 7)}, 'the owner of "Checkout" filed it'),
        ({"installed_at": MONDAY + timedelta(minutes=1)}, "it is older than the installation"),
        ({"labels": ("Area: search",)}, 'a person set the label "Area: search"'),
        ({"assignees": ("tom",)}, '"tom" is already assigned'),
    ],
)
def test_what_is_not_ours_is_left_alone(facts: dict[str, object], why: str) -> None:
    """Nobody is assigned, and the reason is said."""
    routing = route_issue(issue("Coupon refused in the cart", "area: checkout", **facts), SHOP, KINDS)
    assert ("left_alone", False, None, why) == (routing.step, routing.routed, routing.owner, routing.why)


def test_our_own_label_and_assignee_change_nothing() -> None:
    """The second look at an issue says what the first one said."""
    first = route_issue(issue("Coupon refused in the cart"), SHOP, KINDS)
    labelled = issue("Coupon refused in the cart", labels=("area: checkout",), labels_by_us=("area: checkout",))
    again = replace(labelled, assignees=("mara",), assignees_by_us=("mara",))
    assert first == route_issue(again, SHOP, KINDS)


def test_words_only_suggest_where_nothing_was_judged() -> None:
    """Unless the map writes from which confidence on they assign: the rota gets the issue with the area named first."""
    fresh = replace(SHOP, defaults=replace(SHOP.defaults, auto_route=None))
    routing = route_issue(issue("Voucher refused", "The cart takes no voucher."), fresh, KINDS)
    assert ("fallback", None, "checkout") == (routing.step, routing.area, routing.candidates[0].area)
    suggests = replace(fresh, feedback=replace(SHOP.feedback, mode="suggest"))
    assert route_issue(issue("Voucher refused", "The cart takes no voucher."), suggests, KINDS).area == "checkout"


def test_words_that_are_clearly_ahead_route() -> None:
    """Keywords in the title and the text assign the owner, with label, backup, term and reason."""
    routing = route_issue(issue("Voucher refused", "The cart takes no voucher."), SHOP, KINDS)
    assert (True, "keywords", "checkout", "mara", "area: checkout", "tom") == (
        routing.routed,
        routing.step,
        routing.area,
        routing.owner,
        routing.label,
        routing.backup,
    )
    assert routing.why == 'its words fit best: "voucher" in the title; "cart" in the text'
    assert routing.due_at == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def test_words_for_two_owners_alike_go_to_the_rota() -> None:
    """A tie assigns nobody but the rota; both areas are candidates."""
    routing = route_issue(issue("Sort in the cart"), SHOP, KINDS)
    assert (False, "fallback", ["checkout", "search"]) == (
        routing.routed,
        routing.step,
        sorted(candidate.area for candidate in routing.candidates[:2]),
    )
    assert routing.label == "needs-area"


def test_areas_of_one_owner_are_summed() -> None:
    """One word each for two areas of jonas outweighs a stronger single area of somebody else."""
    routing = route_issue(issue("filter, autocomplete, typo and query near checkout"), SHOP, KINDS)
    assert "jonas" == routing.candidates[0].owner
    assert sum(candidate.score for candidate in routing.candidates) <= 1


def test_a_catch_all_takes_nothing_on_words() -> None:
    """The area with `auto: false` is named, not assigned."""
    routing = route_issue(issue("website website", "website"), SHOP, KINDS)
    assert (False, "fallback", "other") == (routing.routed, routing.step, routing.candidates[0].area)


def test_a_not_keyword_rules_an_area_out() -> None:
    """With a veto the area is no candidate, however many of its words stand there."""
    routing = route_issue(issue("Voucher and cart", "My API token is refused at checkout."), SHOP, KINDS)
    assert ("fallback", (), '"api token" rules out Checkout') == (routing.step, routing.candidates, routing.why)


def test_the_rota_takes_weeks_in_turn() -> None:
    """This week's person is not next week's; the author of the issue is passed over."""
    weeks = [issue("?", created_at=MONDAY + timedelta(weeks=week)) for week in range(4)]
    owners = [route_issue(facts, SHOP, KINDS).owner for facts in weeks]
    assert owners == [*owners[:2], *owners[:2]]
    assert {"ines", "tom"} == set(owners)
    assert {"tom"} == {route_issue(replace(facts, author=Account("Ines")), SHOP, KINDS).owner for facts in weeks}


def test_a_map_without_a_rota_says_so() -> None:
    """Nobody is invented: no owner, no term, and the reason names the hole."""
    ownership = read_map("areas: {a: {owner: x, keywords: [zebra]}}")
    routing = route_issue(issue("Hello"), ownership, KINDS)
    assert (None, None, "no word of the map stands in it, and the map names no rota") == (
        routing.owner,
        routing.due_at,
        routing.why,
    )


def test_a_security_report_is_seen_and_not_labelled() -> None:
    """The owner gets it; no label points others to it."""
    routing = route_issue(issue("Vulnerability in checkout", "area: checkout"), SHOP, KINDS)
    assert ("security_report", "mara", None) == (routing.kind, routing.owner, routing.label)


def test_the_mode_off_routes_nothing() -> None:
    """A map may describe owners and still want no routing."""
    ownership = read_map("feedback: {mode: off}\nareas: {a: {owner: x}}")
    assert "the map's feedback mode is off" == route_issue(issue("area: a"), ownership, KINDS).why


def test_a_complete_ranking_has_every_area_once() -> None:
    """For measuring, areas that nothing speaks for follow those that something does."""
    ranked = route_issue(issue("Voucher refused"), SHOP, KINDS).ranked
    assert ("checkout", 4, 4) == (ranked[0], len(ranked), len(set(ranked)))


def test_the_order_of_the_map_does_not_matter() -> None:
    """Two maps with the same areas in another order route alike."""
    lines = ["  a: {owner: x, keywords: [zebra, lion]}", "  b: {owner: y, keywords: [lion, tiger]}"]
    maps = [read_map("areas:\n" + "\n".join(order)) for order in (lines, lines[::-1])]
    first, second = (route_issue(issue("lion and zebra and tiger"), each, KINDS) for each in maps)
    assert replace(first, map_revision="") == replace(second, map_revision="")
