"""One check run for several pull requests with one head; the fuse's words; the merge group's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.messages.fuse import with_fuse
from bot.messages.merge_group import say_merge_group
from bot.messages.together import WORST_FIRST, say_together
from bot.messages.wanted import Annotation, CheckText, WantedPullRequest

SMALL = CheckText("Fits one sitting", "Small.\n", "Nothing else.\n", "success")
LARGE = CheckText("Needs 3 sittings", "Large.\n", "More.\n", "failure")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda words: f"{words}\n" * 2_000)
CHECKS = st.builds(CheckText, st.text(max_size=300), TEXTS, TEXTS, st.sampled_from(WORST_FIRST))


def test_one_alone_stays_as_it_is() -> None:
    """Nothing is said of others where there are none."""
    assert say_together({7: SMALL}) is SMALL


def test_the_worst_conclusion_holds_and_each_is_named() -> None:
    """In the order of their numbers, whichever was looked at first."""
    both = say_together({9: SMALL, 7: LARGE})
    assert both == say_together({7: LARGE, 9: SMALL})
    assert (both.title, both.conclusion) == ("#7: Needs 3 sittings; #9: Fits one sitting", "failure")
    assert "## Pull request 7\n\nLarge.\n\n\n## Pull request 9\n\nSmall.\n" in both.summary


def test_the_same_annotation_is_shown_once() -> None:
    """The lines are the same: the head is."""
    remark = Annotation("a.py", (1, 1), "warning", "rule", "says")
    checks = {number: CheckText("T", "S", "", "neutral", (remark,)) for number in (1, 2)}
    assert say_together(checks).annotations == (remark,)


def test_those_that_had_no_room_are_counted() -> None:
    """Nobody reads that there were only two."""
    said = say_together({1: SMALL, 2: SMALL}, left_out=3).summary
    assert "the head of 5 pull requests" in said
    assert "3 pull requests of them had no room here" in said


@given(st.dictionaries(st.integers(1, 999), CHECKS, min_size=2, max_size=4))
def test_it_always_fits_and_is_never_better_than_one_of_them(checks: dict[int, CheckText]) -> None:
    """GitHub takes 65,535 characters; a success never hides a failure."""
    both = say_together(checks)
    assert max(len(both.summary), len(both.text)) < 65_535
    worst = min(WORST_FIRST.index(check.conclusion) for check in checks.values())
    assert WORST_FIRST.index(both.conclusion) == worst


def test_a_blown_fuse_leaves_the_comment_and_the_conclusion() -> None:
    """Only the check run's words change; nothing is wanted of the comment, not even its farewell."""
    wanted = with_fuse(WantedPullRequest(LARGE, "words", "farewell"), 12)
    assert (wanted.comment, wanted.farewell, wanted.check.conclusion) == (None, "", "failure")
    assert wanted.check.title == "Observe: Needs 3 sittings"
    assert wanted.check.summary.startswith("**Only observing for now:** more than 12 writes")


def test_the_answer_to_a_merge_group_is_a_success_with_its_reason() -> None:
    """It never holds up the queue, and it does not claim to have measured anything."""
    said = say_merge_group()
    assert (said.conclusion, said.title) == ("success", "Judged on the pull requests themselves")
    assert "Nothing is measured here" in said.summary
