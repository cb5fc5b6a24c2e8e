"""docs/effort.md tells the figures of rules/effort.yml."""

from __future__ import annotations

import re
from pathlib import Path

from bot.policy.compose import compose
from bot.reading.kind_matcher import KindMatcher
from bot.shipped import load

RULES = compose(load(), None)
ROWS = re.findall(
    r"^\| ([a-z0-9_, ]+) \| ([0-9.]+) \|(?: ([0-9.]+) \| ([a-z ]+) \|$)?",
    (Path(__file__).parents[2] / "docs" / "effort.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_every_kind_of_file_has_its_row() -> None:
    """Kind, both rates and the pile are those of the rules."""
    matcher = KindMatcher(RULES.files)
    told = {kind: (line, file, pile) for kinds, line, file, pile in ROWS if pile for kind in kinds.split(", ")}
    assert told == {
        kind: (f"{rate.line:g}", f"{rate.file:g}", matcher.counts(kind).replace("_", " "))
        for kind, rate in RULES.effort.files.items()
    }


def test_every_kind_of_line_has_its_row() -> None:
    """The rates of lines are those of the rules."""
    told = {kinds: line for kinds, line, _, pile in ROWS if not pile}
    assert told == {kind: f"{rate.line:g}" for kind, rate in RULES.effort.lines.items()}
