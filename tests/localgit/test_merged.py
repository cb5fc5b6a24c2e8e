from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localgit import default_branch, open_repository, recent_changes, resolve
from tests.localgit.git_repositories import Clone

if TYPE_CHECKING:
    from pathlib import Path


def _with_a_merge(path: Path) -> Clone:
    clone = Clone(path)
    clone.commit("Begin", {"a.txt": "one\n"})
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.commit("Work", {"b.txt": "b\n"})
    clone.git("checkout", "--quiet", "main")
    clone.commit("Add carts (#6)\n\nThe reason.", {"c.txt": "c\n"})
    clone.merge("topic", "Merge pull request #7 from ada/feature/totals\n\nShow totals\n\nWith tax.")
    return clone


def test_a_merge_commit_is_a_pull_request(tmp_path: Path) -> None:
    """Title and body come from the merge commit, author and range from the work that was merged."""
    clone = _with_a_merge(tmp_path / "shop")
    with open_repository(clone.path) as repository:
        change = recent_changes(repository, 1)[0]
        assert (change.base_sha, change.head_sha) == (resolve(repository, "main~2"), resolve(repository, "topic"))
    assert (change.number, change.owner, change.branch) == (7, "ada", "feature/totals")
    assert (change.title, change.body, change.author_email) == ("Show totals", "With tax.", "ada@example.com")


def test_a_squash_is_a_pull_request(tmp_path: Path) -> None:
    """The number is taken out of the title; the branch is no longer known."""
    clone = _with_a_merge(tmp_path / "shop")
    with open_repository(clone.path) as repository:
        change = recent_changes(repository, 2)[1]
    assert (change.number, change.title, change.body, change.branch) == (6, "Add carts", "The reason.", "")


def test_a_first_commit_is_compared_with_nothing(tmp_path: Path) -> None:
    """A plain commit is a change too, and the first one's base is the empty tree."""
    clone = _with_a_merge(tmp_path / "shop")
    with open_repository(clone.path) as repository:
        change = recent_changes(repository, 10)[-1]
        assert change.base_sha == repository.empty_tree
    assert (change.title, change.number) == ("Begin", 0)


def test_the_default_branch_is_what_the_remote_says(tmp_path: Path) -> None:
    """A clone on a topic branch is still read along its remote's default branch."""
    source = _with_a_merge(tmp_path / "shop")
    source.git("clone", "--quiet", ".", "../clone")
    clone = Clone(tmp_path / "clone")
    clone.git("checkout", "--quiet", "-b", "elsewhere")
    with open_repository(clone.path) as repository:
        assert default_branch(repository) == "refs/remotes/origin/HEAD"
        assert recent_changes(repository, 1)[0].number == 7
