from __future__ import annotations

import pytest
from hypothesis import given

from bot.messages.visible import is_deceptive, one_line, shorten, shorten_middle, visible
from tests.messages.hostile import foreign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", "a␊b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("\x7f", "⟨U+007F⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("café 漢 ❤️", "café 漢 ❤️"),
    ],
)
def test_what_nobody_sees_is_shown(text: str, expected: str) -> None:
    """Controls, bidirectional marks, zero-width and tag characters are shown; accents and emoji stay."""
    assert visible(text) == expected


@given(foreign)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    """Visible text is visible, on one line, and deceives nobody."""
    shown = visible(text)
    assert (visible(shown), len(shown.splitlines()) <= 1, is_deceptive(shown)) == (shown, True, False)


@given(foreign)
def test_one_line_has_no_space_at_its_ends(text: str) -> None:
    """Prose is one line without leading or trailing space."""
    assert one_line(text) == one_line(text).strip()


def test_a_path_keeps_its_two_ends() -> None:
    """A long path is shortened in its middle: the first folder and the file name stay."""
    assert shorten_middle("src/" + "deep/" * 40 + "name.py", 30) == "src/deep/d…p/deep/deep/name.py"


def test_shortening_says_that_something_is_missing() -> None:
    """Shortened words end in an ellipsis and are not longer than asked for."""
    assert shorten("a long sentence", 8) == "a long…"
