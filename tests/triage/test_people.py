"""Who is called in a text says nothing of where it belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage.issue_text import IssueText
from bot.triage.people import without_people


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        ("cc: @geoff, @ana-b", "cc:  ,  "),
        ("@geoff says so; ask Geoff", "  says so; ask  "),
        ("ana-b filed ana-b2", "  filed ana-b2"),
        ("@angular/core and a@geoff.example", "@angular/core and a@geoff.example"),
        ("nobody at all", "nobody at all"),
        ("付款 @geoff 失败", "付款   失败"),
    ],
)
def test_people_are_taken_out(prose: str, left: str) -> None:
    """By mention, and by the login of whoever is mentioned or wrote it; packages and addresses stay."""
    assert left == without_people(IssueText("", prose, ""), "ana-b").prose


def test_code_keeps_its_signs() -> None:
    """An annotation is no mention."""
    assert "@Override" == without_people(IssueText("@geoff", "", "@Override"), "ana").code


@given(st.text(alphabet="@-_aB9/. \n付\u202e", max_size=80), st.text(alphabet="ab-", max_size=5))
def test_any_text_comes_back_without_its_people(prose: str, author: str) -> None:
    """Nothing raises, nothing is added, and once is enough."""
    once = without_people(IssueText("", prose, ""), author)
    assert len(once.prose) <= len(prose)
    assert once.title == once.code == ""
    assert without_people(once, author) == once
