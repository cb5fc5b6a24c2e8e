"""Explicit signals decide, every one of them, with no word weighed."""

from typing import cast

import pytest
import yaml

from bot.facts.routing import Routing
from bot.triage.cascade import route_issue
from bot.triage.explicit import find_explicit
from bot.triage.issue_text import read_issue_text
from tests.triage.maps import HERE, KINDS, SHOP, issue

Case = dict[str, str | list[str]]
CASES = cast("list[Case]", yaml.safe_load((HERE / "explicit.yml").read_text("utf-8")))


def _routed(case: Case) -> Routing:
    labels = tuple(case.get("labels", ()))
    return route_issue(issue(str(case.get("title", "")), str(case.get("body", "")), labels=labels), SHOP, KINDS)


@pytest.mark.parametrize("case", [case for case in CASES if "area" in case], ids=lambda case: case["why"])
def test_what_is_said_outright_decides(case: Case) -> None:
    """The step, the area and its owner are those that the case names, and it is routed."""
    routing = _routed(case)
    expected = SHOP.area(str(case["area"]))
    assert expected is not None
    assert (True, case["step"], expected.id, expected.owner) == (
        routing.routed,
        routing.step,
        routing.area,
        routing.owner,
    )


@pytest.mark.parametrize("case", [case for case in CASES if case["step"] == "fallback"], ids=lambda case: case["why"])
def test_two_that_disagree_go_to_the_rota(case: Case) -> None:
    """Nobody is assigned by guess; both areas are named."""
    routing = _routed(case)
    assert (False, "fallback", {"checkout", "search"}) == (
        routing.routed,
        routing.step,
        {candidate.area for candidate in routing.candidates},
    )
    assert "disagree" in routing.why


@pytest.mark.parametrize("case", [case for case in CASES if case["step"] == "none"], ids=lambda case: case["why"])
def test_what_only_looks_like_a_sign_is_none(case: Case) -> None:
    """Nothing explicit is found: the words have to speak."""
    body, labels = str(case.get("body", "")), tuple(case.get("labels", ()))
    assert () == find_explicit(issue("", body, labels=labels), read_issue_text("", body), SHOP)
