"""`onesitting lint --repo`: a map held against the repository that it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cli.lint_github import look
from bot.policy.yaml_tree import read_yaml
from tests.cli.command import onesitting
from tests.journeys.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MAP = """\
version: 1
people:
  bo: {cover: nobdy}
rota: [dee, ana]
areas:
  checkout:
    owner: bo
    backup: Ana
    labels: [cart, "Pay: old"]
    paths:
      acme/shop: [/cart/, /gone/**]
      acme/other: [/elsewhere/]
  search:
    owner: stranger
"""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage whose shop has files, a label and people; the bot is closed in the end."""
    stage = Stage(tmp_path)
    stage.shop.commit({"cart/pay.py": "pay()\n", "docs/a.md": "a\n", "docs/b.md": "b\n", "README.md": "shop\n"})
    stage.shop.label("cart")
    yield stage
    await stage.close()


async def looked(stage: Stage, text: str = MAP) -> list[str]:
    """Return what is said of a map, each with its place."""
    document = read_yaml(text, "ownership.yml")
    found = await look(document, "acme/shop", stage.settings, stage.clock.now(), stage.practice.transport)
    return [f"{each.level} {each.line}:{each.column} {each.says}" for each in found]


async def test_what_is_not_there_is_said_with_its_place(stage: Stage) -> None:
    """People first, then labels, then paths; what is meant for another repository is not looked at."""
    assert await looked(stage) == [
        "warning 8:5 issues of acme/shop cannot be assigned to `Ana`",
        "error 14:5 GitHub has no account `stranger`",
        "error 3:8 GitHub has no account `nobdy`",
        "error 4:13 issues of acme/shop cannot be assigned to `ana`",
        "warning 9:20 acme/shop has no label `Pay: old`",
        "warning 11:27 `/gone/**` matches no file of acme/shop",
        "warning 5:1 no area covers 3 of 4 files of acme/shop: `docs/`, `README.md`",
    ]


async def test_nothing_is_written_and_a_map_without_paths_asks_for_none(stage: Stage) -> None:
    """Who routes by words alone need not cover every file."""
    assert [] == await looked(stage, "version: 1\nrota: [dee]\nareas: {all: {owner: bo}}\n")
    assert [] == stage.writes


def test_what_is_wrong_with_the_file_is_told_without_github(tmp_path: Path) -> None:
    """A warning stands there whether or not the repository can be looked at; the server's database is asked for."""
    path = tmp_path / "ownership.yml"
    path.write_text("areas: {a: {owner: x}}\n")
    environ = {"ONESITTING_HOME": str(tmp_path)}
    ran = onesitting("lint", str(path), "--repo", "acme/shop", environ=environ)
    assert (3, True) == (ran.code, ran.out.startswith(f"warning: {path}:1:1"))
    assert "there is no database at" in ran.err
    assert onesitting("lint", str(path), "--repo", "shop").code == 2
