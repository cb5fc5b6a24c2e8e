"""One finite number out of hostile bytes, or the reason why not."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.source import Picked
from bot.policy.metric import MetricSource
from bot.reading.metric_values import pick_number

WEEK = "2026-W47"
TABLE = b"week,orders,share\n2026-W46,100,0.7\n2026-W47,120,\n2026-W48,130,0.9\n"
VECTOR = b'{"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [1, "0.25"]}]}}'
SCALAR = b'{"status": "success", "data": {"resultType": "scalar", "result": [1, "7"]}}'
NONE = b'{"status": "success", "data": {"resultType": "vector", "result": []}}'


@pytest.mark.parametrize(
    ("source", "content", "pick", "value"),
    [
        ("csv", TABLE, "orders", 120),
        ("csv", b"\xef\xbb\xbforders\n1\n2\n\n", "orders", 2),
        ("json", b'{"a": {"b/c": [1, {"": "3.5"}]}}', "/a/b~1c/1/", 3.5),
        ("http", b"41", "", 41),
        ("prometheus", VECTOR, "up", 0.25),
        ("prometheus", SCALAR, "up", 7),
    ],
)
def test_a_number_is_found(source: MetricSource, content: bytes, pick: str, value: float) -> None:
    """The week's row, the pointer's end, the one series."""
    assert Picked(value) == pick_number(source, content, pick, WEEK)


@pytest.mark.parametrize(
    ("source", "content", "pick", "failed"),
    [
        ("csv", TABLE, "revenue", "it has no column revenue"),
        ("csv", TABLE, "share", "it has no row for 2026-W47"),
        ("csv", b"orders\nmany\n", "orders", "what is there is no number"),
        ("csv", b"orders\n1_000\n", "orders", "what is there is no number"),
        ("csv", "orders\n\u0661\u0662\n".encode(), "orders", "what is there is no number"),
        ("json", b"<html>", "/a", "it answered HTML, not JSON"),
        ("json", b'{"a": tru', "/a", "it is not JSON"),
        ("json", b"[" * 100_000, "/a", "it is not JSON"),
        ("json", b"9" * 5_000, "", "it is not JSON"),
        ("json", b"[1]", "/1", "there is nothing at /1"),
        ("json", b"[1]", "/-", "there is nothing at /-"),
        ("json", b"[true]", "/0", "what is there is no number"),
        ("json", b"[1e999]", "/0", "what is there is no finite number"),
        ("json", b"[NaN]", "/0", "it is not JSON"),
        ("json", b"\xff\xfe", "", "it is not UTF-8 text"),
        ("prometheus", NONE, "up", "the query gives 0 series, not one"),
        ("prometheus", b'{"status": "error"}', "up", "it is no answer of Prometheus to a query"),
        ("prometheus", SCALAR.replace(b'"7"', b'"NaN"'), "up", "what is there is no finite number"),
    ],
)
def test_what_is_no_number_is_named(source: MetricSource, content: bytes, pick: str, failed: str) -> None:
    """Never rounded to something, never taken for nothing."""
    assert Picked(failed=failed) == pick_number(source, content, pick, WEEK)


@given(st.sampled_from(get_args(MetricSource)[1:]), st.binary(max_size=300) | st.just(VECTOR), st.text(max_size=20))
def test_any_bytes_give_a_finite_number_or_a_reason(source: MetricSource, content: bytes, pick: str) -> None:
    """One of the two, and never an exception."""
    picked = pick_number(source, content, pick, WEEK)
    assert (picked.value is None) == bool(picked.failed)
    assert picked.value is None or math.isfinite(picked.value)
