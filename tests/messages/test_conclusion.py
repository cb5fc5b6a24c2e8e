from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.messages.conclusion import CONCLUSIONS, MODES, conclude
from tests.messages.build import FITS, NOT_EXPLAINED, SIZE_QUIET

if TYPE_CHECKING:
    from bot.facts.verdict import Mode, Verdict

PAGE = Path(__file__).parents[2] / "docs" / "what-it-says.md"


def test_the_page_shows_the_table_of_the_code() -> None:
    """The table people read is the table that decides."""
    rows = re.findall(
        r"^\| (\w+) \| (clear|asks|blocks) \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|$", PAGE.read_text(), re.MULTILINE
    )
    assert {(band, standing): tuple(cells) for band, standing, *cells in rows} == CONCLUSIONS


def test_not_analysed_is_never_a_success() -> None:
    """Whatever the mode, a change that was not analysed is not shown as fine."""
    assert {said for (band, _), row in CONCLUSIONS.items() if band == "not_analysed" for said in row[1:]} == {
        "neutral",
        "action_required",
        "failure",
    }


def test_a_block_holds_where_nothing_was_analysed() -> None:
    """Where a block is configured, what was not analysed does not satisfy a required check."""
    at = MODES.index("block")
    blocking = {row[at] for (band, _), row in CONCLUSIONS.items() if band == "not_analysed"}
    assert blocking <= {"action_required", "failure"}


@pytest.mark.parametrize(("mode", "expected"), [("observe", "neutral"), ("comment", "failure"), ("block", "failure")])
def test_observing_is_a_ceiling_for_a_blocking_rule(mode: Mode, expected: str) -> None:
    """A rule in mode block fails the check where the repository speaks, and nowhere else."""
    verdict = replace(FITS, mode=mode, findings=(replace(NOT_EXPLAINED, mode="block"),))
    assert conclude(verdict) == expected


def test_one_blocking_rule_makes_not_analysed_count() -> None:
    """A quiet rule in mode block is a block that is configured."""
    unread: Verdict = replace(FITS, band="not_analysed", mode="comment", signals=(replace(SIZE_QUIET, mode="block"),))
    assert conclude(unread) == "action_required"
