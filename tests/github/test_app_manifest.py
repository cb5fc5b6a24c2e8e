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


def test_the_whole_set_hears_exactly_what_the_timetable_reads() -> None:
    """An event that nothing reads is noise; one that is missing is a journey that never starts."""
    assert set(WHOLE["default_events"]) == {line.event for line in TIMETABLE} | KEPT - UNASKED


def test_the_small_set_hears_everything_but_issues() -> None:
    """Without routing no issue is looked at."""
    assert set(SMALL["default_events"]) == set(WHOLE["default_events"]) - {"issues"}


@pytest.mark.parametrize("name", SETS)
def test_the_code_cannot_be_written(name: str) -> None:
    """`contents: write` is never asked for."""
    held = {permission: entry["access"] for permission, entry in SETS[name]["default_permissions"].items()}
    assert held["contents"] == "read"
    assert "issues" not in held or name == "pull_requests_and_routing"


@pytest.mark.parametrize("name", SETS)
def test_everything_asked_for_has_its_reason(name: str) -> None:
    """A person who installs the app reads why."""
    reasons = [entry["why"] for entry in SETS[name]["default_permissions"].values()]
    assert all(reasons + list(SETS[name]["default_events"].values()))
