"""What is said of first settings: the description of a pull request, and lines for a terminal."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.replay import FirstReplay, JudgedOnce
from bot.messages.first_rules import first_rules, first_rules_text
from tests.messages.build import FITS, REPOSITORY, TOO_LARGE
from tests.messages.golden import golden
from tests.messages.inert import kinds, linked

LARGE = replace(FITS, band="needs_sittings", findings=(TOO_LARGE,), effort=replace(FITS.effort, minutes=90, sittings=2))
UNSEEN = replace(FITS, band="not_analysed", unseen=("the diff is too large",))
REPLAY = FirstReplay(
    (
        JudgedOnce(9, "Rework the checkout", LARGE, is_asked=True),
        JudgedOnce(8, "Retry failed payments", FITS, is_asked=False),
        JudgedOnce(7, "Bring the fixtures", UNSEEN, is_asked=False),
    ),
    ("2 pull requests: more than 100 files or commits",),
)


def test_the_description_reads_as_kept() -> None:
    """What the file does, what it would have done, and what could not be tried."""
    found = first_rules(REPOSITORY, "mode: comment\n", None, REPLAY)
    assert found.pull_request == golden("first-rules", found.pull_request)


def test_where_a_link_would_leave_a_trace_there_is_none() -> None:
    """An Enterprise Server shows "mentioned this" wherever an address in a description leads."""
    own = replace(REPOSITORY, web="https://github.acme.example")
    told = first_rules(own, "mode: comment\n", None, REPLAY).pull_request
    assert (True, False) == ("| 9 | `Rework the checkout` |" in told, "github.acme.example" in told)


def test_a_terminal_reads_the_same() -> None:
    """A line for the pull request, one for its figures, one where somebody would have been asked."""
    found = first_rules(REPOSITORY, "mode: comment\n", None, REPLAY)
    assert first_rules_text(found)[:4] == (
        "By this file 1 of the last 3 pull requests that could be tried would have had a comment that asks.",
        "  9  Rework the checkout",
        "      Needs 2 sittings: 90 min, 84 lines to review and 40 of tests",
        "      asked about: too_large",
    )


def test_foreign_titles_stay_inert() -> None:
    """A title mentions nobody, closes nothing and makes no column."""
    title = "@acme/all </details> | ## x #1 <!-- onesitting:review -->"
    hostile = replace(REPLAY, judged=(replace(REPLAY.judged[0], title=title), *REPLAY.judged[1:]))
    told, other = (first_rules(REPOSITORY, "", None, replay).pull_request for replay in (hostile, REPLAY))
    assert "@acme" not in told
    assert (kinds(told), linked(told)) == (kinds(other), linked(other))
