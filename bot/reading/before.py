"""The text of a file before a change, from its text after it: every hunk taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.change import FileChange


def text_before(file: FileChange, text: str) -> str | None:
    """Return the old text; None where the hunks do not fit the new one."""
    lines = text.split("\n")
    is_open = bool(lines[-1])
    if not is_open:
        lines.pop()
    out: list[str] = []
    at = 0
    for hunk in file.hunks:
        start = hunk.new_start - bool(hunk.new_lines)
        new = [line.text for line in hunk.lines if line.sign != "-"]
        if start < at or lines[start : start + len(new)] != new:
            return None
        out += lines[at:start]
        out += [line.text for line in hunk.lines if line.sign != "+"]
        at = start + len(new)
        if hunk.old_open or hunk.new_open:
            is_open = hunk.old_open
    out += lines[at:]
    return "\n".join(out) + ("" if is_open or not out else "\n")
