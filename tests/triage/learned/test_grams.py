"""The words and pairs that are learned from."""

import pytest

from bot.triage.issue_text import IssueText
from bot.triage.learned.grams import CODE_WEIGHT, PART_WEIGHT, TITLE_WEIGHT, count_grams, key_of, read_grams


def test_title_prose_and_code_count_by_their_place() -> None:
    """A word of the title counts twice, one of pasted code a third."""
    found = count_grams(IssueText("cart", "cart", "cart"))
    assert {"cart": pytest.approx(TITLE_WEIGHT + 1 + CODE_WEIGHT)} == found


def test_neighbours_make_pairs_within_one_part_only() -> None:
    """The last word of the title is no neighbour of the first of the text."""
    found = count_grams(IssueText("slow cart", "page", ""))
    assert {"slow", "cart", "slow cart", "page"} == set(found)


def test_words_inside_an_identifier_count_less() -> None:
    """`CartPage` is one word, and 0.6 of "cart" and of "page"."""
    found = count_grams(IssueText("", "CartPage", ""))
    assert {"cartpage": 1.0, "cart": PART_WEIGHT, "page": PART_WEIGHT} == found


def test_keys_ascend_and_are_the_same_everywhere() -> None:
    """The hash is one of the world's, not of this process; an empty text has no keys."""
    assert 0x414FA339 == key_of("The quick brown fox jumps over the lazy dog")
    keys = read_grams(IssueText("slow cart", "page", "")).keys.tolist()
    assert sorted(map(key_of, ("slow", "cart", "slow cart", "page"))) == keys
    assert 0 == read_grams(IssueText("", "", "")).keys.size
