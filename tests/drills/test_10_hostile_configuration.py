"""Drill 10: a rules file on the default branch that was made to hurt."""

from __future__ import annotations

import pytest

from tests.drills.play import ONE_HOME, large
from tests.journeys.stage import COMMENT_MODE, RULES, Stage

pytestmark = ONE_HOME

BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*{f'b{n - 1}' if n else 'a'}, *a]\n" for n in range(30))
HOSTILE = {
    "alias bomb": (BOMB, ("2:10", "aliases")),
    "deep nesting": ("[" * 20_000, ("1:33", "nested deeper")),
    "duplicate keys": ("mode: comment\nmode: off\n", ("2:1", "stands here a second time")),
    "an alias of itself": ("sitting: &s {budget_minutes: *s}\n", ("1:30", "aliases")),
    "a number of 5,000 digits": ("sitting: {budget_minutes: " + "9" * 5_000 + "}\n", ("1:27", "whole number")),
    "a tab": ("sitting:\n\tbudget_minutes: 60\n", ("2:1", "indent with spaces")),
    "a zero byte": ("mode: comment\0\n", ("1:1", "a character that YAML does not allow")),
    "a Norwegian mode": ("mode: NO\n", ("1:7", "is not a choice")),
    "ten thousand rules": (
        "agents:\n" + "".join(f" a{n}: x\n" for n in range(10_000)),
        ("10000:9", "more than 20,000 values"),
    ),
    "two megabytes": ("# " + "x" * 2_000_000 + "\nmode: comment\n", ("1:1", "the file has 2,000,017 bytes")),
}


@pytest.mark.parametrize(("text", "named"), HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_file_is_named_at_its_place_and_the_last_good_one_holds(
    stage: Stage, text: str, named: tuple[str, str]
) -> None:
    """The check run names file, line and column; the comment that the last good rules ask for is written."""
    stage.shop.commit(COMMENT_MODE)
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch="small")
    await stage.settle()
    stage.shop.commit({RULES: text})
    pull = large(stage)
    await stage.settle()
    summary = str(pull.check_runs[0].summary)
    place, words = named
    assert f"{RULES}:{place}`" in summary
    assert words in summary
    assert "the last good version" in summary
    assert (len(first.check_runs), len(pull.comments)) == (1, 1)
    assert len(summary) < 65_536
