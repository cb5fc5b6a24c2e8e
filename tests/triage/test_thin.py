"""Texts that say too little, and what a reporter adds to them."""

from __future__ import annotations

import pytest

from bot.facts.people import Account
from bot.triage.cascade import route_issue
from bot.triage.issue_text import read_issue_text
from bot.triage.thin import is_thin, with_answers
from tests.triage.maps import KINDS, SHOP, issue
from tests.triage.outcomes import after, reply


@pytest.mark.parametrize(
    ("title", "body", "thin"),
    [
        ("Help", "", True),
        ("😀😀😀", "🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉 🎉", True),
        ("It does not work", "Please fix, thanks!", True),
        ("Error", "<!-- what did you do, what did you expect, what happened, and where? -->", True),
        ("It is ugly", "I do not like the colours at all, not even the new ones.", False),
        ("付款失败", "我昨天用信用卡付款的时候页面一直转圈最后提示失败了请帮忙看看", False),
        (
            "Error",
            "```\nTraceback (most recent call last):\n  a.py line 3 in f\n  b.py line 4 in g\nValueError\n```",
            False,
        ),
    ],
)
def test_a_text_is_thin(title: str, body: str, *, thin: bool) -> None:
    """Few words; template comments and emoji are none, pasted code and scripts without spaces are text."""
    assert thin == is_thin(read_issue_text(title, body))


def test_a_thin_text_asks_instead_of_guessing() -> None:
    """The rota has it meanwhile; a long text that fits nothing is not asked about."""
    routing = route_issue(issue("Help", "It does not work"), SHOP, KINDS)
    assert (True, False, "fallback") == (routing.asks, routing.routed, routing.step)
    assert not route_issue(issue("Help", "It does not work " * 5), SHOP, KINDS).asks


@pytest.mark.parametrize(
    ("title", "body"),
    [("Help", "area: checkout"), ("Voucher refused", "The cart takes no voucher."), ("I love it, thank you!", "")],
)
def test_what_is_told_or_needs_no_details_is_not_asked_about(title: str, body: str) -> None:
    """An explicit sign, clear words, thanks."""
    assert not route_issue(issue(title, body), SHOP, KINDS).asks


def test_thanks_are_due_no_answer() -> None:
    """Whoever gets them."""
    assert route_issue(issue("Thank you, great checkout!", "I love it."), SHOP, KINDS).due_at is None


def test_answers_are_the_reporters_own_since_the_question() -> None:
    """Not those of others, from before, or commands."""
    facts = issue(
        "Help",
        "Broken",
        author=Account("rep", 6),
        replies=(
            reply("rep", "Before", minutes=1),
            reply("rep", "In the cart.", minutes=3),
            reply("rep", "/onesitting recheck", minutes=4),
        ),
    )
    assert with_answers(facts, after(2)).body == "Broken\n\nIn the cart."
    other = issue("Help", "Broken", author=Account("zed", 7), replies=facts.replies)
    assert with_answers(other, after(2)).body == "Broken"
