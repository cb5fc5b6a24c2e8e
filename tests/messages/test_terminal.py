from __future__ import annotations

import time

import pytest
from hypothesis import given

from bot.messages.terminal import block_for_terminal, for_terminal
from bot.messages.visible import is_deceptive
from tests.messages.hostile import foreign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;https://evil.example\x1b\\press\x1b]8;;\x1b\\", "press"),
        ("\x9b2Jx", "x"),
        ("\x1b\x1b[0m[31mx", "␛[31mx"),
        ("\x9d0;title\x9cx", "x"),
        ("\x900\x9d0;title\x9cx", "⟨U+0090⟩0x"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("one\r\ntwo", "one two"),
    ],
)
def test_control_sequences_do_not_reach_the_terminal(text: str, expected: str) -> None:
    """Colours, titles, links and cursor movements are stripped; what is left over is shown."""
    assert for_terminal(text) == expected


@pytest.mark.parametrize("opening", ["\x9d", "\x98a", "\x1b]", "\x1b[0;"])
def test_openings_without_an_end_cost_linear_time(opening: str) -> None:
    """Forty thousand control strings that nobody closes take 30 ms; each was once read to the end, in 20 s."""
    start = time.process_time()
    for_terminal(opening * 40_000)
    assert time.process_time() - start < 1


@given(foreign)
def test_any_text_becomes_one_visible_line(text: str) -> None:
    """Whatever comes in, nothing unseen reaches the terminal."""
    assert is_deceptive(for_terminal(text)) is False


def test_a_block_keeps_its_lines() -> None:
    """Where several lines are wanted, line ends stay and nothing else."""
    assert block_for_terminal("a\n\x1b[1mb\x1b[0m\r\nc") == "a\nb\nc"
