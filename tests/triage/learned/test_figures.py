"""The arithmetic of a replay, against cases that were counted by hand."""

import pytest

from bot.triage.learned.figures import Part, calibration_error, figures_of
from bot.triage.learned.outcome import Outcome


def _outcome(ranked: str, wanted: str, confidence: float, *, routed: bool) -> Outcome:
    """Return an outcome; areas a and b belong to ann, c to cem."""
    owner = {"a": "ann", "b": "ann", "c": "cem"}
    return Outcome("", tuple(ranked), owner[ranked[0]], (wanted,), (owner[wanted],), confidence, routed)


FOUR = (
    _outcome("abc", "a", 0.95, routed=True),  # the right area
    _outcome("abc", "b", 0.85, routed=True),  # the right owner's other area
    _outcome("acb", "c", 0.85, routed=True),  # wrong
    _outcome("cba", "c", 0.25, routed=False),  # right, but not dared
)


def test_shares_of_all_issues() -> None:
    """Two of four first areas, all in the first three, three owners, two of three assigned rightly."""
    found = figures_of(FOUR)
    assert (4, 0.5, 1.0, 0.75) == (found.issues, found.top1, found.top3, found.owner_right)
    assert (3, 0.6667, 0.75) == (found.assigned, found.precision, found.coverage)


def test_the_calibration_error_is_the_weighted_gap_of_ten_bins() -> None:
    """|1 - 0.95| + |1 - 1.7| + |1 - 0.25| over four; the newer half: |0 - 0.85| + |1 - 0.25| over two."""
    found = figures_of(FOUR)
    assert 0.375 == found.calibration_error
    assert 0.8 == found.calibration_error_second_half


def test_confidence_of_one_falls_into_the_last_bin() -> None:
    """Certain and right is no error; certain and wrong is a whole one."""
    assert [0.0, 1.0] == [calibration_error([_outcome("a", want, 1.0, routed=True)]) for want in "ac"]


def test_parts_by_area() -> None:
    """Area a got three and deserved one; b's only issue went to a; half of c's were dared, none rightly."""
    expected = (
        Part("a", 1, 3, 1, 0.3333, 1.0),
        Part("b", 1, 0, 0, None, 1.0),
        Part("c", 2, 0, 0, None, 0.5),
    )
    assert expected == figures_of(FOUR).areas


def test_parts_by_owner() -> None:
    """Ann got three and deserved two."""
    assert (Part("ann", 2, 3, 2, 0.6667, 1.0), Part("cem", 2, 0, 0, None, 0.5)) == figures_of(FOUR).owners


def test_nothing_replayed_gives_no_shares() -> None:
    """Nothing is divided by zero, and nothing is made up."""
    found = figures_of(())
    assert (0, None, None, None, ()) == (
        found.issues,
        found.top1,
        found.precision,
        found.calibration_error,
        found.areas,
    )


@pytest.mark.parametrize(("routed", "coverage"), [(True, 1.0), (False, 0.0)])
def test_coverage_counts_what_was_dared(routed: bool, coverage: float) -> None:  # noqa: FBT001 - a parameter of the table
    """All or nothing."""
    assert coverage == figures_of([_outcome("abc", "a", 0.5, routed=routed)]).coverage
