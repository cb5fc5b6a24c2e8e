from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.localgit import GitFailed, LocalRepository, diff, open_repository, read_range, recent_changes, resolve
from tests.localgit.git_repositories import Clone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a repository with one commit."""
    clone = Clone(tmp_path / "shop")
    clone.commit("Begin", {"a.txt": "one\n" * 5000})
    return clone


def test_a_plain_directory_is_not_a_repository(tmp_path: Path) -> None:
    """The message names the directory and says what to do."""
    with pytest.raises(GitFailed, match="not a git repository; name a directory inside a clone") as failure:
        open_repository(tmp_path).__enter__()
    assert failure.value.kind == "not_a_repository"
    assert str(tmp_path) in str(failure.value)


def test_a_missing_directory_is_said(tmp_path: Path) -> None:
    """Nothing is guessed about a path that does not exist."""
    with pytest.raises(GitFailed, match="no such directory"):
        open_repository(tmp_path / "nowhere").__enter__()


@pytest.mark.parametrize("path", ["x" * 5_000, "a\0b", "ring"])
def test_a_path_that_cannot_be_is_said(tmp_path: Path, path: str) -> None:
    """Too long, with a NUL, a ring of links: no directory, in words."""
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(GitFailed, match="no such directory"), open_repository(f"{tmp_path}/{path}"):
        pass


def test_a_line_end_in_a_folder_is_said(tmp_path: Path) -> None:
    """Answers of git come in lines, so such a folder cannot be read; that git is missing would be a lie."""
    clone = Clone(tmp_path / "a\nb")
    with pytest.raises(GitFailed, match="rename it"), open_repository(clone.path):
        pass


@pytest.mark.parametrize(
    "revision", ["nowhere", "--output=pwned", "-h", "main\0x", "", "HEAD^{tree}", "../x", "@{-1}", "--all", "\ud800"]
)
def test_what_is_no_commit_is_an_unknown_revision(clone: Clone, revision: str) -> None:
    """A revision can never be read as an option, and never ends in a traceback."""
    with open_repository(clone.path) as repository, pytest.raises(GitFailed) as failure:
        resolve(repository, revision)
    assert failure.value.kind == "unknown_revision"


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRepository]:
    """Return one repository for many examples: reading cannot change it."""
    clone = Clone(tmp_path_factory.mktemp("lasting"))
    sha = clone.commit("Begin", {"a.txt": "one\n"})
    with open_repository(clone.path) as repository:
        assert resolve(repository, "HEAD") == sha
        yield repository


@given(st.lists(st.sampled_from(["HEAD", "main", "..", "...", "^", "~1", "@{1}", ":/x", "-", "--", "\n"]) | st.text()))
@settings(max_examples=40, deadline=None)
def test_no_range_ends_in_a_traceback(lasting: LocalRepository, words: list[str]) -> None:
    """Whatever a person types as a range: it names two commits, or GitFailed says why not."""
    try:
        assert {len(sha) for sha in read_range(lasting, "".join(words))} == {40}
    except GitFailed as failure:
        assert failure.kind == "unknown_revision"  # noqa: PT017 - either outcome is right


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    """An empty repository is not a spelling mistake."""
    empty = Clone(tmp_path / "empty")
    with open_repository(empty.path) as repository, pytest.raises(GitFailed, match="no commits yet"):
        recent_changes(repository, 5)


def test_a_monstrous_diff_is_refused_not_read(clone: Clone) -> None:
    """Output is bounded: the command is stopped at the limit."""
    clone.commit("Grow", {"b.txt": "line\n" * 9000})
    with open_repository(clone.path) as repository, pytest.raises(GitFailed) as failure:
        diff(repository, "HEAD~1..HEAD", limit=10_000)
    assert failure.value.kind == "too_large"


def test_a_command_that_hangs_is_stopped(clone: Clone) -> None:
    """Time is bounded too, whatever the command waits for."""
    clone.git("config", "alias.hang", "!sleep 60")
    with open_repository(clone.path) as repository, pytest.raises(GitFailed) as failure:
        repository.git.run("-c", "alias.hang=!sleep 60", "hang", seconds=0.1)
    assert failure.value.kind == "too_slow"


def test_a_partial_clone_never_fetches(clone: Clone) -> None:
    """What is missing is said to be missing; nothing is asked of any remote."""
    clone.commit("Change", {"a.txt": "two\n"})
    clone.git("config", "uploadpack.allowFilter", "true")
    clone.git("clone", "--quiet", "--bare", "--filter=blob:none", f"file://{clone.path}", "../partial.git")
    with open_repository(clone.path.parent / "partial.git") as repository, pytest.raises(GitFailed) as failure:
        diff(repository, "HEAD~1..HEAD")
    assert failure.value.kind == "missing_objects"


def test_a_shallow_clone_ends_where_it_was_cut(clone: Clone) -> None:
    """The oldest commit of a shallow clone has no parent to compare with, so it is no change."""
    for number in range(3):
        clone.commit(f"Change {number}", {"a.txt": str(number)})
    clone.git("clone", "--quiet", "--depth=2", f"file://{clone.path}", "../shallow")
    with open_repository(clone.path.parent / "shallow") as repository:
        assert [change.title for change in recent_changes(repository, 10)] == ["Change 2"]
