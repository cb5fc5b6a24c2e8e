"""Alerts and dashboard ask for figures that the page for Prometheus has, by name, label and value."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import promql_parser
import pytest
import yaml
from jsonschema import Draft7Validator

from bot.web.metrics import totals
from tests.hand_clock import NOON
from tests.web.test_metrics import Client, read

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
OPS = ROOT / "ops"
RULES = yaml.safe_load((OPS / "alerts.yml").read_text("utf-8"))
ALERTS = RULES["groups"][0]["rules"]
PANELS = json.loads((OPS / "dashboard.json").read_text("utf-8"))["panels"]
QUERIES = [each["expr"] for each in (*ALERTS, *(target for panel in PANELS for target in panel["targets"]))]
SELECTOR = re.compile(r"(onesitting_\w+)(?:\{(.*?)\})?")
MATCHER = re.compile(r'(\w+)(!?=~?)"(.*?)"')
DURATION = r"(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?"
WORDS = {"type": "object", "additionalProperties": {"type": "string"}}
ALERT = {
    "type": "object",
    "required": ["alert", "expr"],
    "additionalProperties": False,
    "properties": {
        "alert": {"type": "string", "pattern": "^[A-Za-z]+$"},
        "expr": {"type": "string", "minLength": 1},
        "for": {"type": "string", "minLength": 2, "pattern": f"^{DURATION}$"},
        "keep_firing_for": {"type": "string", "minLength": 2, "pattern": f"^{DURATION}$"},
        "labels": WORDS,
        "annotations": WORDS,
    },
}
"""https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/; an unknown word keeps the file out."""
SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? \S+")


class Sample(NamedTuple):
    """One line of the page."""

    name: str
    labels: dict[str, str]


async def full_page() -> list[Sample]:
    """Return the samples of a process to which everything has happened."""
    counted = totals(2)
    for outcome in ("done", "retry", "moved", "skip", "bug", "failed", "interrupted"):
        counted.journeys.observe(1.0, "pull_request", outcome)
    counted.called("GET", 200)
    counted.performed("CreateComment", "done")
    lines = [match for line in await read(counted, client=Client(NOON, {7: 4999})) if (match := SAMPLE.match(line))]
    return [Sample(line[1], {name: value for name, _, value in MATCHER.findall(line[2] or "")}) for line in lines]


def holds(sample: Sample, matchers: Iterable[tuple[str, str, str]]) -> bool:
    """Return whether a sample has what is between a selector's braces; a label that it lacks holds for nothing."""
    for label, how, wanted in matchers:
        value = sample.labels.get(label)
        same = value is not None and (re.fullmatch(wanted, value) is not None if how[-1] == "~" else value == wanted)
        if value is None or same is how.startswith("!"):
            return False
    return True


@pytest.mark.parametrize("query", QUERIES)
async def test_what_is_asked_for_is_there(query: str) -> None:
    """A figure or a value of a label that is renamed would leave an alert silent for ever."""
    page = await full_page()
    for name, braces in SELECTOR.findall(query):
        found = [each for each in page if each.name == name and holds(each, MATCHER.findall(braces))]
        assert found, f"{name}{{{braces}}} is not on the page"


@pytest.mark.parametrize("query", QUERIES)
async def test_what_is_grouped_by_is_a_label(query: str) -> None:
    """`by (state)` of a figure without a state would draw one line."""
    page = await full_page()
    for group, name in re.findall(r"by \((.+?)\) \((?:rate|increase)?\(?(onesitting_\w+)", query):
        labels = {label for each in page if each.name == name for label in each.labels}
        assert {each.strip() for each in group.split(",")} <= labels, query


async def test_the_dashboard_shows_every_figure() -> None:
    """Who adds a figure says where it is looked at."""
    shown = {name for panel in PANELS for target in panel["targets"] for name, _ in SELECTOR.findall(target["expr"])}
    assert {sample.name for sample in await full_page()} == shown


def test_the_file_has_the_shape_that_prometheus_reads() -> None:
    """One group of alerting rules, each alert's name once."""
    group = {"type": "object", "required": ["name", "rules"], "additionalProperties": False}
    group |= {"properties": {"name": {"type": "string"}, "rules": {"type": "array", "items": ALERT}}}
    shape = {"type": "object", "required": ["groups"], "additionalProperties": False}
    shape |= {"properties": {"groups": {"type": "array", "items": group}}}
    assert [] == [error.message for error in Draft7Validator(shape).iter_errors(RULES)]
    assert len(ALERTS) == len({alert["alert"] for alert in ALERTS})


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_promql(query: str) -> None:
    """Prometheus would keep the whole file out, Grafana would draw an error."""
    assert promql_parser.parse(query).prettify()


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_says_what_happened_and_what_to_do(alert: dict[str, dict[str, str]]) -> None:
    """Two sentences, and whether it is worth waking somebody."""
    assert {"summary", "description"} == set(alert["annotations"])
    assert alert["labels"]["severity"] in ("page", "ticket")


def test_the_guide_names_every_alert() -> None:
    """In the order of the file."""
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [alert["alert"] for alert in ALERTS] == re.findall(r"^\| `(OneSitting\w+)`", guide, re.MULTILINE)
