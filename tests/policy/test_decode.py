"""The decoder finds every problem of a document in one pass, each at its place."""

from dataclasses import dataclass, field
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.facts.verdict import RulePlace
from bot.policy.decode import MAX_COSTLY, MAX_ENTRIES, MAX_PROBLEMS, decode
from bot.policy.globs import Glob
from bot.policy.patterns import Pattern
from bot.policy.yaml_tree import read_yaml


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest shape."""

    name: str
    size: int = 1
    place: RulePlace | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """One field of each kind."""

    mode: Literal["on", "off", "auto"] = "auto"
    level: Literal[1, 2] = 1
    ratio: float = field(default=0.5, metadata={"minimum": 0, "maximum": 1})
    loud: bool = False
    words: tuple[str, ...] = ()
    pairs: tuple[Leaf, ...] = ()
    by_name: dict[str, Leaf] = field(default_factory=dict)
    by_mode: dict[Literal["on", "off"], int] = field(default_factory=dict)
    paths: tuple[Glob, ...] = ()
    words_of: Pattern | None = None
    leaf: Leaf | None = None

    def __post_init__(self) -> None:
        """Refuse a pair of values that makes no sense."""
        if self.loud and self.mode == "off":
            raise ValueError("`loud` makes no sense where `mode` is off")


@dataclass(frozen=True, slots=True)
class Many:
    """Patterns without end."""

    patterns: tuple[Pattern, ...]


def tree(text: str) -> Tree:
    """Read a text as a tree."""
    return decode(read_yaml(text, "f", "1a2b"), Tree)


def problems(text: str) -> list[str]:
    """Return the problems of a text, in words."""
    with pytest.raises(RuleError) as caught:
        tree(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Tree()),
        ("mode: on", Tree(mode="on")),
        ("level: 2", Tree(level=2)),
        ("ratio: 1", Tree(ratio=1.0)),
        ("loud: Yes", Tree(loud=True)),
        ("words: one", Tree(words=("one",))),
        ("words: [NO, 1.10]", Tree(words=("NO", "1.10"))),
        ("words:", Tree()),
        ("by_name:", Tree()),
        ("leaf: ~", Tree()),
        ("leaf: {name: a}", Tree(leaf=Leaf("a", 1, RulePlace("f", 1, "1a2b")))),
        ("pairs: {name: a}", Tree(pairs=(Leaf("a", 1, RulePlace("f", 1, "1a2b")),))),
        ("pairs:\n  - name: a\n    size: 1_0", Tree(pairs=(Leaf("a", 10, RulePlace("f", 2, "1a2b")),))),
        ("by_name:\n  b:\n    name: a", Tree(by_name={"b": Leaf("a", 1, RulePlace("f", 3, "1a2b"))})),
        ("by_mode: {off: 3}", Tree(by_mode={"off": 3})),
        ("paths: 'src/**'", Tree(paths=(Glob.from_yaml("src/**"),))),
        ("words_of: ^a+$", Tree(words_of=Pattern.from_yaml("^a+$"))),
    ],
)
def test_what_is_right_is_read(text: str, expected: Tree) -> None:
    """Each kind of value becomes what its field says; a list may be written as a single value."""
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moed: on", "f:1:1: moed: `moed` is not known here (did you mean `mode`?)"),
        ("mode: onn", "f:1:7: mode: `onn` is not a choice (did you mean `on`?)"),
        ("mode:", "f:1:6: mode: a value is missing here"),
        ("level: 3", "f:1:8: level: `3` is not a choice (known here: `1`, `2`)"),
        ("ratio: 1.5", "f:1:8: ratio: 1.5 is too much (at most 1)"),
        ("ratio: -1", "f:1:8: ratio: -1.0 is too little (at least 0)"),
        ("ratio: nan", "f:1:8: ratio: `nan` is not a number"),
        ("ratio: 1e999", "f:1:8: ratio: `1e999` is not a number"),
        ("loud: maybe", "f:1:7: loud: `maybe` is neither true nor false"),
        ("words: [[a]]", "f:1:9: words[0]: a single value is expected here, and a list stands here"),
        ("words: [~]", "f:1:9: words[0]: a value is missing here"),
        (
            "pairs: [a]",
            "f:1:9: pairs[0]: a mapping (`key: value` lines) is expected here, and a single value stands here",
        ),
        (
            "pairs: {a: {name: b}}",
            "f:1:8: pairs: a list (`- ` before each entry) is expected here, and a mapping stands here",
        ),
        ("pairs: a", "f:1:8: pairs: a list (`- ` before each entry) is expected here, and a single value stands here"),
        ("leaf: {size: 1}", "f:1:7: leaf.name: `name` is missing"),
        ("leaf: {name: a, size: ten}", "f:1:23: leaf.size: `ten` is not a whole number"),
        (f"leaf: {{name: a, size: {'9' * 5_000}}}", f"f:1:23: leaf.size: `{'9' * 39}…` is not a whole number"),
        ("by_mode: {of: 3}", "f:1:11: by_mode.of: `of` is not known here (did you mean `off`?)"),
        ("paths: ''", "f:1:8: paths: a path pattern has 1 to 300 characters"),
        ("words_of: '(a'", "f:1:11: words_of: not a pattern that RE2 accepts: missing ): (a"),
        ("loud: true\nmode: off", "f:1:1: `loud` makes no sense where `mode` is off"),
        ("- a", "f:1:1: a mapping (`key: value` lines) is expected here, and a list stands here"),
        ("just words", "f:1:1: a mapping (`key: value` lines) is expected here, and a single value stands here"),
    ],
)
def test_what_is_wrong_is_named(text: str, expected: str) -> None:
    """A problem says where, what, and what to do."""
    assert problems(text) == [expected]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    """Nobody has to mend a file one error at a time."""
    found = problems("pairs:\n  - {size: x}\n  - {nam: b}\nmode: never\nloud: 7")
    assert [problem.split(": ")[:2] for problem in found] == [
        ["f:2:5", "pairs[0].name"],
        ["f:2:12", "pairs[0].size"],
        ["f:3:5", "pairs[1].name"],
        ["f:3:6", "pairs[1].nam"],
        ["f:4:7", "mode"],
        ["f:5:7", "loud"],
    ]


def test_thousands_of_problems_are_counted_not_listed() -> None:
    """A file of nonsense gives a list that a person can read."""
    found = problems("\n".join(f"key{number}: 1" for number in range(5_000)))
    assert (len(found), found[-1]) == (MAX_PROBLEMS + 1, "f:100:1: and 4,900 more problems (mend the first ones)")


def test_costly_patterns_are_bounded() -> None:
    """A file cannot make the reader compile patterns without end."""
    document = read_yaml("patterns:\n" + "".join(f" - a{number}\n" for number in range(MAX_COSTLY + 1)), "f")
    with pytest.raises(RuleError, match="more than 1,000 patterns in one file"):
        decode(document, Many)


KEYS = st.sampled_from(["mode", "level", "ratio", "loud", "words", "pairs", "by_name", "by_mode", "paths", "leaf", "x"])
VALUES = st.recursive(
    st.sampled_from(["on", "1", "~", "''", "a b", "1e5", "[", "{"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
        )
    ),
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_any_document_is_read_or_refused(values: dict[str, str]) -> None:
    """Whatever a document holds, the answer is the shape or a RuleError."""
    text = "\n".join(f"{key}: {value}" for key, value in values.items())
    assert isinstance(tree_or_error(text), Tree | RuleError)


def tree_or_error(text: str) -> Tree | RuleError:
    """Read a text as a tree, or return why it is none."""
    try:
        return tree(text)
    except RuleError as error:
        return error


def test_a_list_without_end_is_refused_at_its_first_entry_too_many() -> None:
    """What anyone may write is read in bounded time."""
    text = "pairs:\n" + "- {name: a}\n" * (MAX_ENTRIES + 3)
    with pytest.raises(RuleError) as caught:
        tree(text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.fix) == (MAX_ENTRIES + 2, 3, "merge some")
    assert problem.says == f"{MAX_ENTRIES + 3} entries, more than the {MAX_ENTRIES} that are read"
