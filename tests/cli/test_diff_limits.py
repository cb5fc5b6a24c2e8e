"""How much of a diff is read, and how the rest is named."""

import pytest

from bot.cli.diff_limits import MOST_FILES, MOST_LINES, limited_diff
from tests.cli.diffs import SMALL, added_file


def test_an_ordinary_diff_is_read_whole() -> None:
    """Nothing is cut and nothing is said."""
    assert (SMALL, ()) == limited_diff(SMALL)


@pytest.mark.parametrize(
    ("diff", "why"),
    [
        (added_file("a.py", 2) * (MOST_FILES + 7), "more than 3,000 files. 7 more"),
        (added_file("a.py", 1000) * 310, "more than 300,000 lines"),
        (added_file("a.py", 2) + "+" * 17 * 1024 * 1024, "larger than 16 MB"),
    ],
)
def test_a_monster_is_cut_and_the_cut_is_named(diff: str, why: str) -> None:
    """Too many files, lines or characters: what is kept is the beginning, and the note counts what was left out."""
    kept, (note,) = limited_diff(diff)
    assert diff.startswith(kept)
    assert why in note.replace(": it has ", " ").replace("it is ", "")
    assert kept.count("\n") <= MOST_LINES


def test_the_cut_is_where_a_file_ends() -> None:
    """What is kept can be read: no hunk is broken where a file boundary was near."""
    one = added_file("a.py", 1000)
    kept, _ = limited_diff(one * 310)
    assert one * (len(kept) // len(one)) == kept
