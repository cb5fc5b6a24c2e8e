"""Minutes come from the public table, and every figure can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.change import FileChange
from bot.facts.verdict import Contribution, Effort, LineCounts, LineKinds
from bot.policy.compose import compose
from bot.policy.effort import Sitting
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.shipped import load
from tests.reading.diffs import change, numbered

if TYPE_CHECKING:
    from random import Random

RULES = compose(load(), None)


def effort(*files: FileChange) -> Effort:
    """Return the effort of a change."""
    return measure(files, read_files(files, RULES.files, ""), RULES.effort)[0]


def missing(path: str, lines: int) -> FileChange:
    """Return a file whose patch was not seen: only its counts are known."""
    return FileChange(path, additions=lines, seen="missing", note="too large")


@pytest.mark.parametrize(
    ("file", "minutes"),
    [
        (missing("a.py", 100), 15.4),
        (missing("a_test.py", 100), 8.4),
        (missing("ci.yml", 100), 10.4),
        (missing("a.md", 100), 5.4),
        (missing("db/migrate/1_a.rb", 100), 15.4),
        (missing("package.json", 10), 1.9),
        (missing("yarn.lock", 9_000), 0.0),
        (missing("a.min.js", 9_000), 0.0),
        (missing("vendor/a.go", 9_000), 0.0),
        (missing("a.snap", 9_000), 0.1),
        (FileChange("a.py", "removed", deletions=9_000), 0.2),
        (FileChange("b.py", "renamed", "a.py"), 0.0),
        (FileChange("logo.png", binary=True), 0.0),
        (change("a.py", "", numbered(1, 100)), 15.4),
        (change("a.py", "a b\n" * 100, "a  b\n" * 100), 1.1),
        (change("a.py", "import a\n", "import b\n"), 0.1),
        (change("a.py", numbered(1, 100), numbered(1, 1)), 2.4),
        (FileChange("a.py", deletions=100, additions=10, seen="missing"), 3.9),
        (change("a.py", "# a\n" * 50, "# b\n" * 50), 5.4),
    ],
)
def test_minutes_of_one_file(file: FileChange, minutes: float) -> None:
    """A line costs what its file's kind or its own costs, opening a file 0.4, and passing one 0.1."""
    assert effort(file).minutes == minutes


def test_moved_lines_are_compared_not_read() -> None:
    """A block of 100 lines in a new place costs 200 lines at 0.02 and two files to open."""
    block = numbered(1, 100)
    assert effort(change("a.py", "x\n" + block, "x\n"), change("b.py", "y\n", "y\n" + block)) == Effort(
        minutes=4.8,
        sittings=1,
        lines=LineCounts(200, 0, 0),
        contributions=(Contribution("200 moved lines", 4.0), Contribution("2 files to open", 0.8)),
        line_kinds=LineKinds(moved=200),
    )


def test_a_rename_all_over_is_read_three_times() -> None:
    """A name changed in 200 lines of 20 files: six lines to read, the others compared, most files only passed."""
    files = [
        change(f"{n:02}.py", *(numbered(1, 10, f"a{n} {name}") for name in ("old_name", "new_name"))) for n in range(20)
    ]
    assert effort(*files) == Effort(
        minutes=12.8,
        sittings=1,
        lines=LineCounts(400, 0, 0),
        contributions=(
            Contribution("394 lines edited like others", 7.9),
            Contribution("spread over 20 files in 1 folder", 2.1),
            Contribution("19 files to pass", 1.9),
        ),
        line_kinds=LineKinds(semantic=6, systematic=394),
    )


def test_each_file_says_what_was_done_to_its_lines() -> None:
    """Every line of a file is of one kind, not seen, or in a file that is set aside."""
    files = (
        change("a.py", "import a\n# b\nc d\n\n", "import b\n# c\nc  d\ne\n"),
        FileChange("b.py", additions=7, seen="missing"),
        change("c.lock", "", numbered(1, 9)),
        change("yarn.lock", "", numbered(1, 9)),
    )
    found, readings = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    assert [reading.line_kinds for reading in readings] == [
        LineKinds(semantic=1, imports=2, comments=2, whitespace=3),
        LineKinds(unseen=7),
        LineKinds(semantic=9),
        LineKinds(),
    ]
    assert found.line_kinds == LineKinds(semantic=10, imports=2, comments=2, whitespace=3, unseen=7)


