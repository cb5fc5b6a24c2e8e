"""The event of a transfer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.outcome import Correction, Transfer
from bot.journeys.transferring import transferred_issue
from tests.hand_clock import NOON

PAYLOAD: dict[str, object] = {
    "action": "transferred",
    "installation": {"id": 1},
    "repository": {"id": 101},
    "issue": {"number": 7},
    "sender": {"login": "dee", "id": 5, "type": "User"},
    "changes": {"new_repository": {"full_name": "acme/tills"}},
}


def test_a_persons_transfer_is_understood() -> None:
    """Which issue, where to, by whom."""
    expected = Transfer(1, 101, 7, Correction("transfer", "dee", NOON, firm=True, target="acme/tills"))
    assert expected == transferred_issue(PAYLOAD, NOON)


@pytest.mark.parametrize("missing", ["installation", "repository", "issue", "sender", "changes"])
def test_half_a_transfer_is_none(missing: str) -> None:
    """Nothing is guessed."""
    assert transferred_issue({**PAYLOAD, missing: None}, NOON) is None


@given(
    st.dictionaries(
        st.sampled_from(sorted(PAYLOAD)), st.one_of(st.none(), st.text(), st.dictionaries(st.text(), st.text()))
    )
)
def test_any_payload_gives_an_answer(parts: dict[str, object]) -> None:
    """It never raises."""
    transferred_issue({**PAYLOAD, **parts}, NOON)
