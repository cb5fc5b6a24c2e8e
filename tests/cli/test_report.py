"""`onesitting report`, as an operator runs it beside the server's database."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import onesitting
from tests.cli.schemas import violations
from tests.journeys.stage import Stage
from tests.journeys.test_outcomes import routed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a database in which one issue was routed in week 45 of 2026."""
    stage = Stage(tmp_path)
    await routed(stage)
    yield stage.settings.database_url
    await stage.close()


def report(database: str, *arguments: str) -> tuple[int, str, str]:
    """Run the command with nothing but the database's address in its environment."""
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = database
    try:
        ran = onesitting("report", *arguments)
    finally:
        os.environ.pop("DATABASE_URL")
        if before is not None:
            os.environ["DATABASE_URL"] = before
    return ran.code, ran.out, ran.err


async def test_a_week_is_printed(database: str) -> None:
    """Beside the running server, without keys and without GitHub."""
    code, out, _ = report(database, "--week", "2026-W45", "--organisation", "acme", "--format", "json")
    found = json.loads(out)
    assert (0, []) == (code, violations("report-result", found))
    assert [("bo", 1, 1)] == [(row["owner"], row["new"], row["by_rule"]) for row in found["feedback"]]
    assert ["bo", "cy"] == [line["owner"] for line in found["numbers"]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--organisation", "zeta"), "no installation of zeta is known"),
        (("--organisation", "acme", "--week", "2026-W60"), "write it like 2026-W47"),
    ],
)
async def test_what_cannot_be_shown_is_told(database: str, arguments: tuple[str, ...], says: str) -> None:
    """With exit code 2."""
    code, out, err = report(database, *arguments)
    assert (2, "", True) == (code, out, says in err)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """An empty file in the wrong folder would answer every question with nothing."""
    missing = tmp_path / "none.sqlite3"
    code, _, err = report(f"sqlite:///{missing}")
    assert (3, True, False) == (code, "there is no database" in err, missing.exists())


def test_a_mistyped_week_is_told_first(tmp_path: Path) -> None:
    """Whatever else is missing."""
    code, _, err = report(f"sqlite:///{tmp_path / 'none.sqlite3'}", "--week", "47")
    assert (2, True) == (code, "`47` is not a week of the calendar: write it like 2026-W47" in err)
