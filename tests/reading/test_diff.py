"""A diff is read file by file: what is broken in one does not touch the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.reading.diff import read_diff
from tests.reading.diffs import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

    from bot.facts.change import FileChange


def one(text: str) -> FileChange:
    """Return the only file of a diff."""
    (file,) = read_diff(text)
    return file


def between(folder: Path, *options: str) -> tuple[FileChange, ...]:
    """Return the last commit's change, read from git's own diff."""
    return read_diff(git(folder, "diff", "-M", "-C", "--find-copies-harder", *options, "HEAD~1", "HEAD"))


MODIFIED = """\
diff --git a/src/a.py b/src/a.py
index 1111111..2222222 100644
--- a/src/a.py
+++ b/src/a.py
@@ -1,3 +1,3 @@ def f():
 one
-two
+2
 three
"""


def test_a_modified_file() -> None:
    """Lines have their numbers on both sides, a hunk the text behind its header."""
    file = one(MODIFIED)
    assert (file.path, file.status, file.additions, file.deletions, file.seen) == (
        "src/a.py",
        "modified",
        1,
        1,
        "whole",
    )
    assert (file.old_mode, file.new_mode, file.hunks[0].section) == ("100644", "100644", "def f():")
    assert [tuple(line) for line in file.hunks[0].lines] == [
        (" ", "one", 1, 1),
        ("-", "two", 2, None),
        ("+", "2", None, 2),
        (" ", "three", 3, 3),
    ]


def test_files_come_in_the_order_of_their_paths() -> None:
    """The order of a diff says nothing, so it does not change what is read."""
    other = MODIFIED.replace("src/a.py", "a.py")
    assert read_diff(MODIFIED + other) == read_diff(other + MODIFIED)
    assert [file.path for file in read_diff(MODIFIED + other)] == ["a.py", "src/a.py"]


@pytest.mark.parametrize(
    "text", ["", "\n", "hello", "--- a\n+++ b\n", "@@ -1 +1 @@\n-a\n+b\n", "diff --git", "\x00" * 9]
)
def test_what_is_no_diff_has_no_files(text: str) -> None:
    """Text without a file is an empty change, not an error."""
    assert read_diff(text) == ()


def test_content_that_looks_like_a_header_is_content() -> None:
    """A removed SQL comment begins with three dashes, an added one with pluses: they are lines all the same."""
    text = MODIFIED.replace("@@ -1,3 +1,3 @@", "@@ -1,4 +1,4 @@").replace(
        "-two\n+2\n", "--- a/x\n-- y\n+++ b/x\n+@@ -1 +1 @@\n"
    )
    file, other = read_diff(text + MODIFIED.replace("src/a.py", "z.py"))
    assert [line.text for line in file.hunks[0].lines if line.sign != " "] == ["-- a/x", "- y", "++ b/x", "@@ -1 +1 @@"]
    assert (file.seen, other.path, other.additions) == ("whole", "z.py", 1)


@pytest.mark.parametrize(
    ("header", "note"),
    [
        ("@@ -1,9 +1,9 @@", "does not have the lines that it announces"),
        ("@@ -1,1 +1,1 @@", "stands where a hunk header"),
        ("@@ -0,0 +0,0 @@", "stands where a hunk header"),
        ("@@ nonsense @@", "stands where a hunk header"),
        ("@@ -1,99999999999999999999 +1 @@", "stands where a hunk header"),
    ],
)
def test_a_lying_hunk_header_makes_its_file_unreadable_and_no_other(header: str, note: str) -> None:
    """The lines are counted by their signs, and the next file is read as if nothing had been."""
    lying = MODIFIED.replace("@@ -1,3 +1,3 @@ def f():", header)
    file, other = read_diff(lying + MODIFIED.replace("src/a.py", "z.py"))
    assert (file.seen, file.hunks, file.additions, file.deletions) == ("unreadable", (), 1, 1)
    assert note in file.note
    assert (other.seen, other.additions) == ("whole", 1)


def test_a_diff_that_stops_in_a_hunk_is_truncated() -> None:
    """What was seen before the cut is kept, with what is missing said in words."""
    file = one(MODIFIED[: MODIFIED.index(" three")])
    assert (file.seen, file.additions, file.deletions, len(file.hunks[0].lines)) == ("truncated", 1, 1, 3)
    assert file.note == "the patch ends in the middle of a hunk"


def test_a_combined_diff_is_unreadable_with_its_counts() -> None:
    """A merge's diff has a column for each parent: it is counted, not read."""
    text = "diff --cc a b.py\nindex 1,2..3\n--- a/a b.py\n+++ b/a b.py\n@@@ -1,2 -1,2 +1,3 @@@\n  x\n+ y\n -z\n++w\n"
    file = one(text)
    assert (file.path, file.seen, file.additions, file.deletions) == ("a b.py", "unreadable", 2, 1)


