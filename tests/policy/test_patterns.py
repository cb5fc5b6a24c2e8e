"""Patterns that a repository writes cannot make the bot hang."""

import time

import pytest

from bot.policy.pattern_parts import without_groups
from bot.policy.patterns import Pattern


def test_a_pattern_is_searched_anywhere() -> None:
    """The first match is found wherever it stands."""
    match = Pattern.from_yaml(r"b+(?P<rest>c)").search("abbc")
    assert (match and match.span(), match and match.group("rest")) == ((1, 4), "c")


def test_half_a_character_is_no_error() -> None:
    """JSON can carry a lone surrogate; searching goes on around it."""
    assert Pattern.from_yaml("b").search("a\ud800b") is not None


def test_a_hostile_pattern_takes_linear_time() -> None:
    """What blocks a backtracking engine for hours is answered at once."""
    started = time.perf_counter()
    assert Pattern.from_yaml(r"^(a+)+$").search("a" * 50_000 + "!") is None
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a", "not a pattern that RE2 accepts: missing"),
        (r"(?=a)", "not a pattern that RE2 accepts: invalid perl operator"),
        ("((a{99}){99}){99}", "not a pattern that RE2 accepts"),
        ("a" * 1_001, "a pattern of 1,001 characters; at most 1,000 are read"),
        (r"a\Qb", "the quotation .* has no end"),
        (r"[\s\S]\C", "a part of a character"),
    ],
)
def test_a_bad_pattern_is_refused_in_words(pattern: str, says: str) -> None:
    """The reason is RE2's own where it has one."""
    with pytest.raises(ValueError, match=says.split(":", maxsplit=1)[0]):
        Pattern.from_yaml(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?P<model>a)|(?<b>c)", "(?:(?:a)|(?:c))"),
        (r"\\(?P<model>a)", r"(?:\\(?:a))"),
        (r"\(?P<model>a\)?", r"(?:\(?P<model>a\)?)"),
        (r"[(?P<a>\]]|\Q(?P<b>\E", r"(?:[(?P<a>\]]|\Q(?P<b>\E)"),
    ],
)
def test_only_groups_lose_their_names(pattern: str, expected: str) -> None:
    """What is escaped, quoted or in a class stays: the pattern has to mean the same beside others."""
    assert without_groups(pattern) == expected


@pytest.mark.parametrize("pattern", [r"\Qa+b\E", r"[\]\\]\\C", r"\\Qb"])
def test_what_only_looks_like_reaching_further_is_read(pattern: str) -> None:
    """A closed quotation, and backslashes that are meant as such."""
    assert Pattern.from_yaml(pattern).text == pattern
