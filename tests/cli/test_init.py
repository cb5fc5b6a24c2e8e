"""`onesitting init`: printed, or written where there is nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.policy.starter_rules import STARTER_RULES
from tests.cli.command import onesitting

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_printed_is_what_the_link_fills_in() -> None:
    """One text, whichever way it comes."""
    ran = onesitting("init")
    assert (0, STARTER_RULES, "") == (ran.code, ran.out, ran.err)


def test_the_file_names_the_schema_of_the_server_that_reads_it() -> None:
    """With its public address an editor knows every key; without one there is no address that leads anywhere."""
    ran = onesitting("init", environ={"ONESITTING_PUBLIC_URL": "https://bot.example.org"})
    first, _, rest = ran.out.partition("\n")
    assert first == "# yaml-language-server: $schema=https://bot.example.org/schemas/onesitting.schema.json"
    assert rest == STARTER_RULES
    assert onesitting("init", environ={"ONESITTING_PUBLIC_URL": "bot"}).code == 2


def test_a_written_file_passes_the_lint_and_is_never_overwritten(tmp_path: Path) -> None:
    """The second time nothing changes."""
    file = tmp_path / ".github" / "onesitting.yml"
    assert onesitting("init", "--write", str(tmp_path)).code == 0
    assert onesitting("lint", str(file)).code == 0
    file.write_text("mode: off\n", encoding="utf-8")
    again = onesitting("init", "--write", str(tmp_path))
    assert (2, "mode: off\n") == (again.code, file.read_text("utf-8"))
    assert "is there already and stays as it is" in again.err


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Nothing is made outside a checkout."""
    ran = onesitting("init", "--write", str(tmp_path / "shop"))
    assert (2, []) == (ran.code, list(tmp_path.iterdir()))
    assert "there is no such folder" in ran.err


def test_past_pull_requests_are_somebodys(tmp_path: Path) -> None:
    """A description without a repository, and numbers that are none, are told before anything is written."""
    body = tmp_path / "body.md"
    ran = onesitting("init", "--body", str(body))
    assert (2, True, False) == (ran.code, "name their repository with --repo" in ran.err, body.exists())
    for number in ("0", "51", "x", "9" * 5_000):
        assert "write a number of pull requests, 1 to 50" in onesitting("init", "--replay", number).err


def test_no_file_is_written_beside_one_that_stays(tmp_path: Path) -> None:
    """Neither of two is, where one is there already; GitHub is not asked first."""
    (tmp_path / "body.md").write_text("mine")
    given = ("--repo", "acme/shop", "--write", str(tmp_path), "--body", str(tmp_path / "body.md"))
    ran = onesitting("init", *given)
    assert (2, True) == (ran.code, "body.md is there already and stays as it is" in ran.err)
    assert [path.name for path in tmp_path.iterdir()] == ["body.md"]
