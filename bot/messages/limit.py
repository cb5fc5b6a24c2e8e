"""Bodies that GitHub accepts: cut at the end of a line, what was open closed, and the cut said."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 64_000
"""Characters of one body. GitHub refuses 65,536 and more with 422 (a check run's summary and text: 65,535)."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CUT = "*{:,} characters were cut here: GitHub takes at most 65,536 in one text.*"


@dataclass(slots=True)
class _Open:
    """What is open behind a line: the fence's marks, and how many `<details>`."""

    fence: str = ""
    details: int = 0

    def read(self, line: str) -> None:
        found = _FENCE.match(line)
        if self.fence:
            if found and found[1].startswith(self.fence) and not found[2].strip():
                self.fence = ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            self.fence = found[1]
        else:
            # Our folds stand on lines of their own; foreign text is never at the start of a line unescaped.
            self.details = max(0, self.details + line.startswith("<details>") - line.startswith("</details>"))

    def closing(self) -> str:
        fence = f"{self.fence}\n" if self.fence else ""
        return fence + "\n</details>\n" * self.details


def limited(body: str, footer: str = "", most: int = MOST) -> str:
    """Return `body` and `footer` in at most `most` characters; the footer always stays whole.

    A body that is too long is cut behind a whole line (our lines never share a code span or a link), open fences and
    folds are closed, and a sentence says how many characters are missing. Raises ValueError where `most` leaves no
    room for the footer and that sentence.
    """
    if len(body) + len(footer) <= most:
        return body + footer
    room = most - len(footer) - len(_said(len(body)))
    if room < 0:
        raise ValueError(f"{most} characters leave no room for the footer")
    at, closing = _last_place(body, room)
    return body[:at] + closing + _said(len(body) - at) + footer


def _last_place(body: str, room: int) -> tuple[int, str]:
    """Return where to cut: the last end of a line at which the text and what closes it fit into `room`."""
    opened, place, at = _Open(), (0, ""), 0
    for line in body.split("\n"):
        at += len(line) + 1
        if at > room:
            break
        opened.read(line.removesuffix("\r"))
        closing = opened.closing()
        if at + len(closing) <= room:
            place = (at, closing)
    return place


def _said(missing: int) -> str:
    return f"\n\n{_CUT.format(missing)}\n\n"
