"""The event of a button, read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.wishes import Press
from bot.journeys.pressing import pressed_button

SHA = "4f9c2d7" + "0" * 33
PRESSED: dict[str, Any] = {
    "action": "requested_action",
    "installation": {"id": 1},
    "repository": {"id": 101},
    "sender": {"id": 5, "login": "ana", "type": "User"},
    "requested_action": {"identifier": "observe"},
    "check_run": {"head_sha": SHA},
}


def test_a_button_is_read() -> None:
    """Which, on which commit, and by whom."""
    assert pressed_button(PRESSED) == Press(1, 101, SHA, "observe", "ana", 5)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("sender", {"id": 5, "login": "other[bot]", "type": "Bot"}),
        ("sender", {"id": 5, "login": "ana/../eve", "type": "User"}),
        ("sender", {"id": True, "login": "ana", "type": "User"}),
        ("requested_action", {"identifier": "format_disk"}),
        ("requested_action", {"identifier": ["observe"]}),
        ("check_run", {"head_sha": "main"}),
        ("repository", {"id": 2**63}),
        ("installation", None),
    ],
)
def test_what_is_no_press_of_a_person_is_nothing(part: str, wrong: object) -> None:
    """An app, a name that is none, a button we never made."""
    assert pressed_button({**PRESSED, part: wrong}) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "login"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(PRESSED)), ANYTHING))
def test_any_payload_has_an_answer(payload: dict[str, object]) -> None:
    """Nothing raises, whatever stands where."""
    assert pressed_button({**PRESSED, **payload}) in (None, pressed_button(PRESSED))
