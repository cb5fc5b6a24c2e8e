"""The shipped rules are read once; what is cached can be lost, broken or forbidden without harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import RuleError
from bot.policy.compose import Shipped, compose
from bot.shipped import NAMES, load, rules_folder

if TYPE_CHECKING:
    from pathlib import Path


def same(one: Shipped, other: Shipped) -> bool:
    """Return whether two loads gave the same documents."""
    return one.documents() == other.documents()


def test_what_is_shipped_can_be_used() -> None:
    """Every file of rules/ has the shape that its room reads."""
    assert len(compose(load(), None).revision) == 12


def test_cold_and_warm_give_the_same(tmp_path: Path) -> None:
    """The cache holds the trees as they were parsed, places included."""
    cold = load(cache=tmp_path)
    (file,) = tmp_path.iterdir()
    assert same(cold, load(cache=tmp_path))
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", '{"agents": 1}', '{"agents": [2, 1, 1, [[1, 2, 3, 4]]]}', "[" * 9_000]
)
def test_a_broken_cache_is_ignored_and_mended(tmp_path: Path, text: str) -> None:
    """Whatever stands in the cache, the rules are those of rules/."""
    good = load(cache=tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text(text)
    assert same(good, load(cache=tmp_path))
    assert set(json.loads(file.read_text())) >= {*NAMES, "checklists/web"}


def test_a_cache_that_cannot_be_written_is_ignored(tmp_path: Path) -> None:
    """A file where the folder should be is no reason to stop."""
    (tmp_path / "taken").write_text("")
    assert same(load(), load(cache=tmp_path / "taken"))


def test_other_rules_have_another_cache(tmp_path: Path) -> None:
    """An edited rule is in force at once; only the newest few trees stay."""
    folder = tmp_path / "rules"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.yml").write_text((rules_folder() / f"{name}.yml").read_text("utf-8"), "utf-8")
    digests = set()
    for edit in range(7):
        (folder / "effort.yml").write_text(f"edit: {edit}")
        digests.add(load(folder, tmp_path / "cache").effort.digest)
    assert (len(digests), len(list((tmp_path / "cache").iterdir()))) == (7, 4)


def test_an_edited_rule_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    """Whoever edits the rules is told the file and the line."""
    for name in NAMES:
        (tmp_path / f"{name}.yml").write_text("a: 1\na: 2" if name == "effort" else "")
    with pytest.raises(RuleError, match=r"rules/effort\.yml:2:1: the key `a` stands here a second time"):
        load(tmp_path, tmp_path / "cache")
