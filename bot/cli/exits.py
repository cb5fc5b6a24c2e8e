"""Exit codes, and the one way a command refuses: in words, with what to do."""

from typing import Final

from bot.messages.terminal import for_terminal

FINE: Final = 0  # analysed, nothing at or above --fail-on
FINDINGS: Final = 1  # analysed, and something is
USAGE: Final = 2  # wrong arguments, or a configuration file with errors
NOT_ANALYSED: Final = 3  # nothing could be said about the input


class Refused(Exception):  # noqa: N818 - a command's answer, not a failure of the program
    """A command cannot go on; `str()` says what happened, where, and what to do.

    `details` are shown below it, a line for each.
    """

    def __init__(self, says: str, code: int = USAGE, details: tuple[str, ...] = ()) -> None:
        super().__init__(says)
        self.code = code
        self.details = details


def refused_text(says: str, details: tuple[str, ...]) -> str:
    """Return the lines of a refusal for standard error."""
    lines = (f"onesitting: {says}", *(f"  - {detail}" for detail in details))
    return "".join(for_terminal(line) + "\n" for line in lines)
