from __future__ import annotations

import shlex

from hypothesis import given

from bot.messages.shell import shell_path, shell_word
from bot.messages.visible import is_deceptive
from tests.messages.hostile import foreign


@given(foreign)
def test_a_word_is_one_word_or_refused(text: str) -> None:
    """A shell reads exactly the text back; a text with unseen characters has no word."""
    word = shell_word(text)
    assert (None if word is None else shlex.split(word)) == (None if is_deceptive(text) else [text])


def test_a_path_is_never_an_option() -> None:
    """A file called -rf is named so that no command takes it for an option."""
    assert shell_path("-rf $(evil)") == "'./-rf $(evil)'"


def test_a_path_that_reads_as_another_is_refused() -> None:
    """A path with a right-to-left mark gets no command at all."""
    assert shell_path("src/\u202eyp.x") is None
