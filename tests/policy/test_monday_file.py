"""The operator's file: where reports go."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from bot.facts.errors import RuleError
from bot.facts.week import Schedule
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.yaml_tree import read_yaml


def read(text: str) -> MondayFile:
    """Return the file of a text."""
    return decode(read_yaml(text, "monday.yml"), MondayFile)


def test_a_repository_is_enough() -> None:
    """Mondays at nine, Fridays at two, UTC, and never in public."""
    monday = read("organisations: {Acme: {repository: acme/reports}}").of("ACME")
    assert monday is not None
    assert (Schedule("UTC", 540, 840), False, True) == (monday.schedule, monday.public, monday.ask)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{at: 25:00}", "a time of day is written like `09:00`"),
        ("{repository: reports}", "a repository is written like"),
        ("{repository: zeta/reports}", "goes to a repository of acme, not zeta/reports"),
        ("{time_zone: Berlin}", "not a time zone"),
        ("{pubic: true}", "did you mean `public`"),
        ("{at: 9}", "09:00"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, says: str) -> None:
    """With its place and what to write."""
    entry = text if "repository" in text else text.replace("{", "{repository: acme/reports, ", 1)
    with pytest.raises(RuleError, match=r"monday\.yml:1") as caught:
        read(f"organisations: {{acme: {entry}}}")
    assert says in str(caught.value)


def test_the_documented_file_can_be_used() -> None:
    """Both halves of it, as docs/monday.md shows them, are one file."""
    page = Path(__file__).parents[2].joinpath("docs/monday.md").read_text("utf-8")
    blocks = re.findall(r"(?:^    .*\n)+", page, re.MULTILINE)
    first, hosts = (next(block for block in blocks if block.startswith(f"    {key}:")) for key in ("version", "hosts"))
    file = read(textwrap.dedent(first) + textwrap.dedent(hosts))
    assert ["https://metrics.example", "http://prometheus.internal:9090"] == [str(each.origin) for each in file.hosts]
    assert "Europe/Berlin" == getattr(file.of("acme"), "time_zone", None)
