"""docs/routing.md says what the code does."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from bot.policy.ownership_file import AreaEntry, Defaults, FeedbackRules, OwnershipFile, Person
from bot.triage.cascade import CLEAR, route_issue
from bot.triage.lexical import CODE_WEIGHT, OPENING_WEIGHT, PART_WEIGHT, REST_WEIGHT, SATURATION, TITLE_WEIGHT
from bot.triage.lexicon import DESCRIPTION_WEIGHT, KEYWORD_WEIGHT, NAME_WEIGHT, PHRASE_WEIGHT
from bot.triage.ranking import DOUBT, LEAD_FACTOR, MOST, SHARE_FACTOR
from tests.triage.maps import KINDS, ROOT, issue, read_map

PAGE = (ROOT / "docs" / "routing.md").read_text("utf-8")
EXAMPLE = read_map((ROOT / "docs" / "ownership.example.yml").read_text("utf-8"))


@pytest.mark.parametrize("shape", [OwnershipFile, FeedbackRules, Defaults, Person, AreaEntry])
def test_every_field_of_the_map_is_in_the_table(shape: type) -> None:
    """A field that nobody can read about does not exist for people."""
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    sections = {"feedback", "defaults", "people", "areas", "place"}
    assert [] == [each.name for each in fields(shape) if each.name not in sections and each.name not in table]


def test_the_worked_example_is_true() -> None:
    """Area, confidence, share and due time are those of the page."""
    text = 'The cart says "accepted", and the credit card is charged the full price.'
    routing = route_issue(issue("Voucher refused", text), EXAMPLE, KINDS)
    assert ("checkout", 0.95, 0.589) == (routing.area, routing.confidence, routing.candidates[0].score)
    assert [0.6, 0.5, 0.3333] == [sign.weight for sign in routing.evidence]
    assert datetime(2026, 11, 17, 10, 0, tzinfo=UTC) == routing.due_at


def test_the_weights_are_those_of_the_page() -> None:
    """Who changes a weight changes the page."""
    assert (3, 1, 0.3, 0.3, 0.6, 2) == (
        TITLE_WEIGHT,
        OPENING_WEIGHT,
        REST_WEIGHT,
        CODE_WEIGHT,
        PART_WEIGHT,
        SATURATION,
    )
    assert (2, 1, 0.3, 1.5) == (NAME_WEIGHT, KEYWORD_WEIGHT, DESCRIPTION_WEIGHT, PHRASE_WEIGHT)
    assert (1, 0.95, 2, 1.2, 0.8) == (DOUBT, MOST, SHARE_FACTOR, LEAD_FACTOR, CLEAR)


def test_one_word_in_the_title_alone_assigns_nobody() -> None:
    """The page says so."""
    routing = route_issue(issue("Voucher?"), EXAMPLE, KINDS)
    assert (False, "its words say too little") == (routing.routed, routing.why)
