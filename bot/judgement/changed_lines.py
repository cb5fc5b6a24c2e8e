"""The changed lines of one file, each with its number and the section that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.policy.hotspots import LinePattern

Side = Literal["added", "removed"]
_SIGN = {"added": "+", "removed": "-"}


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A changed line; `number` counts from 1 on its own side, `section` is the nearest opener above, if one is seen."""

    text: str
    number: int
    section: str | None = None


def text_of(file: FileChange, side: Side) -> str:
    """Return all changed lines of one side as one text."""
    sign = _SIGN[side]
    return "\n".join(line.text for hunk in file.hunks for line in hunk.lines if line.sign == sign)


def changed_lines(file: FileChange, side: Side, section: LinePattern | None = None) -> tuple[ChangedLine, ...]:
    """Return the changed lines of one side, in the order of the file.

    With `section`, lines of that side (unchanged ones too) that match it open a section for those below them; the text
    behind a hunk's `@@` counts as the line above the hunk.
    """
    sign = _SIGN[side]
    out: list[ChangedLine] = []
    for hunk in file.hunks:
        current = hunk.section if section is not None and section.search(hunk.section) else None
        for line in hunk.lines:
            if line.sign not in (sign, " "):
                continue
            if section is not None and section.search(line.text):
                current = line.text
            if line.sign == sign:
                number = line.new if side == "added" else line.old
                out.append(ChangedLine(line.text, number or 1, current))
    return tuple(out)
