"""What people said, gathered without a model."""

from __future__ import annotations

import random
import sys
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.facts.report import IssueRef, Said
from bot.triage.monday.clusters import cluster

TITLES = (
    "Card payment is refused with error 402",
    "Payment by card refused again",
    "My card payment gets refused at the checkout",
    "Dark mode for the settings page",
    "Invoice has the wrong address",
    "Wrong address on my invoice",
    "Export to a spreadsheet",
)


def said(titles: tuple[str, ...] = TITLES, area: str | None = "checkout") -> list[Said]:
    """Return one issue a title."""
    return [Said(IssueRef("acme/shop", number), area, title, "") for number, title in enumerate(titles, 1)]


def numbers(issues: list[Said]) -> list[list[int]]:
    """Return the issues of each cluster."""
    return [[each.number for each in found.issues] for found in cluster(issues)[0]]


def test_issues_that_say_the_same_stand_together() -> None:
    """With the words they share; the largest group first, and what stands alone is counted."""
    found, alone = cluster(said())
    assert [[1, 2, 3], [5, 6]] == numbers(said())
    assert {"card", "payment", "refused"} == set(found[0].words)
    assert 2 == alone


def test_the_order_in_which_they_come_changes_nothing() -> None:
    """The same issues make the same report."""
    mixed = said()
    random.Random(7).shuffle(mixed)  # noqa: S311 - an order, not a secret
    assert cluster(said()) == cluster(mixed)


def test_areas_are_kept_apart() -> None:
    """The same words about another part of the product are another matter."""
    two = [*said(TITLES[:1]), Said(IssueRef("acme/shop", 9), "search", TITLES[1], "")]
    assert [] == numbers(two)


def test_words_without_spaces_are_compared_too() -> None:
    """By their characters."""
    assert [[1, 2]] == numbers(said(("付款失败了", "我付款失败", "Export")))


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_gives_an_answer_and_no_issue_is_lost(titles: list[str]) -> None:
    """Every issue is in one cluster or stands alone."""
    found, alone = cluster(said(tuple(titles)))
    members = [issue for each in found for issue in each.issues]
    assert len(titles) == len(set(members)) + alone


def test_what_shares_no_word_is_not_compared() -> None:
    """Ten times as many issues that have nothing in common are ten times the work, not a hundred times."""
    few, many = (calls(said(tuple(f"word{number}x other{number}y" for number in range(size)))) for size in (30, 300))
    assert many < 15 * few


def calls(issues: list[Said]) -> int:
    """Return how many functions are called while issues are compared: the same each time, unlike seconds."""
    seen: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _of: seen.update((event,)))
    try:
        cluster(issues)
    finally:
        sys.setprofile(None)
    return seen["call"]
