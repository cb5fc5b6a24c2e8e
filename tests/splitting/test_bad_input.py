"""Whatever a change is made of, git builds the head from the parts; of what was not seen nothing is planned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.change import FileChange
from tests.splitting.rehearsal import Change, Link, Module, Program, changed_lines, facts_of, lines_of, plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.splitting.rehearsal import Tree

TILL, GATE = (
    "".join(f"{word}_{n} = prepare_{word}({n}, {word}_input)\n" for n in range(60)) for word in ("till", "gate")
)
DIFF = "diff --git a/{0} b/{0}\n--- a/{0}\n+++ b/{0}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"x.txt": "a\r\nb\r\n"}, {"x.txt": "a\r\nc\r\nb\r\n"}, id="crlf"),
        pytest.param({"x.txt": "a\r\nb\r\n"}, {"x.txt": "a\nb\n"}, id="crlf to lf"),
        pytest.param({"x.txt": "a\nb"}, {"x.txt": "b\nc"}, id="no newline at the end"),
        pytest.param({"x.txt": "a\nb\n"}, {"x.txt": "a\nb"}, id="the newline at the end goes"),
        pytest.param({"x.sh": "a\n"}, {"x.sh": Program("a\n")}, id="mode"),
        pytest.param({"x.sh": "a\nb\n"}, {"x.sh": Program("a\nc\n")}, id="mode and text"),
        pytest.param({"x": Link("kept.txt")}, {"x": Link("gate.py")}, id="symlink"),
        pytest.param({"x": "a\n"}, {"x": Link("kept.txt")}, id="file to symlink"),
        pytest.param({"x": Module("1" * 40)}, {"x": Module("2" * 40)}, id="submodule"),
        pytest.param({"a/x.txt": TILL}, {"b/x.txt": TILL.replace("_7 ", "_seven ")}, id="rename with edits"),
        pytest.param({"x.txt": "a\n" * 9}, {"y/x.txt": "b\n" * 9}, id="deleted and written anew elsewhere"),
        pytest.param({"x.bin": b"\0\1"}, {"x.bin": b"\0\2"}, id="binary"),
        pytest.param({"x.txt": b"caf\xe9\n"}, {"x.txt": b"th\xe9\n"}, id="not UTF-8"),
        pytest.param({"x.txt": ""}, {"x.txt": "a\n"}, id="empty before"),
        pytest.param({"x.txt": "a\n"}, {"x.txt": ""}, id="empty after"),
        pytest.param({"a b\t.txt": "a\n"}, {"a b\t.txt": "b\n"}, id="a path with a control character"),
    ],
)
def test_git_builds_the_head_from_the_parts(tmp_path: Path, before: Tree, after: Tree) -> None:
    """Beside two long concerns, each kind of change is in one part, and the parts end in the tree of the head."""
    base: Tree = {"kept.txt": "kept\n", "till.py": "till\n", "gate.py": "gate\n", **before}
    change = Change(tmp_path / "repo", base, {"kept.txt": "kept\n", "till.py": TILL, "gate.py": GATE, **after})
    found = plan(change.facts, budget=10)
    assert (True, sorted(changed_lines(change.facts))) == (found.proof.proven, sorted(lines_of(found)))
    assert [change.head_tree()] == change.rebuilt(found)[-1:]


@pytest.mark.parametrize(
    "hunks",
    [
        pytest.param("@@ -1,2 +1,9 @@\n one\n+two\n", id="more lines than there are"),
        pytest.param("@@ -1,1 +1,1 @@\n one\n+two\n+three\n", id="fewer lines than there are"),
        pytest.param("@@ -9,1 +9,2 @@\n one\n+two\n@@ -1,1 +1,2 @@\n one\n+two\n", id="hunks backwards"),
        pytest.param("@@ -1,2 +1,3 @@\n one\n+two\n three\n@@ -1,2 +1,3 @@\n one\n+two\n three\n", id="overlapping"),
        pytest.param("@@ -x +y @@\n one\n+two\n", id="no numbers"),
    ],
)
def test_a_hunk_that_lies_is_no_ground_for_a_plan(hunks: str) -> None:
    """Git never writes it: its file is named as not read, and no line of it is in a part as if it were understood."""
    found = plan(facts_of(DIFF.format("a.py") + hunks), budget=1)
    assert () == found.parts
    assert any("a.py" in note for note in found.unseen)


def test_a_file_that_stands_twice_in_a_diff_is_no_ground_for_a_plan() -> None:
    """A series of commits counts its lines from several bases: whichever was taken, parts would lose lines."""
    new = DIFF.format("a.py").replace("--- a/a.py", "--- /dev/null") + "@@ -0,0 +1,1 @@\n+one\n"
    found = plan(facts_of(new + DIFF.format("b.py") + "@@ -1 +1 @@\n-b\n+c\n" + new), budget=1)
    assert ("not_analysed", ()) == (found.says, found.parts)
    assert ["`a.py`: it stands in the diff more than once, as in a series of commits"] == list(found.unseen)


def test_texts_that_do_not_fit_the_hunks_prove_nothing(tmp_path: Path) -> None:
    """Where the base that was read is another one, no plan says that its parts apply to it."""
    base: Tree = {"till.py": TILL, "gate.py": "gate\n"}
    changed = TILL.replace("till_1 =", "till_one =").replace("till_50 =", "till_fifty =") + "till_last = 1\n"
    facts = Change(tmp_path / "repo", base, {"till.py": changed, "gate.py": GATE}).facts
    found = plan(facts, None, 1, **{"till.py": ("another\n" * 60, "file\n" * 60)})
    assert sum(file.path == "till.py" for part in found.parts for file in part.files) < 2


def test_a_patch_that_was_left_out_goes_as_a_whole_and_is_named(tmp_path: Path) -> None:
    """GitHub hides large patches: the file is in one part, as a whole, and the plan says that nobody saw it."""
    facts = Change(tmp_path / "repo", {"a.txt": "a\n"}, {"a.txt": "a\n", "till.py": TILL, "gate.py": GATE}).facts
    hidden = FileChange("big.sql", "modified", additions=40, deletions=2, seen="missing", note="too large to show")
    found = plan(replace(facts, files=(*facts.files, hidden)), budget=10)
    assert [True] == [file.whole for part in found.parts for file in part.files if file.path == "big.sql"]
    assert ("`big.sql`: too large to show",) == found.unseen
