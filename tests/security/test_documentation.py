"""The threat model names a test for each threat, and every one of them is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TEXT = ROOT.joinpath("docs", "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))


def rows() -> list[list[str]]:
    """Return the rows of the tables of threats, cell by cell."""
    lines = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_threat_has_a_test() -> None:
    """A row without one is a promise that nobody holds."""
    assert len(rows()) > 25
    assert [row[0] for row in rows() if "`tests/" not in row[-1]] == []


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[f"{file}::{name}" for file, name in NAMED])
def test_every_named_test_exists(file: str, name: str) -> None:
    """Who renames a test changes the table."""
    found = ast.walk(ast.parse(ROOT.joinpath(file).read_text("utf-8")))
    tests = {node.name for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert not name or name in tests


@pytest.mark.parametrize("number", range(1, 16))
def test_every_drill_is_there(number: int) -> None:
    """Fifteen, each in a file of its own."""
    assert len(list(ROOT.joinpath("tests", "drills").glob(f"test_{number:02}_*.py"))) == 1
