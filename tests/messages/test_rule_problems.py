"""What the check run says of a rules file that cannot be used."""

from __future__ import annotations

from bot.facts.configuration import BrokenSettings
from bot.facts.problems import Problem
from bot.messages.rule_problems import with_rule_problems
from bot.messages.wanted import CheckText, WantedPullRequest

WANTED = WantedPullRequest(CheckText("Fits", "One sitting.", "", "neutral", fingerprint="a.0"), None)
PROBLEM = Problem(".github/onesitting.yml", 3, 7, "mode", "`coment` is not a choice", "did you mean `comment`?")


def broken(*problems: Problem) -> tuple[BrokenSettings, ...]:
    """Return a repository's file with these problems."""
    return (BrokenSettings("repository", problems),)


def test_a_problem_stands_first_with_its_place() -> None:
    """File, line and column, the key, what is wrong, the fix; then what would have been said anyway."""
    assert with_rule_problems(WANTED, broken(PROBLEM)).check.summary == (
        "**The repository's rules are not in force:** 1 error; the shipped rules hold.\n\n"
        "- `.github/onesitting.yml:3:7` `mode`: `coment` is not a choice (did you mean `comment`?)\n\n"
        "One sitting."
    )


def test_it_is_written_when_the_file_breaks_and_when_it_is_mended() -> None:
    """The fingerprint names the problems too, or the difference would never be performed."""
    fingerprints = {with_rule_problems(WANTED, trouble).check.fingerprint for trouble in ((), broken(PROBLEM))}
    assert len(fingerprints) == 2


def test_foreign_words_in_a_key_stay_inert() -> None:
    """A key is whatever somebody typed into the file."""
    hostile = Problem("x.yml", 1, 1, "`</details>` @org/all", "not known here")
    summary = with_rule_problems(WANTED, broken(hostile)).check.summary
    assert "`` `</details>` @\u200borg/all ``" in summary


def test_a_thousand_problems_are_counted() -> None:
    """Twenty are named."""
    summary = with_rule_problems(WANTED, broken(*(PROBLEM,) * 1_000)).check.summary
    assert summary.count("onesitting.yml:3:7") == 20
    assert "- and 980 more errors\n" in summary


def test_each_broken_file_says_what_holds_instead() -> None:
    """The organisation's falls back to its last good version, the repository's to what the organisation says."""
    two = (
        BrokenSettings("organisation", (PROBLEM,), last_good="13125bf0"),
        BrokenSettings("repository", (PROBLEM,), below="organisation"),
    )
    summary = with_rule_problems(WANTED, two).check.summary
    assert "**The organisation's rules are not in force:** 1 error; the last good version (`13125bf`) holds." in summary
    assert "**The repository's rules are not in force:** 1 error; the organisation's rules hold." in summary
