"""The Monday report in every format, as people read it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.cli.report import shown
from bot.messages.friday import say_friday
from bot.messages.monday import MOST_BODY, say_monday
from bot.messages.monday_words import plain_number
from bot.messages.trend_plot import trend_plot
from tests.cli.schemas import violations
from tests.messages.golden import golden
from tests.messages.inert import linked, tokens
from tests.messages.weeks import CHECKOUT, FULL, HOSTILE_WEEK, QUIET, SEARCH

if TYPE_CHECKING:
    from bot.facts.report import Report

WEB = "https://github.com"
ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("name", ["full", "quiet", "hostile"])
def test_a_week_reads_as_kept(name: str, how: str) -> None:
    """In every format as it did when a person last looked."""
    report = {"full": FULL, "quiet": QUIET, "hostile": HOSTILE_WEEK}[name]
    words = shown(report, how, WEB)
    assert words == golden(f"monday-{name}", words, ENDINGS[how])


@pytest.mark.parametrize("report", [FULL, QUIET, HOSTILE_WEEK])
def test_the_data_is_as_published(report: Report) -> None:
    """By its schema."""
    assert [] == violations("report-result", json.loads(shown(report, "json", WEB)))


def test_nobody_is_called_and_no_issue_is_touched() -> None:
    """People are named without a mention; links leave no trace on the issues of users."""
    _, body = say_monday(FULL, WEB)
    assert "@" not in body
    assert "https://github.com/" not in body
    assert "https://redirect.github.com/acme/shop/issues/12" in body


def test_foreign_words_stay_words_in_markdown() -> None:
    """No mention, no reference, no heading or fold but ours, and no directive in a plot."""
    _, body = say_monday(HOSTILE_WEEK, WEB)
    headings = [token.content for token, next_ in pairwise(tokens(body)) if next_.type == "heading_close"]
    assert [] == linked(body)
    assert "Ok" not in headings
    assert 1 == body.count("\n</details>")
    plots = [token.content for token in tokens(body) if token.info == "mermaid"]
    assert [1] * len(plots) == [plot.count("%%{") for plot in plots]


def test_an_enterprise_server_has_its_own_links() -> None:
    """There is no redirect on it."""
    assert "(https://git.example/acme/shop/issues/12)" in say_monday(FULL, "https://git.example")[1]


def test_foreign_words_stay_words_on_a_page() -> None:
    """No element of theirs, no end of ours."""
    page = shown(HOSTILE_WEEK, "html", WEB)
    assert "<script" not in page
    assert page.count("</details>") == 0


def test_a_long_report_ends_with_a_word() -> None:
    """And fits into an issue."""
    many = tuple(replace(SEARCH, area=str(number), goal="x" * 190) for number in range(500))
    _, body = say_monday(replace(FULL, numbers=(CHECKOUT,), decisions=(), feedback=()), WEB)
    assert "too long" not in body
    long = say_monday(replace(FULL, numbers=many), WEB)[1]
    assert len(long) < MOST_BODY + 1_000
    assert "`onesitting report` prints it whole" in long


def test_a_plot_needs_three_numbers() -> None:
    """A week without one is left out, never drawn as nothing."""
    assert "x-axis [W44, W45, W46]" in trend_plot(SEARCH)
    assert "" == trend_plot(replace(SEARCH, trend=(61.0, 60.0, None, None)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0"), (-0.0000001, "0"), (1840.0, "1,840"), (72.5, "72.5"), (1e15, "1,000,000,000,000,000"), (-3.1, "-3.1")],
)
def test_numbers_are_shown_plainly(value: float, expected: str) -> None:
    """Thousands apart, no empty decimals, no exponent."""
    assert expected == plain_number(value)


def test_the_friday_question_reads_as_kept() -> None:
    """Who owns several numbers is told to say which."""
    other = replace(SEARCH, area="returns", title="Returns", metric="Sent back", unit="")
    until = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    words = say_friday("2026-W47", (SEARCH, other, replace(CHECKOUT, owner="<@all>")), frozenset({"jonas"}), until)
    assert words == golden("friday", words)
    assert ["@j", "@j"] == linked(words)


def test_a_week_without_a_number_is_a_gap_in_the_drawing() -> None:
    """No line is drawn across a number that nobody reported."""
    gap = replace(FULL, numbers=(replace(CHECKOUT, trend=(70.0, None, 72.5, 74.0)),))
    assert [2, 2] == [run.count(",") for run in re.findall(r'<polyline points="([^"]+)"', shown(gap, "html", WEB))]
