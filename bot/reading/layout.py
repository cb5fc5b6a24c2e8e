"""Lines that were only laid out anew: white space, and what a formatter of their language changes besides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reading.marks import MarkedFile


def mark_layout(file: MarkedFile) -> None:
    """Mark blank lines, and lines of a run that stand on both its sides when layout is left out.

    Where a run has the same characters on both sides it was only laid out anew, whatever the line breaks.
    """
    for run in file.runs:
        keys = {at: _key(file, file.lines[at].text) for at in run}
        sides = [[at for at in run if file.lines[at].sign == sign] for sign in ("-", "+")]
        old, new = (Counter(keys[at] for at in side) for side in sides)
        before, after = ("".join(keys[at] for at in side) for side in sides)
        same = before == after or bool(
            before and after and file.language and file.language.same_but_for_commas(before, after)
        )
        for side in sides:
            left = old | new if same else old & new
            for at in side:
                if not keys[at] or left[keys[at]] > 0:
                    left[keys[at]] -= 1
                    file.kinds[at] = "whitespace"


def _key(file: MarkedFile, text: str) -> str:
    return file.language.without_layout(text) if file.language else "".join(text.split())