def test_a_cheap_file_stays_cheap() -> None:
    """A line never costs more for being moved than it costs in its file."""
    block = numbered(1, 100)
    assert effort(change("a.lock", block, ""), change("yarn.lock", "", block)).minutes == 0.2


@pytest.mark.parametrize(
    ("paths", "minutes", "last"),
    [
        ([f"{n}.py" for n in range(10)], 19.0, "10 files to open"),
        ([f"{n}.py" for n in range(11)], 25.1, "spread over 11 files in 1 folder"),
        ([f"{n}/a.py" for n in range(5)], 9.5, "5 files to open"),
        ([f"{n}/a.py" for n in range(6)], 13.7, "spread over 6 files in 6 folders"),
        ([*(f"{n}/a.py" for n in range(5)), *(f"v{n}/yarn.lock" for n in range(9))], 9.5, "5 files to open"),
    ],
)
def test_spread_is_a_fifth_on_top(paths: list[str], minutes: float, last: str) -> None:
    """Above ten files or five folders to read in, finding one's way costs 20 %."""
    found = effort(*(missing(path, 10) for path in paths))
    assert found.minutes == minutes
    assert last in [contribution.what for contribution in found.contributions]


def test_the_three_largest_contributions_are_named() -> None:
    """The largest comes first, in words."""
    files = (missing("a.py", 1_412), missing("t_test.py", 100), missing("a.md", 1), missing("go.mod", 3))
    assert effort(*files).contributions == (
        Contribution("1,412 lines of source", 211.8),
        Contribution("100 lines of tests", 8.0),
        Contribution("4 files to open", 1.6),
    )


def test_three_line_counts() -> None:
    """Changed lines are to review, in tests, or set aside: never one number."""
    files = (missing("a.py", 10), missing("a_test.py", 20), missing("go.sum", 30), missing("a.md", 5))
    assert effort(*files).lines == LineCounts(to_review=15, tests=20, set_aside=30)


@pytest.mark.parametrize(
    ("lines", "minutes", "sittings"), [(0, 0.4, 1), (397, 60.0, 1), (398, 60.1, 2), (900, 135.4, 3)]
)
def test_sittings_are_what_the_minutes_fill(lines: int, minutes: float, sittings: int) -> None:
    """Sixty minutes fit; a tenth of a minute more does not."""
    found = effort(missing("a.py", lines))
    assert (found.minutes, found.sittings) == (minutes, sittings)


def test_a_repositorys_sitting_counts() -> None:
    """A shorter sitting gives more of them, and the limits are in the result."""
    rules = replace(RULES.effort, sitting=Sitting(20, 10))
    files = (missing("a.py", 200),)
    found, _ = measure(files, read_files(files, RULES.files, ""), rules)
    assert (found.sittings, found.budget_minutes, found.warn_minutes) == (2, 20, 10)


def test_each_file_has_its_minutes() -> None:
    """The readings come back with what each file costs, to a hundredth."""
    files = (missing("a.py", 3), missing("go.mod", 1), missing("go.sum", 9))
    _, readings = measure(files, read_files(files, RULES.files, ""), RULES.effort)
    assert [reading.minutes for reading in readings] == [0.85, 1.0, 0.0]


def test_nothing_costs_nothing() -> None:
    """An empty change fits one sitting."""
    assert effort() == Effort(0.0, 1, LineCounts())


FILES = st.lists(
    st.builds(
        missing, st.sampled_from(["a.py", "b/c.md", "d/e.yml", "f_test.go", "go.mod", "x/y.lock"]), st.integers(0, 500)
    ),
    max_size=20,
)


@given(FILES, st.randoms())
def test_the_order_of_files_changes_nothing(files: list[FileChange], random: Random) -> None:
    """The same change gives the same figures, to the last digit."""
    expected = effort(*files)
    random.shuffle(files)
    assert effort(*files) == expected
