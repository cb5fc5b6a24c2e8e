"""Every file a repository can write passes the YAML reader, so most of these texts are hostile."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.facts.problems import Problem
from bot.policy.yaml_tree import Entry, Mapping, Scalar, Sequence, read_as_far, read_yaml


def refusal(text: str) -> Problem:
    """Return the one problem that a text is refused with."""
    with pytest.raises(RuleError) as caught:
        read_yaml(text, "rules.yml")
    (problem,) = caught.value.problems
    return problem


def test_places_and_text_are_kept() -> None:
    """A scalar stays the text that was written, with its line and column."""
    value = Sequence((Scalar("NO", 1, 5), Scalar("007", 1, 9)), 1, 4)
    assert read_yaml("a: [NO, 007]", "f", "1a2b").root == Mapping((Entry("a", 1, 1, value),), 1, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    """A file in which nothing stands says nothing wrong."""
    root = read_yaml(text, "f").root
    assert root in (Mapping((), 1, 1), Scalar(None, root.line, root.column))


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null"])
def test_nothing_is_none(text: str) -> None:
    """A key with nothing behind it has no text; a quoted word has."""
    root = read_yaml(text, "f").root
    assert isinstance(root, Mapping)
    assert [entry.value for entry in root.entries] == [Scalar(None, 1, root.entries[0].value.column)]


def test_a_quoted_null_is_a_word() -> None:
    """Quotes make a word of anything."""
    assert read_yaml("'null'", "f").root == Scalar("null", 1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "says", "fix"),
    [
        ("a: &x [1]\nb: *x", 2, 4, "aliases", "write the value out"),
        ("a: 1\nb: 2\na: 3", 3, 1, "the key `a` stands here a second time (first on line 1)", "keep one"),
        ("a: 1\n---\nb: 2", 2, 1, "a second YAML document", "keep one document"),
        ("a:\n\tb: 1", 2, 1, "found character", "spaces"),
        ("? [a]\n: 1", 1, 3, "a key must be a plain word", "quote it"),
        (
            "a: !!python/object:os.system x",
            1,
            4,
            "tags (`tag:yaml.org,2002:python/object:os.system`)",
            "leave the tag out",
        ),
        ("a: !mine {b: 1}", 1, 4, "tags (`!mine`)", "leave the tag out"),
        ("a: b: c", 1, 5, "mapping values are not allowed", "quotes"),
        ("a: @b", 1, 4, "cannot start any token", "put the value in quotes"),
        ("a: [1", 1, 6, "did not find expected", ""),
        ("a: 'b", 1, 6, "found unexpected end of stream", ""),
        ("a: x\x00y", 1, 5, "a character that YAML does not allow", "remove it"),
        ("\u00e9: \u20ac\nb: \U0001f600\x07\n", 2, 5, "a character that YAML does not allow", "remove it"),
        ("a:\n  - \ud800", 2, 5, "half a character", "remove it"),
        ("[" * 40, 1, 33, "nested deeper than 32 levels", "flatten it"),
        ("[" + "1," * 20_001 + "]", 1, 40_000, "more than 20,000 values", "split the file"),
        ("a: " + "x" * 2_000_000, 1, 1, "the file has 2,000,003 bytes", "shorten it"),
    ],
)
def test_a_refusal_names_the_place(text: str, line: int, column: int, says: str, fix: str) -> None:
    """What cannot be read is refused at its line and column, with what to do."""
    problem = refusal(text)
    assert (problem.line, problem.column) == (line, column)
    assert says in problem.says
    assert fix in problem.fix


def test_lines_are_those_an_editor_shows() -> None:
    """YAML breaks lines where editors do not; people look where their editor says."""
    assert (refusal("a: 1\u2028b: 2\na: 3").line, refusal("a: 1\r\nb: 2\r\na: 3").line) == (2, 3)


def test_line_ends_of_other_systems_cost_nothing() -> None:
    """Sixteen thousand values with Windows' line ends are placed in the time of any others: 50 ms, not a second."""
    start = time.process_time()
    read_yaml("a:\r\n" + "- b\r\n" * 16_000, "f")
    assert time.process_time() - start < 0.5


def test_deep_nesting_costs_no_stack() -> None:
    """Twenty thousand open brackets are refused at the thirty-third."""
    assert refusal("[" * 20_000).column == 33


def test_an_alias_bomb_is_refused_at_its_first_alias() -> None:
    """Nine lines that would unfold to a billion words are never unfolded."""
    bomb = "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert (refusal(bomb).line, refusal(bomb).says) == (2, "aliases (`*name`) are not read")


def test_a_very_long_number_stays_text() -> None:
    """Five thousand digits are a text like any other: nothing converts them."""
    assert read_yaml("9" * 5_000, "f").root == Scalar("9" * 5_000, 1, 1)


def test_a_long_key_does_not_make_a_long_message() -> None:
    """What a file says is cut before it stands in a message."""
    assert len(refusal(f"{'k' * 900}: 1\n{'k' * 900}: 2").says) < 150


WORDS = st.sampled_from(
    [*"abc:-?[]{}&*!|>'\"%@`# \t\n\r,~0\\\ufeff\x85\u2028é", "- ", ": ", "\n  ", "---\n", "<<", "!!"]
)


@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=60).map("".join), st.binary().map(lambda raw: raw.decode("latin-1")))
)
def test_any_text_is_read_or_refused_at_a_place_it_has(text: str) -> None:
    """Whatever stands in a file, the answer is a document or a problem that points into the text."""
    lines = text.split("\n")
    for problem in problems(text):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def problems(text: str) -> tuple[Problem, ...]:
    """Return what a text is refused with; nothing where it is read."""
    try:
        read_yaml(text, "f")
    except RuleError as error:
        return error.problems
    return ()


def test_what_does_not_end_the_reading_is_noted_and_read_over() -> None:
    """A tree of what stands there, the first of two, with every error; one that ends the reading comes last."""
    document, problems = read_as_far("a: !x 1\nb: 2\na: {c: [3]}\nb: 4\n", "f")
    assert isinstance(document.root, Mapping)
    assert [(entry.key, entry.value) for entry in document.root.entries] == [
        ("a", Scalar("1", 1, 4)),
        ("b", Scalar("2", 2, 4)),
    ]
    assert [(problem.line, problem.column) for problem in problems] == [(1, 4), (3, 1), (4, 1)]
    with pytest.raises(RuleError) as ended:
        read_as_far("a: 1\na: 2\nb: *c\n", "f")
    assert [problem.line for problem in ended.value.problems] == [2, 3]
