"""The event of an edited comment of ours, read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.ticks import Tick, Ticking
from bot.journeys.ticking import ticked_boxes
from bot.messages.boxes import MOST_KEPT, box
from bot.messages.marker import REVIEW, opening

APP, ITEM, OTHER = 77, "1" * 16, "2" * 16
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
THEN = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
OPEN = opening(REVIEW, "abc") + f"{box(ITEM)} One?\n{box(OTHER)} Two?\n"
DONE = OPEN.replace("- [ ]", "- [x]", 1).replace("\n", "\r\n")
COMMENT = {
    "body": DONE,
    "user": {"id": 9, "type": "Bot"},
    "updated_at": "2026-11-26T09:00:00Z",
    "performed_via_github_app": {"id": APP},
}
EDITED: dict[str, Any] = {
    "action": "edited",
    "installation": {"id": 1},
    "repository": {"id": 101},
    "issue": {"number": 7},
    "sender": {"id": 5, "login": "ana", "type": "User"},
    "changes": {"body": {"from": OPEN}},
    "comment": COMMENT,
}


def test_a_tick_is_read() -> None:
    """Which box, by whom, and when: the one that changed alone."""
    assert ticked_boxes(EDITED, APP, NOW) == Ticking(1, 101, 7, (Tick(ITEM, ticked=True, by="ana", by_id=5, at=THEN),))


def test_a_box_that_was_opened_again_is_read() -> None:
    """The other way round."""
    turned = {**EDITED, "changes": {"body": {"from": DONE}}, "comment": {**COMMENT, "body": OPEN}}
    assert ticked_boxes(turned, APP, NOW) == Ticking(1, 101, 7, (Tick(ITEM, ticked=False, by="ana", by_id=5, at=THEN),))


def test_a_bots_tick_has_the_bots_name() -> None:
    """An agent with write permission can tick: reviewers should see whose tick it is."""
    read = ticked_boxes({**EDITED, "sender": {"id": 6, "login": "agent[bot]", "type": "Bot"}}, APP, NOW)
    assert read == Ticking(1, 101, 7, (Tick(ITEM, ticked=True, by="agent[bot]", by_id=6, at=THEN),))


def test_of_a_thousand_typed_boxes_the_first_are_kept() -> None:
    """Who may edit our comment must not fill the table of ticks."""
    typed = "".join(box(f"{number:016x}").replace("[ ]", "[x]") + "\n" for number in range(1_000))
    read = ticked_boxes({**EDITED, "comment": {**COMMENT, "body": DONE + typed}}, APP, NOW)
    assert read is not None
    assert ([tick.item for tick in read.ticks[:2]], len(read.ticks)) == ([ITEM, f"{0:016x}"], MOST_KEPT)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("comment", {**COMMENT, "performed_via_github_app": {"id": 78}}),
        ("comment", {**COMMENT, "performed_via_github_app": None}),
        ("comment", {**COMMENT, "body": OPEN}),
        ("comment", {**COMMENT, "body": DONE.replace(REVIEW, "Look:")}),
        ("sender", {"id": 9, "login": "onesitting[bot]", "type": "Bot"}),
        ("sender", {"id": 5, "login": "ana/../eve", "type": "User"}),
        ("sender", {"id": 2**63, "login": "ana", "type": "User"}),
        ("changes", {"body": {"from": None}}),
        ("issue", {"number": "7"}),
        ("repository", None),
    ],
)
def test_what_touched_no_box_of_ours_is_nothing(part: str, other: object) -> None:
    """Another app's comment, our own edit, words without a box, names and numbers that are none."""
    assert ticked_boxes({**EDITED, part: other}, APP, NOW) is None


@pytest.mark.parametrize("at", ["yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", None])
def test_a_moment_that_is_none_is_now(at: object) -> None:
    """When it was matters less than who; what the database could not give back is not kept."""
    read = ticked_boxes({**EDITED, "comment": {**COMMENT, "updated_at": at}}, APP, NOW)
    assert read == Ticking(1, 101, 7, (Tick(ITEM, ticked=True, by="ana", by_id=5, at=NOW),))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([OPEN, DONE]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "login", "body", "from"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(EDITED)), ANYTHING))
def test_any_payload_has_an_answer(payload: dict[str, object]) -> None:
    """Nothing raises, whatever stands where."""
    read = ticked_boxes({**EDITED, **payload}, APP, NOW)
    assert read is None or read.number == 7
