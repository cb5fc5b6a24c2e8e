"""The tables of settings, of permissions and of what is stored are those of the code."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from bot.environment import SETTINGS
from bot.inbox.retention import DELIVERIES_KEPT, FEEDBACK_KEPT, IDLE_SUBJECTS_KEPT
from bot.inbox.schema import METADATA
from bot.shipped import load_app_manifest

ROOT = Path(__file__).parent.parent
README = ROOT.joinpath("README.md").read_text("utf-8")
STORED = ROOT.joinpath("docs", "stored.md").read_text("utf-8")
SERVER = ROOT.joinpath("docs", "settings.md").read_text("utf-8")
TABLES = "| table | what | why | how long |"


def rows(text: str, header: str) -> dict[str, list[str]]:
    """Return the rows of the table below a header, by their first cell; raises ValueError where there is none."""
    lines = text[text.index(header) + len(header) :].strip().splitlines()[1:]
    table = takewhile(lambda line: line.startswith("|"), lines)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {name.strip("`"): rest for name, *rest in cells}


def test_every_setting_is_told_with_its_meaning_and_default() -> None:
    """What the server reads is what a reader reads, in the same order."""
    expected = {setting.name: [setting.meaning, setting.default] for setting in SETTINGS}
    told = rows(SERVER, "| setting | meaning | default |")
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


def test_the_permissions_in_the_readme_are_those_of_the_app() -> None:
    """Both sets, each permission at its level and with a reason."""
    sets = [one.default_permissions for one in load_app_manifest().permission_sets.values()]
    expected = {name: [one[name].access for one in sets] for name in sets[0]}
    told = rows(README, "| permission | pull requests only | and routing | why |")
    assert expected == {name: levels for name, (*levels, why) in told.items() if why}


def test_the_times_in_the_readme_are_those_of_the_whole_table() -> None:
    """The short table names no time that the long one does not."""
    long = {cells[2] for cells in rows(STORED, TABLES).values()}
    told = [time for (time,) in rows(README, "| what | how long |").values()]
    expected = [time for time in told if any(time in one for one in long)]
    assert (len(told) > 1, expected) == (True, told)
