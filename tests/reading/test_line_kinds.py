"""Each changed line has one kind: what the eye skips is not what the mind reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.compose import compose
from bot.reading.line_kinds import read_line_kinds
from bot.shipped import load
from tests.reading.diffs import change, numbered

if TYPE_CHECKING:
    from random import Random

    from bot.facts.change import FileChange

LANGUAGES = compose(load(), None).effort.languages


def kinds(*files: FileChange) -> dict[str, int]:
    """Return how many lines there are of each kind, over all files."""
    return dict(Counter(kind for found in read_line_kinds(files, LANGUAGES) for kind in found))


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


def test_an_indented_block_is_moved() -> None:
    """A block that stands deeper, or shallower, in its new place is the same block."""
    old = "a = 1 of many words\n  b = 2\n    c = 3\n  d = 4\ne = 5\n"
    deeper = "".join(f"\t\t{line}\n" for line in old.splitlines())
    assert kinds(change("a.py", old, ""), change("b.py", "", deeper)) == {"moved": 10}


def test_a_block_of_another_shape_is_not_moved() -> None:
    """Where one line went out of its block, the code means something else."""
    old = "a = 1 of many words\n  b = 2\n    c = 3\n    d = 4\ne = 5\n"
    new = old.replace("    d", "  d")
    assert kinds(change("a.py", old, ""), change("b.py", "", new)) == {"semantic": 10}


def test_many_closing_braces_take_linear_time() -> None:
    """Forty thousand lines that may not move, because nothing is in them, are no trap either."""
    lines = "}\n" * 40_000
    assert kinds(change("a.c", lines, ""), change("b.c", "", lines)) == {"semantic": 80_000}


@pytest.mark.parametrize(
    ("path", "old", "new", "kind"),
    [
        ("a.ts", "f('a', b)\n", "f(\n  'a',\n  b,\n);\n", "whitespace"),
        ("a.ts", "a('x')\n", 'a("x");\n', "whitespace"),
        ("a.py", "f('a', b)\n", 'f(\n    "a",\n    b,\n)\n', "whitespace"),
        ("a.py", "a = (b)\n", "a = (b,)\n", "semantic"),
        ("a.py", "return (b)\n", "return (b,)\n", "semantic"),
        ("a.sh", "echo '$a'\n", 'echo "$a"\n', "semantic"),
        ("a.c", "f(a, b)\n", "f(a, b,)\n", "semantic"),
    ],
)
def test_what_a_formatter_changes_depends_on_the_language(path: str, old: str, new: str, kind: str) -> None:
    """Quotes, semicolons and trailing commas are layout only where they mean nothing."""
    assert set(kinds(change(path, old, new))) == {kind}


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("a.ts", "import b from 'b'\nimport a from 'a'\n", "import a from 'a'\nimport b from 'b'\n", {"import": 2}),
        ("a.ts", "import {\n  a,\n} from 'x'\n", "import {\n  a,\n  b as c,\n} from 'x'\n", {"import": 1}),
        ("a.ts", "let a = {\n  a,\n}\n", "let a = {\n  a,\n  b,\n}\n", {"semantic": 1}),
        ("a.py", "from a import (\n    b,\n)\nf(\n    c,\n)\n", "from a import (\n    d,\n)\nf(\n    e,\n)\n",
         {"import": 2, "semantic": 2}),
        ("a.go", 'import (\n\t"a"\n)\n', 'import (\n\t"a"\n\tb "c"\n)\n', {"import": 1}),
        ("a.go", 'x := []string{\n\t"a",\n}\n', 'x := []string{\n\t"a",\n\t"b",\n}\n', {"semantic": 1}),
        ("a.rs", "use a::{\n    b,\n};\n", "use a::{\n    b, c::{d, e},\n};\n", {"import": 2}),
        ("a.c", "#include <a.h>\n", "#include <b.h>\n", {"import": 2}),
        ("a.txt", "import a\n", "import b\n", {"semantic": 2}),
    ],
)  # fmt: skip
def test_imports(path: str, old: str, new: str, expected: dict[str, int]) -> None:
    """What imports is known on one line and over several, by language."""
    assert kinds(change(path, old, new)) == expected


def test_an_import_whose_beginning_is_far_up_is_known_by_its_end() -> None:
    """The hunk shows `} from` alone; the names before it are imported."""
    names = "".join(f"  name{number},\n" for number in range(20))
    old = f"import {{\n{names}}} from 'x'\n"
    assert kinds(change("a.ts", old, old.replace("name19", "other"))) == {"import": 2}


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("a.py", "x = 1\n", "# why\nx = 1\n", {"comment": 1}),
        ("a.py", "x = 1\n", "x = 1  # why\n", {"semantic": 2}),
        ("a.py", "f()\n", '"""One.\n\nTwo.\n"""\nf()\n', {"comment": 3, "whitespace": 1}),
        ("a.py", "x = 1\n", 'x = 1\ny = """\nz\n"""\n', {"semantic": 3}),
        ("a.c", "a();\n", "/* one\n   two */\na();\n", {"comment": 2}),
        ("a.c", "a();\n", "/* one\n   two */ b();\na();\n", {"semantic": 2}),
        ("a.c", "a();\n", "/* never closed\na();\n", {"semantic": 1}),
        ("a.yml", "a: 1\n", "# why\na: 1\n", {"comment": 1}),
        ("a.md", "a\n", "# Title\na\n", {"semantic": 1}),
    ],
)  # fmt: skip
def test_comments(path: str, old: str, new: str, expected: dict[str, int]) -> None:
    """A line that is a comment and nothing else is one; what no reader can be sure of is code."""
    assert kinds(change(path, old, new)) == expected


def renamed(sites: int, old: str = "old_name", new: str = "new_name") -> FileChange:
    """Return one substitution in lines that have nothing else in common, each with context between."""
    lines = [f"call{number}({{}}, {number})\nkeep{number}\n" for number in range(sites)]
    return change("a.py", "".join(lines).replace("{}", old), "".join(lines).replace("{}", new))


@pytest.mark.parametrize(
    ("sites", "expected"),
    [(3, {"semantic": 6}), (4, {"semantic": 6, "systematic": 2}), (10, {"semantic": 6, "systematic": 14})],
)
def test_a_substitution_is_known_after_three_sites(sites: int, expected: dict[str, int]) -> None:
    """The first three are read."""
    assert kinds(renamed(sites)) == expected


@pytest.mark.parametrize(("old", "new"), [("1", "2"), ("+", "-"), ("x", "y")])
def test_numbers_and_operators_are_no_pattern(old: str, new: str) -> None:
    """Where `1` becomes `2` in ten places, each may be wrong for a reason of its own."""
    assert kinds(renamed(10, old, new)) == {"semantic": 20}


def test_an_argument_added_everywhere_is_systematic() -> None:
    """What was put in is the same although nothing was taken out."""
    assert kinds(renamed(10, "name", "context, name")) == {"semantic": 6, "systematic": 14}


def test_a_known_rename_is_found_where_lines_were_added_too() -> None:
    """The renamed line is known; what was added beside it is read."""
    known = renamed(10)
    beside = change("b.py", "f(old_name)\n", "f(new_name)\ng(other)\n")
    assert kinds(known, beside) == {"semantic": 7, "systematic": 16}


def test_the_same_lines_taken_away_everywhere_are_systematic() -> None:
    """After three places the fourth holds no surprise."""
    files = [change(f"{n}.py", f"a{n}\nlegacy_call(one)\nb\n", f"a{n}\nb\n") for n in range(10)]
    assert kinds(*files) == {"semantic": 3, "systematic": 7}


def test_the_same_lines_added_everywhere_are_read() -> None:
    """New code repeats itself; that alone says nothing."""
    files = [change(f"{n}.py", f"a{n}\nb\n", f"a{n}\nreturn nothing\nb\n") for n in range(10)]
    assert kinds(*files) == {"semantic": 10}


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
