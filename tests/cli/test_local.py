"""`onesitting score --repo`: a range of a local repository, read without running anything of it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import onesitting


def _git(at: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Mara", "-c", "user.email=mara@acme.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=at, check=True, capture_output=True)  # noqa: S603, S607


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a `main` and a `topic` that adds a module."""
    _git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "onesitting.yml").write_text("sitting:\n  budget_minutes: 5\n  warn_minutes: 2\n")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "Start")
    _git(tmp_path, "checkout", "-q", "-b", "topic")
    (tmp_path / "b.py").write_text("".join(f"value_{n} = make_{n}()\n" for n in range(60)))
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "Add values\n\nCo-Authored-By: Claude <noreply@anthropic.com>")
    return tmp_path


def test_a_range_is_judged_by_the_rules_at_its_base(repository: Path) -> None:
    """The budget of the base's own rules file is in force: sixty lines are above five minutes."""
    ran = onesitting("score", "--repo", str(repository), "--range", "main..topic", "--format", "json")
    result = json.loads(ran.out)
    assert ("needs_sittings", 5) == (result["band"], result["effort"]["budget_minutes"])
    assert result["authorship"]["outcome"] == "assisted"


def test_rules_of_the_head_are_not_in_force(repository: Path) -> None:
    """A branch cannot raise its own limits."""
    (repository / ".github" / "onesitting.yml").write_text("sitting: {budget_minutes: 500}\n")
    _git(repository, "commit", "-q", "-am", "Raise the limit")
    ran = onesitting("score", "--repo", str(repository), "--range", "main..topic", "--format", "json")
    assert json.loads(ran.out)["effort"]["budget_minutes"] == 5


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [("main..nowhere", 2, "nowhere"), ("topic..main", 3, "changes nothing"), ("--output=x..main", 2, "does not know")],
)
def test_a_range_that_cannot_be_judged_is_said(repository: Path, words: str, code: int, says: str) -> None:
    """An unknown revision, an empty range and an option in disguise are answered in words."""
    ran = onesitting("score", "--repo", str(repository), f"--range={words}")
    assert (code, True) == (ran.code, says in ran.err)


def test_a_folder_that_is_no_repository_is_said(tmp_path: Path) -> None:
    """Without a repository there is nothing to read."""
    ran = onesitting("score", "--repo", str(tmp_path), "--range", "a..b")
    assert (2, True) == (ran.code, "repository" in ran.err)