def test_carriage_returns_and_nul_bytes_are_kept() -> None:
    """The end of a line may be the whole change."""
    file = one(MODIFIED.replace("-two\n+2\n", "-two\n+two\r\n").replace(" three", " th\x00ree"))
    assert [line.text for line in file.hunks[0].lines] == ["one", "two", "two\r", "th\x00ree"]


def test_a_diff_saved_with_windows_line_ends_is_read() -> None:
    """Headers lose their carriage returns, content keeps them."""
    file = one(MODIFIED.replace("\n", "\r\n"))
    assert (file.path, file.old_mode, file.seen, file.additions) == ("src/a.py", "100644", "whole", 1)


def test_a_very_long_line_is_a_line() -> None:
    """Two hundred thousand characters on one line are read in one piece."""
    file = one(MODIFIED.replace("+2", "+" + "x" * 200_000))
    assert [len(line.text) for line in file.hunks[0].lines] == [3, 3, 200_000, 5]


def test_half_a_character_becomes_a_replacement_character() -> None:
    """A lone surrogate has no UTF-8 form: nothing after this point meets one."""
    file = one(MODIFIED.replace("+2", "+\ud800"))
    assert file.hunks[0].lines[2].text == "\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("trailer", ["-- \n2.39.2\n\n", "\n", "\ncommit 1a2b\nAuthor: A <a@b>\n\n    message\n"])
def test_what_stands_behind_the_last_hunk_of_a_mail_or_log_is_no_change(trailer: str) -> None:
    """`git format-patch` signs its mails and `git log -p` goes on with the next commit."""
    assert one(MODIFIED + trailer) == one(MODIFIED)


def test_words_before_the_first_file_are_no_change() -> None:
    """A commit message may hold anything, a diff in it included."""
    message = "From 1a2b Mon Sep 17 00:00:00 2001\nSubject: x\n\n--- a/m\n+++ b/m\n@@ -1 +1 @@\n-a\n+b\n---\n"
    assert read_diff(message + MODIFIED) == read_diff(MODIFIED)


PLAIN = "--- old/a.c\t2026-01-01 10:00\n+++ new/a.c\t2026-01-01 11:00\n@@ -1,2 +1,2 @@\n x\n--- y\n+z\n"


def test_a_plain_unified_diff_is_read() -> None:
    """`diff -u` has no git header; the hunks are counted, so that a removed `-- y` opens no file."""
    first, second = read_diff(PLAIN + PLAIN.replace("a.c", "b.c"))
    assert (first.path, first.status, first.additions, first.deletions, first.seen) == (
        "new/a.c",
        "modified",
        1,
        1,
        "whole",
    )
    assert second.path == "new/b.c"


@pytest.mark.parametrize(
    ("old", "new", "path", "status"),
    [
        ("a/x.c", "b/x.c", "x.c", "modified"),
        ("x.c", "x.c", "x.c", "modified"),
        ("/dev/null", "b/x.c", "x.c", "added"),
        ("a/x.c", "/dev/null", "x.c", "removed"),
        ('"a/\\303\\244 \\"q\\".c"', '"b/\\303\\244 \\"q\\".c"', 'ä "q".c', "modified"),
        ("a/a b.c\t", "b/a b.c\t", "a b.c", "modified"),
    ],
)
def test_paths_of_plain_diffs(old: str, new: str, path: str, status: str) -> None:
    """Prefixes, quotes and times are taken off; nowhere means added or removed."""
    file = one(f"--- {old}\n+++ {new}\n@@ -1 +1 @@\n-a\n+b\n")
    assert (file.path, file.status) == (path, status)


def test_a_lying_plain_diff_is_unreadable_and_the_next_file_is_read() -> None:
    """Lines that a header does not announce belong to its file."""
    file, other = read_diff(PLAIN.replace("-1,2 +1,2", "-1,1 +1,1") + PLAIN.replace("a.c", "b.c"))
    assert (file.seen, other.seen) == ("unreadable", "whole")


def test_a_submodule_log_is_a_submodule() -> None:
    """With `diff.submodule=log` git writes one line for a submodule."""
    file = one("Submodule lib/x 1a2b3c4..5d6e7f8:\n  > a commit\n")
    assert (file.path, file.submodule) == ("lib/x", True)


