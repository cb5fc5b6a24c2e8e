"""What holds for every change, however it was made: counts add up, every line has one kind, nothing raises."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.reading.line_kinds import read_line_kinds
from bot.shipped import load
from tests.reading.diffs import change

if TYPE_CHECKING:
    from random import Random

    from bot.facts.change import FileChange

RULES = compose(load(), None)
LINES = st.sampled_from(
    ["", "}", "import a", "import {", "  a,", "} from 'a'", "from a import (", ")", "# why", "// why", "/*", "*/",
     '"""', "call(old_name, 1)", "call(new_name, 1)", "    call(old_name, 1)", "\tcall(old_name, 1)", "x = (1)",
     "x = (1,)", "x\r", "\x00", "\u2028", "ünïcödé", "x" * 3_000, "-- a", "++ b", "use a::{", "};", "<!--", "-->",
     "recorded_with: VCR"]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=40).map(lambda lines: "".join(f"{line}\n" for line in lines))
PATHS = st.sampled_from(
    ["a.py", "b/c.ts", "d/e.rs", "f.go", "g.c", "h_test.go", "i.md", "j.lock", "Makefile", "k.vue", "ü n.sql", "l"]
)


@st.composite
def changes(draw: st.DrawFn) -> list[FileChange]:
    """Return files of different paths, each changed from one text to another, some seen in part only."""
    files = [change(path, draw(TEXTS), draw(TEXTS)) for path in draw(st.lists(PATHS, max_size=6, unique=True))]
    return [cut(file) if draw(st.booleans()) else file for file in files]


def cut(file: FileChange) -> FileChange:
    """Return a file whose patch was left out although its counts are known."""
    return change(file.path, additions=file.additions, deletions=file.deletions, seen="missing", note="too large")


@given(changes())
def test_every_changed_line_is_counted_once(files: list[FileChange]) -> None:
    """The kinds of a file's lines, and those nobody saw, are its added and removed lines; set aside it has none."""
    effort, readings = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    for reading in readings:
        expected = 0 if reading.counts == "set_aside" else reading.added + reading.removed
        assert sum(astuple(reading.line_kinds)) == expected
    total = sum(file.additions + file.deletions for file in files)
    assert sum(astuple(effort.lines)) == total
    assert sum(astuple(effort.line_kinds)) == effort.lines.to_review + effort.lines.tests


@given(changes(), st.randoms())
def test_kinds_and_minutes_do_not_depend_on_the_order_of_files(files: list[FileChange], random: Random) -> None:
    """The same files in another order are the same change."""
    kinds = dict(zip(files, read_line_kinds(files, RULES.effort.languages), strict=True))
    effort, _ = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    random.shuffle(files)
    assert kinds == dict(zip(files, read_line_kinds(files, RULES.effort.languages), strict=True))
    assert effort == measure(files, read_files(files, RULES.files, ""), RULES.effort)[0]


@given(changes())
def test_a_line_of_its_own_kind_never_costs_more_than_one_to_understand(files: list[FileChange]) -> None:
    """Knowing more about lines makes a change cheaper, never dearer."""
    readings = read_files(files, RULES.files, "")
    known, _ = measure(files, readings, RULES.effort)
    unseen, _ = measure([cut(file) for file in files], readings, RULES.effort)
    assert known.minutes <= unseen.minutes


HOSTILE = {
    "lying header": "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,9 +1,9 @@\n-a\n+b\n",
    "lying header before another file": "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,9 +1 @@\n-a\n+b\n"
    "diff --git a/b.py b/b.py\n--- a/b.py\n+++ b/b.py\n@@ -1 +1 @@\n-a\n+b\n",
    "carriage returns": "diff --git a/a.py b/a.py\r\n--- a/a.py\r\n+++ b/a.py\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n",
    "NUL": "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-\x00\n+\x00\x00\n",
    "long lines": "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n"
    f"-{'import a, (' * 20_000}\n+{'(x,)' * 50_000}\n",
    "quoted path": 'diff --git "a/\\303\\274\\t.py" "b/\\303\\274\\t.py"\n--- "a/\\303\\274\\t.py"\n'
    '+++ "b/\\303\\274\\t.py"\n@@ -1 +1 @@\n-a\n+b\n',
    "combined": "diff --cc a.py\nindex 1,2..3\n--- a/a.py\n+++ b/a.py\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n",
    "submodule": "diff --git a/lib b/lib\nindex 1..2 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n"
    "-Subproject commit 1\n+Subproject commit 2\n",
    "symlink": "diff --git a/link b/link\nnew file mode 120000\nindex 0..2\n--- /dev/null\n+++ b/link\n@@ -0,0 +1 @@\n"
    "+target.py\n\\ No newline at end of file\n",
    "half a character": "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-\ud800\n+import \udfff\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_diffs_are_measured(name: str) -> None:
    """Each gives files with minutes and counts that add up."""
    files = read_diff(HOSTILE[name])
    effort, readings = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    assert [sum(astuple(reading.line_kinds)) for reading in readings] == [
        file.additions + file.deletions for file in files
    ]
    assert sum(astuple(effort.lines)) > 0


@given(st.sampled_from(sorted(HOSTILE)), st.integers(0, 400))
def test_a_diff_cut_anywhere_is_measured(name: str, length: int) -> None:
    """Wherever the text stops, what was read adds up."""
    files = read_diff(HOSTILE[name][:length])
    effort, _ = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    assert sum(astuple(effort.lines)) == sum(file.additions + file.deletions for file in files)
    assert [len(kinds) for kinds in read_line_kinds(files, RULES.effort.languages)] == [
        sum(line.sign != " " for hunk in file.hunks for line in hunk.lines) for file in files
    ]


@pytest.mark.parametrize(
    "line",
    ["/*", "import {", "from a import (", '"""', "call(old_name)", "(" * 400, "  a,", "} from 'a'", "# a", "x = (1,)"],
)
@pytest.mark.parametrize("path", ["a.py", "a.ts", "a.c"])
def test_one_line_ten_thousand_times_takes_linear_time(path: str, line: str) -> None:
    """What opens and never closes, or closes and never opened, is looked at once."""
    (kinds,) = read_line_kinds([change(path, "", f"{line}\n" * 10_000)], RULES.effort.languages)
    assert len(kinds) == 10_000
