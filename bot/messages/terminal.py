"""Foreign text on a terminal: no control sequence, no bidirectional mark, no second line."""

from __future__ import annotations

import re

from bot.messages.visible import visible

# ECMA-48 (https://ecma-international.org/publications-and-standards/standards/ecma-48/): CSI; OSC, DCS, SOS, PM and
# APC strings with their terminators; and escapes of two or three characters. C1 forms are one character. A string ends
# in front of the next one's beginning: otherwise a row of beginnings without an end would be read once for each.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-Z\\^-~]"
)
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def for_terminal(text: str) -> str:
    """Return foreign `text` on one line, without control sequences; whatever else cannot be seen is shown."""
    plain = _SEQUENCE.sub("", text) if "\x1b" in text or not text.isascii() else text
    return visible(_LINE_END.sub(" ", plain).replace("\t", " "))


def block_for_terminal(text: str) -> str:
    """Return foreign `text` as `for_terminal` does, line by line, with its line ends kept."""
    return "\n".join(for_terminal(line) for line in _LINE_END.split(_SEQUENCE.sub("", text)))
