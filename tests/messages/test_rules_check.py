"""What is said of a change of rules: errors, what would change and why, and nothing that foreign words could do."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.problems import Problem
from bot.facts.replay import JudgedTwice, Replay, RoutedTwice
from bot.facts.routing import Routing
from bot.messages.rules_check import ProposedFile, rules_check
from tests.messages.build import FITS, REPOSITORY, TOO_LARGE
from tests.messages.golden import golden
from tests.messages.inert import kinds, linked

RULES, MAP = ".github/onesitting.yml", ".github/ownership.yml"
ERROR = Problem(RULES, 2, 27, "sitting.budget_minutes", "0 is too little", "at least 1")
WARNING = Problem(MAP, 6, 3, "areas.checkout", "the area has no backup", "add `backup: login`", "warning")
BEFORE = replace(
    FITS, band="needs_sittings", findings=(TOO_LARGE,), effort=replace(FITS.effort, minutes=90, sittings=2)
)
AFTER = replace(FITS, effort=replace(FITS.effort, minutes=90, budget_minutes=120))
ROUTED = Routing("1", routed=True, step="keywords", area="checkout", owner="bo", why="words")
REPLAY = Replay(
    judged=(JudgedTwice(7, "Retry failed payments", BEFORE, AFTER),),
    routed=(
        RoutedTwice(9, "Card fails", ROUTED, replace(ROUTED, owner="dee")),
        RoutedTwice(8, "Old", ROUTED, None),
    ),
    pull_requests=48,
    issues=50,
    left_out=("2 pull requests: more than 100 files or commits",),
)


def test_differences_read_as_kept() -> None:
    """Each with what is now, what would be, and why; what could not be tried is said."""
    files = (ProposedFile(RULES), ProposedFile(MAP, (WARNING,), older=3))
    check = rules_check(files, REPLAY, REPOSITORY, "k")
    assert check.summary == golden("rules-check", check.summary)
    assert (check.title, check.conclusion) == ("Would change 1 of 48 pull requests and 2 of 50 issues", "success")


def test_errors_come_first_and_fail() -> None:
    """Only so many remarks fit: a warning never takes the place of an error."""
    files = (ProposedFile(MAP, (WARNING,) * 60), ProposedFile(RULES, (ERROR,)))
    check = rules_check(files, Replay(), REPOSITORY, "k")
    assert (check.title, check.conclusion) == (f"1 error in {RULES}", "failure")
    assert (len(check.annotations), check.annotations[0].path, check.annotations[0].column) == (50, RULES, 27)


def test_an_organisations_own_repository_says_whom_it_is_for() -> None:
    """Its rules hold everywhere; only its own pull requests were tried."""
    home = replace(REPOSITORY, name=".github")
    assert "every repository of its owner" in rules_check((ProposedFile(RULES),), Replay(), home, "k").summary
    assert "every repository of its owner" not in rules_check((ProposedFile(RULES),), Replay(), REPOSITORY, "k").summary


def test_foreign_titles_stay_inert() -> None:
    """A title mentions nobody, closes nothing and makes no column."""
    title = "@acme/all </details> | ## x #1 <!-- onesitting:review -->"
    hostile = replace(REPLAY, judged=(replace(REPLAY.judged[0], title=title),))
    files = (ProposedFile(RULES, (ERROR,)),)
    check = rules_check((ProposedFile(RULES, (replace(ERROR, key=title),)),), hostile, REPOSITORY, "k")
    assert "@acme" not in check.summary
    assert kinds(check.summary) == kinds(rules_check(files, REPLAY, REPOSITORY, "k").summary)
    assert linked(check.summary) == linked(rules_check(files, REPLAY, REPOSITORY, "k").summary)
