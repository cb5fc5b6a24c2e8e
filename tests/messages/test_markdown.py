from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given

from bot.messages import markdown
from bot.messages.visible import one_line, visible
from tests.messages.hostile import foreign
from tests.messages.inert import LINKED, kinds, linked, tokens, words

PLAIN = {"paragraph_open", "inline", "paragraph_close", "text"}
CODE = PLAIN | {"code_inline"}


@given(foreign)
def test_a_paragraph_is_its_words_and_nothing_else(text: str) -> None:
    """Foreign text in a paragraph renders as itself: no markup, no link, no mention."""
    said = markdown.paragraph(text)
    assert (words(said), kinds(said) - PLAIN, linked(said)) == (one_line(text), set(), [])


@given(foreign)
def test_a_paragraph_stays_inert_behind_words_of_ours(text: str) -> None:
    """Foreign text on a line below or behind our own words changes neither."""
    said = f"Ours: {markdown.paragraph(text)}\n{markdown.paragraph(text)}"
    assert (kinds(said) - PLAIN - {"softbreak"}, linked(said)) == (set(), [])


@given(foreign)
def test_a_code_span_is_one_code_span(text: str) -> None:
    """Foreign text in a code span renders as one code span that holds all of it, made visible."""
    said = f"ours {markdown.code(text)} ours"
    spans = [token.content for token in tokens(said) if token.type == "code_inline"]
    shown = visible(text) if text.strip(" ") else "␠" * len(text)
    assert ("".join(spans).replace("\u200b", ""), len(spans), kinds(said) - CODE) == (shown, bool(text), set())


@given(foreign, foreign)
def test_prose_keeps_both_of_its_halves_inert(title: str, tail: str) -> None:
    """A sentence of ours with foreign text inside and outside backticks makes words and code spans only."""
    said = markdown.prose(f"The title `{title}` says: {tail}")
    assert (kinds(said) - CODE, linked(said)) == (set(), [])


@given(foreign)
def test_a_list_item_stays_one_item(text: str) -> None:
    """Foreign text in a list item opens no list, box or quotation of its own."""
    said = f"- {markdown.list_item(text)}\n- ours\n"
    kinds_found = [token.type for token in tokens(said)]
    assert (kinds_found.count("list_item_open"), "[ ]" in said, linked(said)) == (2, False, [])


@given(foreign)
def test_a_heading_stays_one_heading(text: str) -> None:
    """Foreign text in a heading ends neither the heading nor its line."""
    said = f"### {markdown.heading(text)}\n\nours"
    assert (kinds(said) - PLAIN, words(said)) == (
        {"heading_open", "heading_close"},
        f"{one_line(text) or '(empty)'}ours",
    )


@given(foreign, foreign)
def test_a_cell_adds_no_column_and_ends_no_row(text: str, other: str) -> None:
    """Foreign text in cells leaves the table with as many cells as it had."""
    cells = f"| {markdown.cell(text)} | {markdown.cell_code(other)} | {markdown.cell_prose(text)} |"
    said = f"| a | b | c |\n| --- | --- | --- |\n{cells}\n| x | y | z |\n"
    found = [token.type for token in tokens(said)]
    assert (found.count("td_open"), found.count("tr_open"), linked(said)) == (6, 3, [])


@given(foreign)
def test_a_link_keeps_its_address(text: str) -> None:
    """Foreign text between brackets neither ends the link nor changes where it leads."""
    said = f"[{markdown.link_text(text)}](https://ours.example) [{markdown.link_code(text)}](https://ours.example)"
    assert [token.attrs["href"] for token in tokens(said) if token.type == "link_open"] == ["https://ours.example"] * 2


@given(foreign)
def test_a_summary_holds_no_tag_and_no_mention(text: str) -> None:
    """Foreign text in a summary closes no fold, opens no comment and mentions nobody."""
    said = markdown.summary(text).replace("<span>$</span>", "$")
    shown = unescape(said)
    assert ({"<", ">", "`"} & set(said), LINKED.findall(shown), shown.replace("\u200b", "")) == (
        set(),
        [],
        one_line(text),
    )


@given(foreign)
def test_plain_text_is_one_visible_line_without_mentions(text: str) -> None:
    """A title or an annotation is one line in which nobody is mentioned."""
    said = markdown.plain_text(text)
    assert (said.replace("\u200b", ""), linked(f"`{said.replace('`', '')}`")) == (one_line(text), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("snake_case", "snake\\_case"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("a | b", "a &#124; b"),
        ("@org/team", "@&#8203;org/team"),
        ("", ""),
    ],
)
def test_escapes_stay_readable_in_the_source(text: str, expected: str) -> None:
    """Mail shows the source of a comment: what needs no escape gets none."""
    assert markdown.paragraph(text) == expected


def test_two_code_spans_that_touch_stay_two() -> None:
    """`a` beside `b` is not read as one code span with backticks inside."""
    assert [token.content for token in tokens(markdown.prose("`a``b`")) if token.type == "code_inline"] == ["a", "b"]
