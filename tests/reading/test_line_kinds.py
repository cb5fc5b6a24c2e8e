"""Each changed line has one kind: what the eye skips is not what the mind reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.line_kinds import read_line_kinds
from tests.reading.diffs import change, numbered

if TYPE_CHECKING:
    from random import Random

    from bot.facts.change import FileChange


def kinds(*files: FileChange) -> dict[str, int]:
    """Return how many lines there are of each kind, over all files."""
    return dict(Counter(kind for found in read_line_kinds(files) for kind in found))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\n", "b\n", {"semantic": 2}),
        ("a b\n", "a  b\n", {"whitespace": 2}),
        ("if x:\n  y\n", "if x:\n    y\n", {"whitespace": 2}),
        ("f(a, b)\n", "f(\n  a,\n  b\n)\n", {"whitespace": 5}),
        ("f(a, b)\n", "f(\n  a,\n  c\n)\n", {"semantic": 5}),
        ("a\nb\n", "a\n\nb\n", {"whitespace": 1}),
        ("a\nb\n", "b\n", {"semantic": 1}),
        ("a\nb\n", "b\r\nc\n", {"whitespace": 2, "semantic": 2}),
        ("one\n", "two\n one\n", {"semantic": 1, "whitespace": 2}),
    ],
)
def test_white_space(old: str, new: str, expected: dict[str, int]) -> None:
    """Lines that stand on both sides of one place but for white space were laid out anew."""
    assert kinds(change("a.py", old, new)) == expected


def test_a_block_that_stands_elsewhere_is_moved() -> None:
    """Five lines or more, removed here and added there, within a file or across files."""
    block = numbered(1, 6)
    old, new = "x\n" + block + "y\n", "x\ny\n"
    assert kinds(change("a.py", old, new), change("b.py", "z\n", "z\n" + block)) == {"moved": 12}


def test_a_short_block_is_not_moved() -> None:
    """Four lines are alike by chance."""
    block = numbered(1, 4)
    assert kinds(change("a.py", block, ""), change("b.py", "", block)) == {"semantic": 8}


def test_closing_braces_are_not_moved() -> None:
    """Lines without letters and digits say nothing about where they came from."""
    assert kinds(change("a.c", "}\n" * 9, ""), change("b.c", "", "}\n" * 9)) == {"semantic": 18}


def test_a_line_moves_once() -> None:
    """A block that is pasted twice was moved once and added once."""
    block = numbered(1, 6)
    assert kinds(change("a.py", block, ""), change("b.py", "", block), change("c.py", "", block)) == {
        "moved": 12,
        "semantic": 6,
    }


def test_what_was_changed_inside_a_moved_block_is_read() -> None:
    """Moved lines end where the text differs."""
    new = numbered(1, 6) + "changed\n" + numbered(8, 20)
    assert kinds(change("a.py", numbered(1, 20), ""), change("b.py", "", new)) == {"moved": 38, "semantic": 2}


def test_blank_lines_inside_a_moved_block_do_not_cut_it() -> None:
    """A function with blank lines in it moves as one."""
    block = numbered(1, 3) + "\n" + numbered(4, 6)
    assert kinds(change("a.py", block, ""), change("b.py", "", block)) == {"moved": 14}


def test_many_equal_lines_take_linear_time() -> None:
    """Ten thousand equal lines on both sides are no trap."""
    lines = "the same line of many words\n" * 10_000
    assert kinds(change("a.py", lines, ""), change("b.py", "", lines)) == {"moved": 20_000}


WORDS = st.lists(st.sampled_from(["alpha beta", "gamma delta", "", "}", " alpha beta", "x" * 30]), max_size=15)
TEXT = WORDS.map(lambda lines: "".join(f"{line}\n" for line in lines))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.randoms())
def test_every_line_has_one_kind_in_any_order_of_files(texts: list[tuple[str, str]], random: Random) -> None:
    """The kinds of a file's lines do not depend on where it stands in the list."""
    files = [change(f"{index}.py", old, new) for index, (old, new) in enumerate(texts)]
    found = dict(zip(files, read_line_kinds(files), strict=True))
    assert [len(kinds) for kinds in found.values()] == [file.additions + file.deletions for file in found]
    random.shuffle(files)
    assert dict(zip(files, read_line_kinds(files), strict=True)) == found
