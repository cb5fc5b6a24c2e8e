"""Predict, then learn."""

from bot.triage.learned.curve import LEVELS, newest
from bot.triage.learned.replay import replay
from bot.triage.learned.rows import Labelled, lessons
from tests.triage.learned.histories import MAP, learned_rows, rows


def test_what_was_learned_before_is_known() -> None:
    """Two hundred rows teach the words; the last forty are all right and mostly assigned."""
    done = replay(learned_rows(240), MAP, 40)
    assert (200, 40, 1.0, 1.0) == (done.learned_before, done.figures.issues, done.figures.top1, done.figures.precision)
    assert (done.figures.coverage or 0) > 0.9


def test_the_first_issue_of_all_is_no_more_than_keywords() -> None:
    """With nothing learned, nothing is assigned."""
    done = replay(learned_rows(20), MAP, 10_000)
    assert (0, 20) == (done.learned_before, done.figures.issues)
    assert 0 == done.figures.assigned


def test_the_label_of_an_issue_does_not_predict_itself() -> None:
    """A word that appears with its area for the first time is not known."""
    strange = Labelled("new", "Zwiebel", "Zwiebel", ("search",))
    with_it = replay(lessons((*rows(60), strange), MAP), MAP, 1)
    other = replay(lessons((*rows(60), Labelled("new", "Zwiebel", "Zwiebel", ("checkout",))), MAP), MAP, 1)
    assert {with_it.figures.top1, other.figures.top1} == {0.0, 1.0}


def test_the_curve_rises_from_keywords_to_labels() -> None:
    """At zero labels nothing is learned from; at twenty an area the words are known."""
    done = replay(learned_rows(240), MAP, 40)
    assert [(0, 0), (5, 10), (20, 40), (100, 200)] == [(point.labels, point.rows) for point in done.curve]
    assert LEVELS == tuple(point.labels for point in done.curve)
    assert (0.5, 1.0) == (done.curve[0].top1, done.curve[2].top1)


def test_the_newest_labels_of_each_area_are_taken() -> None:
    """Two of each, in their order."""
    assert (6, 7, 8, 9) == newest(learned_rows(10), 2)


def test_nothing_replayed_says_nothing() -> None:
    """No rows, no figures."""
    done = replay((), MAP, 10)
    assert (0, None, ()) == (done.figures.issues, done.figures.top1, done.curve)
