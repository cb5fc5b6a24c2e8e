from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localgit import Range, commits_between, diff, merge_base, open_repository, read_file, read_range, resolve
from tests.localgit.git_repositories import Clone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a repository whose main has gone on since `topic` left it."""
    clone = Clone(tmp_path / "shop")
    clone.commit("Begin", {"a.txt": "one\ntwo\n", "grüße.txt": "hallo\n" * 9})
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.commit("Say three\n\nBecause.", {"a.txt": "one\ntwo\nthree\n"})
    clone.git("mv", "grüße.txt", "greetings.txt")
    clone.commit("Rename", {})
    clone.git("checkout", "--quiet", "main")
    clone.commit("Go on", {"b.txt": "b\n"})
    return clone


@pytest.mark.parametrize("words", ["main..topic", "main...topic"])
def test_a_range_is_what_the_head_brings(clone: Clone, words: str) -> None:
    """Work that went on at the base is not in the diff, with two dots or with three."""
    with open_repository(clone.path) as repository:
        text = diff(repository, words)
    assert "+three" in text
    assert "b.txt" not in text


def test_renames_and_paths_are_told_plainly(clone: Clone) -> None:
    """A rename is one entry, and a path beyond ASCII is not quoted."""
    with open_repository(clone.path) as repository:
        text = diff(repository, "main..topic")
    assert "rename from grüße.txt\nrename to greetings.txt\n" in text


def test_a_range_without_a_head_ends_at_head(clone: Clone) -> None:
    """`BASE`, `BASE..` and `BASE..HEAD` are one range."""
    with open_repository(clone.path) as repository:
        ranges = {read_range(repository, words) for words in ("topic", "topic..", "topic..HEAD")}
        expected = Range(resolve(repository, "main~1"), resolve(repository, "main"))
    assert ranges == {expected}


def test_commits_come_oldest_first_with_both_signatures(clone: Clone) -> None:
    """Author and committer are kept apart, the message is whole."""
    with open_repository(clone.path) as repository:
        first, second = commits_between(repository, *read_range(repository, "main..topic"))
    assert (first.message, second.title) == ("Say three\n\nBecause.", "Rename")
    assert (first.author_email, first.committer_email) == ("ada@example.com", "grace@example.com")
    assert (first.author_date, second.parents) == ("2026-01-02T03:04:05+01:00", (first.sha,))


def test_merge_base_is_where_they_parted(clone: Clone) -> None:
    """The merge base of two branches is the commit they share."""
    with open_repository(clone.path) as repository:
        assert merge_base(repository, "main", "topic") == resolve(repository, "main~1")


def test_unrelated_histories_have_no_merge_base(clone: Clone) -> None:
    """None, not an error: there is nothing wrong with the repository."""
    clone.git("checkout", "--quiet", "--orphan", "island")
    clone.commit("Alone", {})
    with open_repository(clone.path) as repository:
        assert merge_base(repository, "main", "island") is None


def test_a_file_is_read_as_it_was(clone: Clone) -> None:
    """Content belongs to a revision; a missing file and a directory are None."""
    clone.commit("Folder", {"src/x.py": b"\x00\xff"})
    with open_repository(clone.path / "src") as repository:
        assert read_file(repository, "topic", "a.txt") == b"one\ntwo\nthree\n"
        assert read_file(repository, "main", "src/x.py") == b"\x00\xff"
        assert read_file(repository, "main~1", "src/x.py") is None
        assert read_file(repository, "main", "src") is None


def test_the_first_commit_has_the_empty_tree_as_its_base(clone: Clone) -> None:
    """A first commit is a change like any other."""
    with open_repository(clone.path) as repository:
        (only,) = commits_between(repository, repository.empty_tree, resolve(repository, "main~1"))
    assert only.title == "Begin"


def test_a_linked_work_tree_is_its_own_head(clone: Clone) -> None:
    """HEAD is the work tree's, the branches are everybody's."""
    clone.git("worktree", "add", "--quiet", str(clone.path.parent / "second"), "topic")
    with open_repository(clone.path.parent / "second") as repository:
        assert resolve(repository, "HEAD") == resolve(repository, "topic")
        assert repository.head == "refs/heads/topic"


def test_a_bare_repository_and_sha256_are_read_too(tmp_path: Path) -> None:
    """The object format is asked, not assumed."""
    bare = Clone(tmp_path / "source")
    bare.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main", "../modern")
    modern = Clone(tmp_path / "modern")
    sha = modern.commit("Begin", {"a": "1\n"})
    modern.git("clone", "--quiet", "--bare", ".", "../modern.git")
    with open_repository(tmp_path / "modern.git") as repository:
        assert resolve(repository, "HEAD") == sha
        assert len(sha) == 64


def test_a_detached_head_is_read(clone: Clone) -> None:
    """No branch is checked out, and HEAD still names a commit."""
    clone.git("checkout", "--quiet", "--detach", "topic")
    with open_repository(clone.path) as repository:
        assert repository.head is None
        assert resolve(repository, "HEAD") == resolve(repository, "topic")
