from __future__ import annotations

import pytest

from bot.judgement.naming import counted
from bot.messages.figures import lines, measured, minutes, part_of_minutes


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0 min"), (0.4, "under 1 min"), (1, "1 min"), (12.5, "13 min"), (98.4, "98 min"), (1020.0, "1,020 min")],
)
def test_minutes_are_whole(value: float, expected: str) -> None:
    """Nobody reviews to the second."""
    assert minutes(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0 min"), (0.4, "0.4 min"), (9.94, "9.9 min"), (9.95, "10 min"), (96.0, "96 min")]
)
def test_small_parts_are_told_apart(value: float, expected: str) -> None:
    """Below ten minutes a part keeps one decimal, so that three small files do not look alike."""
    assert part_of_minutes(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1020, "1,020"), (0.5, "0.5"), (142.04, "142"), (12345.6, "12,345.6"), (2e9, "2,000,000,000"), ("a|b", "`a|b`")],
)
def test_measured_values_are_read_by_people(value: float | str, expected: str) -> None:
    """Thousands are parted, no exponent is shown, words are quoted."""
    assert measured(value) == expected


def test_one_of_a_thing_is_singular() -> None:
    """One line, two lines; line 3, lines 3-8."""
    assert (lines(3, 3), lines(3, 8)) == ("line 3", "lines 3-8")
    told = [counted(1, "line"), counted(2_000, "line"), counted(2, "place", "places without a reason")]
    assert told == ["1 line", "2,000 lines", "2 places without a reason"]


def test_no_number_is_rounded_away() -> None:
    """A million lines are told to the line, and half a minute stays one."""
    assert (counted(1_234_567, "line"), counted(12.5, "minute")) == ("1,234,567 lines", "12.5 minutes")


def test_what_is_above_a_limit_is_not_shown_as_the_limit() -> None:
    """60.2 minutes of 60 are more than one sitting."""
    assert (minutes(60.2, 60), minutes(60.0, 60), minutes(98.4, 60)) == ("61 min", "60 min", "98 min")
