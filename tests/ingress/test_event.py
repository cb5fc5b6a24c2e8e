"""Reading a payload: what JSON says is what is read, and nothing else is let in."""

from __future__ import annotations

import json
from typing import NoReturn

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.facts.errors import Rejected
from bot.ingress.event import read_payload

TEXT = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs, too
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(PLAIN | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)
NUMBER = 10**400


@given(st.dictionaries(TEXT, VALUES))
@example({"title": "\ud800", "number": 7})
def test_what_was_written_is_read(payload: dict[str, object]) -> None:
    """Every object of JSON comes back as it was, also where a text holds half a character."""
    assert payload == read_payload(json.dumps(payload).encode())


@given(st.binary() | st.builds(lambda text: json.dumps({"a": text}).encode()[:-2], st.text()))
@example(b'{"a": NaN}')
@example(b'{"a": [1, 2,]}')
@example(b"{}\n")
def test_nothing_is_let_in_that_is_no_json(raw: bytes) -> None:
    """Python's own reader decides."""
    try:
        expected = json.loads(raw.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        expected = None
    if isinstance(expected, dict):
        assert expected == read_payload(raw)
    else:
        with pytest.raises(Rejected):
            read_payload(raw)


def test_a_number_that_fits_nowhere_is_no_reason_to_lose_a_delivery() -> None:
    """Whoever wants an id does not find one; the rest is read."""
    assert read_payload(json.dumps({"number": NUMBER, "action": "opened"}).encode())["action"] == "opened"


def _no_constant(constant: str) -> NoReturn:
    raise ValueError(constant)
