from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.fold import fold
from bot.messages.limit import MOST, limited
from bot.messages.markdown import code, paragraph
from tests.messages.hostile import foreign
from tests.messages.inert import tokens

block = st.one_of(
    foreign.map(lambda text: f"{paragraph(text)}\n\n"),
    foreign.map(lambda text: f"| a | b |\n| --- | --- |\n| {paragraph(text)} | x |\n\n"),
    st.integers(1, 30).map(lambda lines: "```text\n" + "a line of code\n" * lines + "```\n\n"),
    st.integers(1, 30).map(lambda lines: "~~~~\n```\n" + "<details>\n" * lines + "~~~~\n\n"),
    foreign.map(lambda text: f"- {code('<details>')} {code(text)}\n\n"),
)
folded = st.lists(block, max_size=4).map(lambda blocks: fold("more", "".join(blocks)) + "\n")
bodies = st.lists(st.one_of(block, folded), max_size=8).map("".join)


@given(bodies, st.integers(200, 900))
def test_a_body_fits_and_its_footer_stands_alone(body: str, most: int) -> None:
    """Whatever is cut, the result fits, every fold is closed, and the footer is a paragraph of its own."""
    cut = limited(body, "\nFooter.\n", most)
    parsed = tokens(cut)
    depth = sum(_folds(token.content) for token in parsed if token.type == "html_block")
    assert (len(cut) <= most, depth, parsed[-2].content, parsed[-3].level) == (True, 0, "Footer.", 1)


@given(bodies, st.integers(200, 900))
def test_the_number_of_missing_characters_is_true(body: str, most: int) -> None:
    """What is kept is the beginning of the body, and what is missing is counted."""
    cut = limited(body, "", most)
    told = re.findall(r"^\*([\d,]+) characters were cut here", cut, re.MULTILINE)
    missing = int(told[-1].replace(",", "")) if told else 0
    assert (cut.startswith(body[: len(body) - missing]), missing > 0) == (True, len(body) > most)


def test_a_body_that_fits_is_not_touched() -> None:
    """A body and a footer that fit are written as they are."""
    assert limited("body\n", "footer\n") == "body\nfooter\n"


def test_a_body_of_200_000_characters_is_cut_and_says_so() -> None:
    """A monster is cut at the end of a line below GitHub's limit."""
    cut = limited("a line\n" * 30_000, "\nFooter.\n")
    assert (len(cut) <= MOST, "characters were cut here" in cut, cut.endswith("\nFooter.\n")) == (True, True, True)


def test_no_room_for_the_footer_is_an_error_of_ours() -> None:
    """A limit that leaves no room at all is refused, not obeyed in silence."""
    with pytest.raises(ValueError, match="no room"):
        limited("a line\n" * 100, "x" * 90, 100)


def _folds(html: str) -> int:
    return html.count("<details>") - html.count("</details>")
