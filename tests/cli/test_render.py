"""Comments in the terminal."""

import io

from rich.console import Console

from bot.cli.render import show


def _rendered(text: str) -> str:
    out = io.StringIO()
    show(Console(file=out, width=80, color_system=None), text)
    return out.getvalue()


def test_a_fold_is_shown_open_and_indented() -> None:
    """The summary leads, what is inside follows, the rest goes on at the margin."""
    shown = _rendered("a\n\n<details>\n<summary>More <b>words</b></summary>\n\ninside\n\n</details>\n\nz")
    assert ["a", "▸ More words", "  inside", "z"] == [line.rstrip() for line in shown.splitlines() if line.strip()]


def test_hidden_comments_stay_hidden() -> None:
    """A marker is for machines."""
    assert "onesitting" not in _rendered("<!-- onesitting:review -->\nwords")


def test_control_sequences_do_not_reach_the_terminal() -> None:
    """Foreign text cannot move the cursor or set the window's title."""
    assert "\x1b" not in _rendered("x \x1b]0;owned\x07 y \x1b[2J")
