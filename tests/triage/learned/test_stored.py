"""A model as bytes: the same again, or refused."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.cascade import route_issue
from bot.triage.learned.model import fit
from bot.triage.learned.stored import MAGIC, ModelRefusedError, from_bytes, to_bytes
from tests.triage.learned.histories import MAP, learned_rows
from tests.triage.maps import KINDS, issue

STORED = to_bytes(fit(learned_rows(40), MAP))
BODY = STORED[:-32]


def _signed(body: bytes) -> bytes:
    return body + sha256(body).digest()


def _prepared(**changes: object) -> bytes:
    """Return the stored model with another header and a digest that fits it."""
    start = len(MAGIC) + 4
    end = start + int.from_bytes(BODY[len(MAGIC) : start], "big")
    header = json.dumps(json.loads(BODY[start:end]) | changes).encode()
    return _signed(MAGIC + len(header).to_bytes(4, "big") + header + BODY[end:])


def test_a_stored_model_answers_the_same() -> None:
    """To bytes, back, and to the same bytes; and the same history gives the same bytes."""
    model = fit(learned_rows(40), MAP)
    facts = issue("My voucher is wrong", "The basket")
    assert STORED == to_bytes(model) == to_bytes(from_bytes(STORED))
    assert route_issue(facts, MAP, KINDS, model) == route_issue(facts, MAP, KINDS, from_bytes(STORED))


def test_a_model_of_nothing_is_stored_too() -> None:
    """An empty history is a history."""
    empty = to_bytes(fit((), MAP))
    assert empty == to_bytes(from_bytes(empty))


def test_no_word_of_a_reporter_is_stored() -> None:
    """A model holds hashes and numbers."""
    assert b"voucher" not in STORED


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        (b"", "does not begin"),
        (b"\x80\x04K\x01.", "does not begin"),
        (STORED.replace(b"model 2", b"model 1"), "does not begin"),
        (STORED[:-1], "digest"),
        (STORED[:200] + b"\x00" + STORED[201:], "digest"),
        (MAGIC, "digest"),
        (_signed(MAGIC + b"\xff\xff\xff\xff"), "longer"),
        (_signed(MAGIC + (2).to_bytes(4, "big") + b"{}"), "cannot be read"),
        (_signed(MAGIC + (2).to_bytes(4, "big") + b"[]"), "cannot be read"),
        (_signed(BODY[:-4]), "another size"),
        (_signed(BODY + b"\0" * 4), "another size"),
        (_signed(BODY[:-4] + b"\x00\x00\xc0\x7f"), "no fit gives"),
        (_signed(BODY[:-4] + b"\x00\x00\x80\x7f"), "no fit gives"),
        (_prepared(grams=-1), "out of range"),
        (_prepared(grams=True), "out of range"),
        (_prepared(areas=7), "no list of names"),
        (_prepared(judged=-1), "no count"),
        (_prepared(bars=[7]), "not between 0 and 1"),
        (_prepared(bars=None), "no list"),
        (_prepared(pool=[float("nan"), 1, 1]), "not between"),
        (_prepared(pool=[1]), "cannot be read"),
        (_prepared(sureness=[1, 0]), "no curve"),
    ],
)
def test_other_bytes_are_refused_in_words(stored: bytes, says: str) -> None:
    """Damage, other versions and prepared bytes: one error, which says what is wrong."""
    with pytest.raises(ModelRefusedError, match=says):
        from_bytes(stored)


@given(at=st.integers(0, len(BODY) - 1), value=st.integers(0, 255))
def test_a_prepared_byte_is_refused_or_only_routes_badly(at: int, value: int) -> None:
    """With a digest that fits: whatever is let through answers like a model."""
    prepared = _signed(BODY[:at] + bytes([value]) + BODY[at + 1 :])
    try:
        model = from_bytes(prepared)
    except ModelRefusedError:
        return
    assert 0 <= route_issue(issue("My voucher is wrong"), MAP, KINDS, model).confidence <= 1
