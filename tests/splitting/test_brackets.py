"""Brackets and strings that are open at the end of some lines, and lines that stand inside a string."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.change import FileChange, Hunk, Line
from bot.splitting.atoms import cut
from bot.splitting.brackets import depth, within_strings
from bot.splitting.long_files import refined


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("call('[{', \"(\" // {", (1, 0, 0, 0)),
        ("x := `\nfunc {\n\\`\n}", (0, 0, -1, 0)),
        ("x := `\nfunc {", (0, 0, 1, 1)),
        ('"""\nf(\n"""\n[', (0, 1, 0, 0)),
        ("'''\nf(", (1, 0, 0, 1)),
        ("// a ` in a comment (\nf(", (1, 0, 0, 0)),
        ("c = '`'\nf(", (1, 0, 0, 0)),
        ("x = `a ${b ? `c` : ''}`\n}", (0, 0, -1, 0)),
    ],
)
def test_only_what_the_language_itself_would_see_is_counted(text: str, wanted: tuple[int, ...]) -> None:
    """Strings and comments hold anything; a string of many lines that nobody closes is open as a bracket is."""
    assert wanted == depth(text.split("\n"))


def test_lines_inside_strings_are_told() -> None:
    """The line that opens a string is code; those up to its end are not, however much they look like it."""
    lines = ['x = """', "def f():", '    """', "y = `", "func main() {", "`", "z = 1"]
    assert frozenset({1, 2, 4, 5}) == within_strings(lines)


@given(st.lists(st.text("`'\"\\#/*([{}])\n a", max_size=12), max_size=20))
def test_more_lines_never_open_what_was_quoted(lines: list[str]) -> None:
    """The first line never stands in a string, and none is told that is not there."""
    assert within_strings(lines) <= frozenset(range(1, sum(line.count("\n") + 1 for line in lines)))


def test_a_new_file_is_not_cut_inside_a_string() -> None:
    """A diff, a page or a program in a string looks like definitions at the margin."""
    quoted = ["\twant := `", *(["", "func main() {}"] * 30), "`"]
    texts = ["func first() {", *quoted, "}", "", "func second() {", "}"]
    added = tuple(Line("+", text, None, at) for at, text in enumerate(texts, 1))
    file = FileChange("a.go", "added", additions=len(added), hunks=(Hunk(0, 0, 1, len(added), "", added),))
    atoms = cut([file])
    pieces, _ = refined([file], atoms, [(0,)], 20)
    assert [1, texts.index("func second() {") + 1] == [piece.new_at for piece in pieces]
