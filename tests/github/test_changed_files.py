"""GitHub's list of changed files, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.github.changed_files import EMPTY_BLOB, changed_files, sums

if TYPE_CHECKING:
    from bot.facts.change import FileChange

PATCH = "@@ -1,2 +1,2 @@\n same\n-old\n+new"


def entry(name: str = "a.py", /, **fields: object) -> dict[str, Any]:
    """One entry of the list: a file with one line changed, unless told otherwise."""
    plain = {"filename": name, "status": "modified", "additions": 1, "deletions": 1, "sha": "c0ffee", "patch": PATCH}
    return {key: value for key, value in {**plain, **fields}.items() if value is not None}


def read(**fields: object) -> FileChange:
    """Read one entry."""
    (file,) = changed_files([entry(**fields)])
    return file


def test_a_patch_is_read_into_hunks() -> None:
    """The counts are GitHub's, the lines are the patch's."""
    file = read()
    assert (file.additions, file.deletions, file.seen) == (1, 1, "whole")
    assert [line.sign for hunk in file.hunks for line in hunk.lines] == [" ", "-", "+"]


def test_files_come_in_path_order_and_once() -> None:
    """A listing read twice (large pages, then small ones) is one listing."""
    listed = [entry("b.py"), entry("a.py"), entry("b.py")]
    assert [file.path for file in changed_files(listed)] == ["a.py", "b.py"]
    assert sums(listed) == (2, 2, 2)


def test_a_large_file_without_a_patch_is_missing_not_empty() -> None:
    """GitHub leaves large patches out; the counts still stand."""
    file = read(patch=None, additions=5_000, deletions=0)
    assert (file.seen, file.binary, file.additions) == ("missing", False, 5_000)
    assert "5,000 changed lines" in file.note


def test_a_binary_file_is_known_as_binary() -> None:
    """No line changed, no patch, and the content differs."""
    assert read(patch=None, additions=0, deletions=0).binary


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "renamed", "previous_filename": "b.py"},
        {"status": "added", "sha": EMPTY_BLOB},
        {"status": "changed"},
    ],
)
def test_a_rename_a_mode_and_an_empty_file_are_not_binary(fields: dict[str, Any]) -> None:
    """They have nothing to show, and all of it was seen."""
    file = read(patch=None, additions=0, deletions=0, **fields)
    assert (file.binary, file.seen) == (False, "whole")


def test_a_lying_patch_fails_its_file_alone() -> None:
    """The others are read."""
    lying = entry("z.py", patch="@@ -1,9 +1,9 @@\n-old\n+new")
    good, bad = changed_files([entry(), lying])
    assert (good.seen, bad.seen) == ("whole", "unreadable")
    assert bad.note


def test_a_patch_that_shows_less_than_was_counted_is_truncated() -> None:
    """What is missing is said, not guessed."""
    assert read(additions=40).seen == "truncated"


def test_a_submodule_is_one() -> None:
    """Its patch is one line about a commit."""
    assert read(patch="@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2").submodule


def test_a_rename_keeps_its_old_path() -> None:
    """Both names are facts."""
    assert read(status="renamed", previous_filename="old.py").old_path == "old.py"
