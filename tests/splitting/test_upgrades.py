"""What comes with a raised version: imports that change with a dependency, and the heading of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.reading.diff import read_diff
from bot.reading.files import read_files
from bot.splitting.atoms import cut
from bot.splitting.ordering import ordered
from bot.splitting.orders import Before
from tests.splitting.rehearsal import Change, plan, rules

if TYPE_CHECKING:
    from pathlib import Path

    from tests.splitting.rehearsal import Tree

TILL = "".join(f"till_{n} = prepare_till({n}, till_input)\n" for n in range(90))


@pytest.mark.parametrize(
    ("manifest", "line", "code", "imports"),
    [
        ("Cargo.toml", '+data-frame = "2"', "plan.rs", "+use data_frame::{Plan, Node};"),
        ("go.mod", "+require example.org/shop/data_frame v2", "plan.go", '+import "example.org/shop/data_frame/v2"'),
        ("package.json", '+"@acme/data_frame": "2"', "plan.ts", "+import b from '@acme/data_frame'"),
    ],
)
def test_an_upgrade_goes_in_before_the_import_that_changes_with_it(
    manifest: str, line: str, code: str, imports: str
) -> None:
    """A manifest and the code that is adapted to it are no concerns that do not need each other."""
    files = read_diff("".join(modified(path, text) for path, text in ((manifest, line), (code, imports))))
    found = ordered(files, read_files(files, rules().files, ""), cut(files))
    assert (Before(0, 1, "`data_frame` is upgraded there, and its import changes here"),) == found


def modified(path: str, text: str) -> str:
    """Return the diff of one line, of which a 1 became a 2 or the last word is new."""
    old = text.replace("+", "-").replace("2", "1").replace(", Node", "").replace(" b ", " a ")
    return f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n{old}\n{text}\n"


def test_a_version_stands_with_its_heading(tmp_path: Path) -> None:
    """Nobody reviews one raised number: it goes with what the changelog says of that version, not of another."""
    base: Tree = {"pyproject.toml": 'version = "7.9.1"\n', "CHANGELOG.md": "# Changes\n", "till.py": "till\n"}
    notes = "# Changes\n\n## [8.0.0] - 2026-01-01\n\n" + "- The till counts what it is given.\n" * 60
    head: Tree = {"pyproject.toml": 'version = "8.0.0"\n', "CHANGELOG.md": notes, "till.py": TILL}
    found = plan(Change(tmp_path / "repo", base, head).facts, budget=2)
    (part,) = [part for part in found.parts if "pyproject.toml" in {file.path for file in part.files}]
    assert "CHANGELOG.md" in {file.path for file in part.files}
    assert "`CHANGELOG.md` has the heading of version `8.0.0`" in part.reasons