def test_added_removed_renamed_and_copied(tmp_path: Path) -> None:
    """Git's own words for what happened to a file come through."""
    (tmp_path / "stays").write_text("one\n" * 20)
    (tmp_path / "moves").write_text("two\n" * 20)
    (tmp_path / "goes").write_text("three\n")
    commit_all(tmp_path)
    (tmp_path / "goes").unlink()
    (tmp_path / "moves").rename(tmp_path / "moved here")
    (tmp_path / "copy").write_text("one\n" * 20 + "more\n")
    (tmp_path / "new").write_text("new\n")
    commit_all(tmp_path)
    assert [(file.path, file.status, file.old_path, file.additions, file.deletions) for file in between(tmp_path)] == [
        ("copy", "copied", "stays", 1, 0),
        ("goes", "removed", None, 0, 1),
        ("moved here", "renamed", "moves", 0, 0),
        ("new", "added", None, 1, 0),
    ]


def test_modes_links_and_binaries(tmp_path: Path) -> None:
    """A mode, a link and bytes change without a line of text."""
    (tmp_path / "run").write_text("x\n")
    (tmp_path / "turns").write_text("x\n")
    (tmp_path / "raw").write_bytes(b"\x00\x01")
    commit_all(tmp_path)
    (tmp_path / "run").chmod(0o755)
    (tmp_path / "turns").unlink()
    (tmp_path / "turns").symlink_to("run")
    (tmp_path / "link").symlink_to("run")
    (tmp_path / "raw").write_bytes(b"\x00\x02")
    commit_all(tmp_path)
    link, raw, run, turns = between(tmp_path)
    assert (link.symlink, link.status, link.new_mode) == (True, "added", "120000")
    assert (raw.binary, raw.status, raw.additions) == (True, "modified", 0)
    assert (run.old_mode, run.new_mode, run.hunks) == ("100644", "100755", ())
    assert (turns.status, turns.symlink, turns.additions, turns.deletions) == ("type_changed", True, 1, 1)


def test_binary_patches_are_binary(tmp_path: Path) -> None:
    """`git diff --binary` writes the bytes; none of them is a line."""
    (tmp_path / "raw").write_bytes(bytes(range(256)))
    (tmp_path / "gone").write_bytes(b"\x00")
    commit_all(tmp_path)
    (tmp_path / "raw").write_bytes(bytes(range(255, -1, -1)))
    (tmp_path / "gone").unlink()
    commit_all(tmp_path)
    assert [(file.path, file.binary, file.status) for file in between(tmp_path, "--binary")] == [
        ("gone", True, "removed"),
        ("raw", True, "modified"),
    ]


STRANGE = ["ä.txt", "a b.txt", "tab\there", 'quo"te', "new\nline", "b/b/b", "back\\slash", " b/x b/x", "-- x"]


@pytest.mark.parametrize("options", [(), ("--no-prefix",), ("--src-prefix=i/", "--dst-prefix=w/"), ("-R",)])
@pytest.mark.parametrize("text", ["y\n", ""])
def test_strange_paths_are_decoded(tmp_path: Path, options: tuple[str, ...], text: str) -> None:
    """Whatever a file is called and however git is set up, its path comes back as it is on disk."""
    commit_all(tmp_path)
    for name in STRANGE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    commit_all(tmp_path)
    assert sorted(file.path for file in between(tmp_path, *options)) == sorted(STRANGE)


def test_the_end_of_a_file_without_a_newline(tmp_path: Path) -> None:
    """Git's note about it is no line of the file."""
    (tmp_path / "a").write_text("one")
    commit_all(tmp_path)
    (tmp_path / "a").write_text("one\n")
    commit_all(tmp_path)
    (file,) = between(tmp_path)
    assert [(line.sign, line.text) for line in file.hunks[0].lines] == [("-", "one"), ("+", "one")]


@pytest.mark.parametrize(
    ("text", "seen", "note"),
    [
        (MODIFIED.partition("@@")[0], "missing", "its lines are not in the diff, only its header is"),
        ("diff --git a/src/a.py b/src/a.py\nindex 1111111..2222", "missing", "its lines are not in the diff, only its"),
        ("diff --git a/src/a.p", "truncated", "the diff ends in the middle of its header"),
        (
            MODIFIED + "@@ -2,1 +2,1 @@\n-two\n+2\n",
            "unreadable",
            "the hunk at line 2 begins before the one above it (at line 1) ends",
        ),
    ],
)
def test_a_file_that_is_not_whole_says_so(text: str, seen: str, note: str) -> None:
    """A diff that was cut in a header, or whose hunks overlap, names the file; what stands beside it is read."""
    beside = MODIFIED.replace("src/a.py", "b.py")
    whole, broken = read_diff(beside + text)
    assert (whole.seen, broken.path[:7], broken.seen) == ("whole", "src/a.p", seen)
    assert broken.note.startswith(note)


def test_an_empty_file_has_no_lines_to_miss() -> None:
    """Git writes no hunk for an empty file."""
    text = "diff --git a/py.typed b/py.typed\nnew file mode 100644\nindex 0000000..e69de29\n"
    assert (one(text).status, one(text).seen) == ("added", "whole")
