"""What holds for every diff, made by git or by nobody."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.diff import read_diff
from bot.reading.line_kinds import read_line_kinds
from bot.reading.patch import read_patch
from tests.reading.diffs import change, commit_all, git

LINE = st.sampled_from(
    ["", "a", "-- x", "++ y", "@@ -1 +1 @@", "diff --git a/x b/x", "  b", "\tc", "d\r", "é", "--- a/x", "\\ No"]
)
TEXT = st.lists(LINE, max_size=30).map(lambda lines: "".join(f"{line}\n" for line in lines))
NAME = st.sampled_from(["a", "b c", "ü", "d/e", "f.py"])


@given(TEXT, TEXT)
def test_hunks_turn_the_old_text_into_the_new(old: str, new: str) -> None:
    """Applying what was read gives back the new file, line by line."""
    file = change("a", old, new)
    before, after = old.split("\n")[:-1], []
    at = 0
    for hunk in file.hunks:
        start = hunk.old_start - (1 if hunk.old_lines else 0)
        after += before[at:start]
        after += [line.text for line in hunk.lines if line.sign != "-"]
        at = start + hunk.old_lines
    assert after + before[at:] == new.split("\n")[:-1]


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(NAME, TEXT, max_size=4), st.dictionaries(NAME, TEXT, max_size=4))
def test_counts_are_those_of_git(old: dict[str, str], new: dict[str, str]) -> None:
    """Files, added and removed lines are what `git diff --numstat` says, and each line has one kind."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for files in (old, new):
            for path in ("a", "b c", "ü", "d/e", "f.py"):
                (folder / path).unlink(missing_ok=True)
            for path, text in files.items():
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_bytes(text.encode())
            commit_all(folder)
        counted = git(folder, "diff", "--no-renames", "--numstat", "-z", "HEAD~1", "HEAD").split("\0")[:-1]
        read = read_diff(git(folder, "diff", "--no-renames", "HEAD~1", "HEAD"))
    assert sorted(f"{file.additions}\t{file.deletions}\t{file.path}" for file in read) == sorted(counted)
    assert [len(kinds) for kinds in read_line_kinds(read)] == [file.additions + file.deletions for file in read]


PIECES = st.sampled_from(
    ["diff --git a/x b/x\n", 'diff --git "a/\\303" b/x\n', "diff --cc x\n", "--- a/x\n", "+++ b/x\n", "@@ -1 +1 @@\n",
     "@@ -1,2 +3,4 @@ f\n", "@@@ -1 -1 +1 @@@\n", "-a\n", "+b\n", " c\n", "\\ No newline at end of file\n", "\n",
     "rename from x\n", 'rename to "y\n', "new file mode 1\n", "deleted file mode 2\n", "index 1..2 100644\n",
     "Binary files a and b differ\n", "GIT binary patch\n", "Submodule x 1234567..7654321:\n", "\r\n", "\x00",
     "-- \n2.39\n", "\ud800\n", "\u2028", "\x0c"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)))
def test_no_text_raises(text: str) -> None:
    """Any text is a change, however small; what cannot be read whole says why."""
    for file in read_diff(text):
        assert (file.note == "") == (file.seen == "whole" and not file.submodule)
        signs = [line.sign for hunk in file.hunks for line in hunk.lines]
        assert file.seen == "unreadable" or (file.additions, file.deletions) == (signs.count("+"), signs.count("-"))


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_patch_is_read_or_refused_in_words(text: str) -> None:
    """A patch alone is hunks or a ValueError for a person."""
    try:
        hunks = read_patch(text)
    except ValueError as error:
        hunks = ()
        assert str(error)  # noqa: PT017 - the other branch is as good
    for hunk in hunks:
        assert hunk.old_lines == sum(line.sign != "+" for line in hunk.lines)
        assert hunk.new_lines == sum(line.sign != "-" for line in hunk.lines)
