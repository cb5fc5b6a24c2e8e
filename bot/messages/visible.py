"""Characters nobody can see, made visible: controls, bidirectional marks, zero-width and tag characters.

Foreign text passes here before any other escaping. What is invisible can make text read as something it is not
(https://trojansource.codes) or carry words that only a machine reads, so it is shown as `⟨U+202E⟩` instead of removed.
"""

from __future__ import annotations

import re
import unicodedata

# Not of a control or format category, yet blank wherever they are shown.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
# Zl and Zp end lines, Cs cannot be encoded, Co looks different on every machine.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_SELECTORS_SUPPLEMENT = range(0xE0100, 0xE01F0)
_PRINTABLE_ASCII = re.compile(r"[ -~]*")
_SPACES = re.compile(r"\s+")
_CONTROL_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL, then one picture for each C0 control


def visible(text: str) -> str:
    """Return `text` in which every character can be seen; line ends and tabs are shown as ␊, ␍ and ␉.

    Accents, emoji and their presentation selectors stay as they are. Other line separators become visible too, so the
    result is always one line. Doing it twice changes nothing more.
    """
    if _PRINTABLE_ASCII.fullmatch(text):
        return text
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """Return `text` as one line of prose: runs of white space become one space, everything else as in `visible`."""
    return visible(_SPACES.sub(" ", text)).strip()


def is_deceptive(text: str) -> bool:
    """Return whether `text` holds a character that cannot be seen (a control, a bidirectional mark, ...)."""
    return visible(text) != text


def shorten(text: str, most: int) -> str:
    """Return `text`, or at most `most` characters of it with `…` where the rest was."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def shorten_middle(text: str, most: int) -> str:
    """Return `text`, or its two ends with `…` between them: a path is known by its first folder and its file name."""
    if len(text) <= most:
        return text
    tail = (most - 1) * 2 // 3
    return text[: most - 1 - tail] + "…" + text[len(text) - tail :]


class _Shown(dict[int, str]):
    """A translation table that answers a character when it is first met: a whole one would take 0.3 s to fill."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _show(code)
        return shown


def _show(code: int) -> str:
    if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own
        return chr(_CONTROL_PICTURES + code)
    character = chr(code)
    if unicodedata.category(character) in _UNSEEN_CATEGORIES or character in _BLANK or code in _SELECTORS_SUPPLEMENT:
        return f"⟨U+{code:04X}⟩"
    return character


_SHOWN = _Shown()
