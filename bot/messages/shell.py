"""Foreign text as one word of a POSIX shell command that a person may copy; None where no honest word exists."""

from __future__ import annotations

import shlex

from bot.messages.visible import is_deceptive


def shell_word(text: str) -> str | None:
    """Return `text` quoted as one shell word.

    None for a control, bidirectional or other unseen character: what a person reads must be what the shell runs.
    """
    return None if is_deceptive(text) else shlex.quote(text)


def shell_path(path: str) -> str | None:
    """Return a relative path quoted as one shell word that no command takes for an option; None as in `shell_word`."""
    return shell_word(f"./{path}" if path.startswith("-") else path)
