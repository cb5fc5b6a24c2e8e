"""`onesitting map`, as a maintainer runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import onesitting
from tests.triage.learned.histories import rows

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
version: 1
rota: [ines]
areas:
  checkout: {owner: mara, keywords: [cart]}
  search: {owner: jonas, keywords: [filter]}
"""


@pytest.fixture
def ownership(tmp_path: Path) -> str:
    """Return the path of a small map."""
    path = tmp_path / "ownership.yml"
    path.write_text(MAP)
    return str(path)


def test_a_form_offers_the_areas(ownership: str) -> None:
    """As one element to paste."""
    ran = onesitting("map", "form", "--map", ownership)
    assert (0, True) == (ran.code, '      - "checkout"\n      - "search"\n' in ran.out)


def test_a_first_map_is_made_of_what_is_there(tmp_path: Path) -> None:
    """CODEOWNERS, the labels that are written down, and those that GitHub lists."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "CODEOWNERS").write_text("/src/checkout/ @mara\n")
    (tmp_path / ".github" / "labels.yml").write_text("- {name: 'area: search', description: Finding}\n")
    (tmp_path / ".github" / "labeler.yml").write_text("'area: maps': [maps/**]\n")
    listed = tmp_path / "labels.json"
    listed.write_text(json.dumps([{"name": "area: billing", "description": None}]))
    ran = onesitting("map", "init", "--repo", str(tmp_path), "--labels", str(listed))
    assert ran.code == 0
    assert [True] * 4 == [f"  {area}:\n" in ran.out for area in ("billing", "checkout", "maps", "search")]


def test_a_repository_without_anything_is_told(tmp_path: Path) -> None:
    """And what to do."""
    ran = onesitting("map", "init", "--repo", str(tmp_path))
    assert (3, True) == (ran.code, "--labels FILE" in ran.err)
    assert onesitting("map", "init", "--repo", str(tmp_path / "nowhere")).code == 2


def test_labels_suggest_keywords(tmp_path: Path, ownership: str) -> None:
    """Words with their counts, as text and as data; the map stays as it is."""
    history = tmp_path / "history.jsonl"
    listed = ({"id": row.id, "title": row.title, "body": row.body, "areas": row.areas} for row in rows(120))
    history.write_text("".join(json.dumps(row) + "\n" for row in listed))
    ran = onesitting("map", "suggest", "--map", ownership, "--history", str(history))
    assert (0, True) == (ran.code, "checkout (mara)" in ran.out)
    found = json.loads(
        onesitting("map", "suggest", "--map", ownership, "--history", str(history), "--format", "json").out
    )
    assert {"area", "word", "here", "elsewhere", "z"} == set(found[0])


def test_a_history_without_a_row_suggests_nothing(tmp_path: Path, ownership: str) -> None:
    """It says so."""
    empty = tmp_path / "none.jsonl"
    empty.write_text("")
    ran = onesitting("map", "suggest", "--map", ownership, "--history", str(empty))
    assert (3, True) == (ran.code, "nothing to learn" in ran.err)
