"""`onesitting config`: every setting in force, and where it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.cli.config_github import fetch
from bot.facts.errors import FactsUnavailable
from tests.cli.command import onesitting
from tests.cli.schemas import violations
from tests.journeys.stage import RULES, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage; the bot is closed in the end."""
    stage = Stage(tmp_path)
    yield stage
    await stage.close()


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Return the names of a repository's and an organisation's settings."""
    own, shared = tmp_path / "onesitting.yml", tmp_path / "org.yml"
    own.write_text("signals: {too_large: block}\n")
    shared.write_text("mode: comment\nsitting: {budget_minutes: 30}\n")
    return str(own), str(shared)


def test_each_value_is_explained_by_its_file_and_line(files: tuple[str, str]) -> None:
    """The nearest file that says it, else the shipped one."""
    own, shared = files
    ran = onesitting("config", "--explain", "--file", own, "--organisation", shared)
    lines = {line.split(":")[0]: " ".join(line.split()[1:]) for line in ran.out.splitlines()}
    assert lines["mode"] == f"comment organisation {shared}:1"
    assert lines["sitting.warn_minutes"] == f"15 organisation {shared}:2"
    assert lines["signals.too_large"] == f"block repository {own}:1"
    assert lines["signals.absent_claim"].startswith("comment shipped rules/signals.yml:64 at ")
    assert ran.code == 0


def test_the_json_keeps_to_its_schema(files: tuple[str, str]) -> None:
    """What the page and other programs read."""
    ran = onesitting("config", "--file", files[0], "--format", "json")
    data = json.loads(ran.out)
    assert violations("config-result", data) == []
    assert {"key": "signals.too_large", "value": "block", "layer": "repository", "file": files[0], "line": 1} in [
        {name: value for name, value in one.items() if name != "commit"} for one in data
    ]


def test_a_file_with_errors_shows_what_holds_without_it(tmp_path: Path) -> None:
    """Every error at its place, and exit code 2."""
    broken = tmp_path / "onesitting.yml"
    broken.write_text("mode: coment\n")
    ran = onesitting("config", "--file", str(broken))
    assert "mode: observe\n" in ran.out
    assert f"{broken}:1:7: mode: `coment` is not a choice" in ran.err
    assert ran.err.splitlines()[-1] == "onesitting: `onesitting lint FILE` names every error of a file"
    assert ran.code == 2


def test_without_files_everything_is_as_shipped() -> None:
    """Also a way to read what there is to set."""
    ran = onesitting("config", "--organisation", "/dev/null")
    assert "sitting.budget_minutes: 60\n" in ran.out


async def test_a_repository_on_github_is_read_with_its_organisations(stage: Stage) -> None:
    """At the default branches, each with the commit that was its tip."""
    stage.organisation_map({RULES: "mode: comment\n"})
    stage.shop.commit({RULES: "mode: block\n"})
    texts = await fetch(stage.settings, "acme/shop", stage.clock.now(), stage.practice.transport)
    assert texts.repository is not None
    assert texts.organisation is not None
    assert (texts.repository.text, texts.repository.commit) == ("mode: block\n", stage.shop.head)
    assert texts.organisation.source == "acme/.github/.github/onesitting.yml"


async def test_a_repository_that_is_out_of_reach_is_said(stage: Stage) -> None:
    """The app is not installed there."""
    with pytest.raises(FactsUnavailable):
        await fetch(stage.settings, "acme/none", stage.clock.now(), stage.practice.transport)


def test_a_name_without_an_owner_is_no_repository() -> None:
    """What to write is said."""
    ran = onesitting("config", "--repo", "shop")
    assert (ran.code, "'shop' is no repository on GitHub: write owner/name" in ran.err) == (2, True)


def test_a_repository_and_files_at_once_are_refused(files: tuple[str, str]) -> None:
    """Which one is meant would be left open."""
    ran = onesitting("config", "--repo", "acme/shop", "--file", files[0])
    assert (ran.code, "name either --repo, or files" in ran.err) == (2, True)
