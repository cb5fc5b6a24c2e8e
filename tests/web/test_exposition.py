"""Prometheus' text format."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.web.exposition import Counter, Gauge, Histogram, page

SAMPLE = re.compile(r'([a-z_]+)(\{([a-z]+="([^"\\\n]|\\[\\"n])*",?)*\})? (-?[0-9.e+-]+)')


def test_a_counter_has_a_line_for_each_of_its_labels() -> None:
    """Help, type, then a sample each; zero can be told before anything happened."""
    counter = Counter("calls_total", "Calls.", ("method", "status"))
    counter.add("GET", "200", by=0)
    counter.add("GET", "404")
    counter.add("GET", "404", by=2)
    assert page([counter]).splitlines() == [
        "# HELP calls_total Calls.",
        "# TYPE calls_total counter",
        'calls_total{method="GET",status="200"} 0',
        'calls_total{method="GET",status="404"} 3',
    ]


def test_a_gauge_without_labels_has_no_braces() -> None:
    """Fractions keep their digits, whole numbers have none."""
    gauges = [Gauge("up", "Up.", values=[((), 1)]), Gauge("age", "Age.", values=[((), 1763812800.25)])]
    assert [line for line in page(gauges).splitlines() if line[0] != "#"] == ["up 1", "age 1763812800.25"]


def test_the_buckets_of_a_histogram_are_cumulative_and_include_their_bound() -> None:
    """The last bucket, the sum and the count hold everything."""
    histogram = Histogram("seconds", "Seconds.", ("kind",), (0.5, 1.0))
    for value in (0.5, 0.75, 7.0):
        histogram.observe(value, "issue")
    assert page([histogram]).splitlines()[2:] == [
        'seconds_bucket{kind="issue",le="0.5"} 1',
        'seconds_bucket{kind="issue",le="1"} 2',
        'seconds_bucket{kind="issue",le="+Inf"} 3',
        'seconds_sum{kind="issue"} 8.25',
        'seconds_count{kind="issue"} 3',
    ]


@given(st.text(), st.floats(-1e12, 1e12))
def test_no_label_breaks_the_page(text: str, value: float) -> None:
    """Quotes, backslashes and line ends are escaped: a series stays one line."""
    line = page([Gauge("g", "G.", ("label",), [((text,), value)])]).split("\n", 2)[2].removesuffix("\n")
    assert SAMPLE.fullmatch(line)
