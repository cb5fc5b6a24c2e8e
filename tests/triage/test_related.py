"""The words that are looked up, and how much two issues must share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.triage.related import MOST_WORDS, shares_enough, words_to_look_up


def test_the_titles_words_come_first_and_filler_is_left_out() -> None:
    """Then the most frequent of the text, in singular and lower case."""
    asked = words_to_look_up("The card is refused", "Cards of my bank. My bank says no. The till says error.")
    assert ("card", "refused", "my", "bank", "say") == asked[:5]
    assert not {"the", "is", "of"} & set(asked)


def test_a_text_without_words_asks_for_nothing() -> None:
    """Emoji and punctuation are found everywhere."""
    assert words_to_look_up("😀😀", "!!! ???") == ()


def test_one_word_in_common_is_chance() -> None:
    """Three are not, as long as they are a good part of what was said."""
    asked = ("card", "refused", "bank", "till")
    assert not shares_enough(asked, ["card", "colour"])
    assert shares_enough(asked, ["card", "bank", "refused", "again"])
    assert not shares_enough((*asked, *(f"w{number}" for number in range(20))), ["card", "bank", "refused"])


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_asks_for_a_few_words(title: str, body: str) -> None:
    """Never a quotation mark, which would end a word in the index's own language."""
    asked = words_to_look_up(title, body)
    assert len(asked) <= MOST_WORDS
    assert not any('"' in word or " " in word for word in asked)
