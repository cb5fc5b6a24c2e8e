"""The split plan as judgement tells it: parts named where there are some, independence only where the plan says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.split import SplitFile, SplitPart, SplitPlan
from bot.journeys.planning import judged
from bot.judgement.verdict import judge_pull_request
from bot.policy.repository import RepositoryRules
from bot.shipped import load_split_weights
from tests.judgement.case_files import read_cases
from tests.judgement.rules_in_force import commenting_rules, with_repository

if TYPE_CHECKING:
    from bot.facts.verdict import Finding

CART = SplitPart(1, "Add `Cart` in `shop/`", (SplitFile("shop/cart.py", ((1, 300),)),), 300, 0, 45.2)
TILL = replace(CART, number=2, title="Add `Till` in `shop/`", files=(SplitFile("shop/till.py", removed=((4, 9),)),))
PLAN = SplitPlan(
    "x", "too_large", 0.2, tangled=False, too_large=True, minutes=90, budget_minutes=60, parts=(CART, TILL)
)
LARGE = read_cases("too_large").fires[0].facts()


def findings(plan: SplitPlan | None, **signals: str) -> dict[str, Finding]:
    """Return what is found on a large change with this plan, by rule."""
    rules = with_repository(RepositoryRules(mode="comment", signals=signals)) if signals else commenting_rules()  # type: ignore[arg-type]
    return {finding.rule: finding for finding in judge_pull_request(LARGE, rules, plan=plan).findings}


def test_what_is_too_large_is_told_its_parts() -> None:
    """Each with its title and its minutes, in their order."""
    said = "1. Add `Cart` in `shop/`, about 45 minutes; 2. Add `Till` in `shop/`, about 45 minutes."
    assert f"Split it into the 2 parts of the plan: {said}" == findings(PLAN)["too_large"].fix


def test_without_a_plan_the_largest_files_are_named() -> None:
    """Nothing is promised that was not proven."""
    assert "parts of the plan" not in findings(replace(PLAN, parts=()))["too_large"].fix


def test_a_stack_is_never_called_independent() -> None:
    """Only the plan's own word makes it so, however many parts there are."""
    assert ["too_large"] == list(findings(PLAN))


def test_independent_concerns_are_a_finding_of_their_own() -> None:
    """A notice with the first part of each, and where it is; of removed lines alone the file."""
    found = findings(replace(PLAN, says="independent_concerns"))["independent_concerns"]
    places = [(place.path, place.lines) for place in found.evidence]
    assert ("notice", 2, [("shop/cart.py", (1, 300)), ("shop/till.py", None)]) == (found.level, found.value, places)


def test_parts_that_build_on_each_other_are_one_concern() -> None:
    """Three parts, two of them a chain: two concerns."""
    third = replace(TILL, number=3, depends_on=(1,))
    found = findings(replace(PLAN, says="independent_concerns", parts=(CART, TILL, third)))
    assert 2 == found["independent_concerns"].value


def test_a_repository_may_make_it_a_reason_to_act() -> None:
    """By naming the rule with `block`, and by nothing less."""
    plan = replace(PLAN, says="independent_concerns")
    assert "act" == findings(plan, independent_concerns="block")["independent_concerns"].level
    assert "notice" == findings(plan, independent_concerns="comment")["independent_concerns"].level


def test_from_three_concerns_on_somebody_is_asked() -> None:
    """Two may be a change and what came with it; three in a long change are three reviews."""
    parts = (CART, TILL, replace(TILL, number=3))
    found = findings(replace(PLAN, says="independent_concerns", parts=parts))["independent_concerns"]
    assert ("act", 3) == (found.level, found.value)


def test_areas_are_not_told_again_where_their_concerns_are_named() -> None:
    """Unless the repository wants to hear of areas in another way than of concerns: a block is not lost."""
    facts, quiet = read_cases("independent_concerns").fires[0].facts(), commenting_rules()
    loud = with_repository(RepositoryRules(mode="comment", signals={"scattered_scope": "block"}))
    weights = load_split_weights()
    told = [{finding.rule for finding in judged(facts, rules, weights)[0].findings} for rules in (quiet, loud)]
    assert [False, True] == ["scattered_scope" in rules for rules in told]


def test_a_long_title_closes_what_it_opens() -> None:
    """Cut inside a code span, the rest of the sentence is not code."""
    part = replace(CART, title=f"Add `{'a' * 200}` in `shop/`")
    assert 0 == findings(replace(PLAN, parts=(part, TILL)))["too_large"].fix.count("`") % 2
