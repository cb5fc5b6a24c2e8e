"""The tables of settings and of what is stored are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.environment import SETTINGS
from bot.inbox.retention import DELIVERIES_KEPT, FEEDBACK_KEPT, IDLE_SUBJECTS_KEPT
from bot.inbox.schema import METADATA

ROOT = Path(__file__).parent.parent
README = ROOT.joinpath("README.md").read_text("utf-8")
STORED = ROOT.joinpath("docs", "stored.md").read_text("utf-8")
TABLES = "| table | what | why | how long |"


def rows(text: str, header: str) -> dict[str, list[str]]:
    """Return the rows of the table below a header, by their first cell."""
    lines = text.partition(header)[2].strip().splitlines()[1:]
    table = lines[: next(index for index, line in enumerate(lines) if not line.startswith("|"))]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {name.strip("`"): rest for name, *rest in cells}


def test_every_setting_is_told_with_its_meaning_and_default() -> None:
    """What the server reads is what a reader reads, in the same order."""
    expected = {setting.name: [setting.meaning, setting.default] for setting in SETTINGS}
    told = rows(README, "| setting | meaning | default |")
    assert list(expected.items()) == list(told.items())


def test_every_table_of_the_database_is_told() -> None:
    """Nothing is stored in silence."""
    assert set(METADATA.tables) == set(rows(STORED, TABLES))


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_every_field_is_told_where_it_is_stored(name: str) -> None:
    """And no field that is not there."""
    what = rows(STORED, TABLES)[name][0]
    assert set(METADATA.tables[name].columns.keys()) == set(what.split("`")[1::2])


def test_the_times_are_those_that_rows_are_kept() -> None:
    """Who shortens a time changes the table."""
    kept = {name: cells[2] for name, cells in rows(STORED, TABLES).items()}
    assert {kept["deliveries"], kept["causes"]} == {f"{DELIVERIES_KEPT.days} days"}
    assert {kept[name] for name in ("texts", "predictions", "corrections", "finals", "turns", "reminders")} == {
        f"{FEEDBACK_KEPT.days // 365} years"
    }
    assert kept["subjects"].startswith(f"{IDLE_SUBJECTS_KEPT.days} days after the last change")
