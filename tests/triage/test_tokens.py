"""Words are compared as people mean them: whole, in the singular, and inside identifiers at less weight."""

import pytest

from bot.triage.issue_text import read_issue_text
from bot.triage.lexical import listen
from bot.triage.lexicon import build_lexicon
from bot.triage.tokens import phrase
from tests.triage.maps import SHOP


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ADO.NET", ("ado", "net")),
        ("Memory<byte>", ("memory", "<", "byte")),
        ("UTF-8", ("utf", "8")),
        ("C#", ("c", "#")),
        ("credit cards", ("credit", "card")),
        ("queries", ("query",)),
        ("process", ("process",)),
        ("classes", ("class",)),
        ("DNS", ("dns",)),
        ("付款", ("付", "款")),
        ("🙂 -- !!", ()),
        ("ﬁle", ("file",)),  # a ligature, as PDFs paste it
    ],
)
def test_a_text_is_its_words(text: str, words: tuple[str, ...]) -> None:
    """Case, plurals and compatibility forms are folded; telling symbols stay."""
    assert words == phrase(text)


def _scores(title: str = "", body: str = "") -> dict[str, float]:
    return listen(read_issue_text(title, body), build_lexicon(SHOP)).scores


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Memory<T> is slow", "search"),
        ("ADO.NET", "search"),
        ("UTF-8 names", "search"),
        ("C# client", "search"),
        ("CouponService fails", "checkout"),
        ("shopping_cart", "checkout"),
        ("我付款失败了", "checkout"),
        ("did you mean is off", "suggestions"),
    ],
)
def test_a_keyword_is_found_where_a_person_sees_it(title: str, area: str) -> None:
    """Symbols, identifiers and scripts without spaces do not hide a keyword."""
    assert {area} == set(_scores(title))


@pytest.mark.parametrize("title", ["cartoon", "research", "discard", "memory is low", "c is fine"])
def test_a_part_of_a_word_is_not_the_word(title: str) -> None:
    """Only whole words count."""
    assert {} == _scores(title)


def test_the_title_counts_more_than_the_text() -> None:
    """One word in the title outweighs the same word in the text."""
    assert _scores("coupon")["checkout"] > _scores("", "coupon")["checkout"]


def test_code_counts_less_than_prose() -> None:
    """A pasted log says less than a sentence."""
    assert _scores("", "coupon")["checkout"] > _scores("", "```\ncoupon\n```")["checkout"] > 0


@pytest.mark.parametrize("body", ["<!-- coupon -->", "> coupon", "### Coupon", "**Coupon**", "- [ ] coupon"])
def test_what_the_reporter_did_not_write_is_not_heard(body: str) -> None:
    """Comments, quotations, headings and boxes of a template are furniture."""
    assert {} == _scores("", body)
