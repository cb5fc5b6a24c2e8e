"""Comments of templates are no words of the author's; code about comments is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.html_comments import without_comments


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Why <!-- say why --> not", "Why  not"),
        ("<!-- one\n\ntwo -->\nKeeps prices.", "\nKeeps prices."),
        ("Keeps prices.\n<!-- never closed\nand hidden", "Keeps prices.\n"),
        ("Takes <!-- for a comment.\nKeeps prices.", "Takes <!-- for a comment.\nKeeps prices."),
        ("Drops `<!--` and `-->`.\nKeeps prices.", "Drops `<!--` and `-->`.\nKeeps prices."),
        ("``a ` <!-- b`` c <!-- d -->", "``a ` <!-- b`` c "),
        ("```html\n<!-- shown\n```\nKeeps prices.", "```html\n<!-- shown\n```\nKeeps prices."),
        ("~~~\r\n<!-- shown\r\n~~~\r\nKeeps <!-- x -->", "~~~\r\n<!-- shown\r\n~~~\r\nKeeps "),
        ("<!--\n```\nlogs\n-->\nKeeps prices.", "\nKeeps prices."),
        ("a ` b <!-- c -->\n` d", "a ` b \n` d"),
    ],
)
def test_what_github_hides_is_left_out(markdown: str, expected: str) -> None:
    """And what it shows stays, be it code or a comment that never was one."""
    assert without_comments(markdown) == expected


@given(st.lists(st.sampled_from(["<!--", "-->", "`", "``", "```", "~~~", "\n", " ", "a", "\r\n"])).map("".join))
def test_nothing_is_added_and_doing_it_without_an_opening_changes_nothing(markdown: str) -> None:
    """Any text gives an answer, made of its own pieces in their order."""
    left = iter(markdown)
    assert all(character in left for character in without_comments(markdown))
    assert without_comments(markdown.replace("<!--", "")) == markdown.replace("<!--", "")
