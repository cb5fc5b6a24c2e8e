"""app.yml asks for what the journeys use, and for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.journeys.timetable import KEPT, TIMETABLE

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "app.yml").read_text(encoding="utf-8"))
SETS: dict[str, dict[str, Any]] = MANIFEST["permission_sets"]
SMALL, WHOLE = SETS["pull_requests"], SETS["pull_requests_and_routing"]


UNASKED = {"installation", "installation_repositories", "installation_target"}
"""Every app gets these."""
OFFERED_WITH = {
    "pull_request": "pull_requests",
    "issues": "issues",
    "issue_comment": "issues",
    "check_run": "checks",
    "check_suite": "checks",
    "merge_group": "merge_queues",
    "repository": "metadata",
}
"""GitHub refuses a manifest with an event without its permission ("Default events are not supported by permissions").

https://docs.github.com/en/webhooks/webhook-events-and-payloads names it for each event; comments on pull requests
count as comments on issues.
"""


def test_the_whole_set_hears_exactly_what_the_timetable_reads() -> None:
    """An event that nothing reads is noise; one that is missing is a journey that never starts."""
    assert set(WHOLE["default_events"]) == {line.event for line in TIMETABLE} | KEPT - UNASKED


def test_the_small_set_hears_everything_but_issues() -> None:
    """Without routing no issue is looked at."""
    assert set(SMALL["default_events"]) == set(WHOLE["default_events"]) - {"issues"}


@pytest.mark.parametrize("name", SETS)
def test_the_code_cannot_be_written(name: str) -> None:
    """`contents: write` is never asked for, and issues are written on for routing alone."""
    held = {permission: entry["access"] for permission, entry in SETS[name]["default_permissions"].items()}
    assert held["contents"] == "read"
    assert held["issues"] == ("write" if name == "pull_requests_and_routing" else "read")


@pytest.mark.parametrize("name", SETS)
def test_every_event_is_offered_with_a_permission_that_is_asked_for(name: str) -> None:
    """Else the app cannot be registered."""
    held = set(SETS[name]["default_permissions"])
    assert [event for event in SETS[name]["default_events"] if OFFERED_WITH[event] not in held] == []


@pytest.mark.parametrize("name", SETS)
def test_everything_asked_for_has_its_reason(name: str) -> None:
    """A person who installs the app reads why."""
    reasons = [entry["why"] for entry in SETS[name]["default_permissions"].values()]
    assert all(reasons + list(SETS[name]["default_events"].values()))


@pytest.mark.parametrize("name", SETS)
def test_every_level_says_what_is_off_without_it(name: str) -> None:
    """`onesitting doctor` says it; GitHub gives `metadata` to every app."""
    asked = {key: entry for key, entry in SETS[name]["default_permissions"].items() if key != "metadata"}
    levels = {key: ["read", "write"][: 1 + (entry["access"] == "write")] for key, entry in asked.items()}
    assert levels == {key: list(entry["without"]) for key, entry in asked.items()}
