"""The change that an example of a hotspot or of a question stands for: one file, one hunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.change import FileChange, Hunk, Line
from bot.facts.verdict import FileReading
from bot.policy.hotspots import Example

if TYPE_CHECKING:
    from bot.facts.verdict import Counts
    from bot.policy.checklists import ItemExample

MOST_LINES = 1_000
"""Lines of an example, repeated: `times` is a number that anybody may write."""


def example_change(example: Example | ItemExample) -> tuple[FileChange, FileReading]:
    """Return the change, with the reading that says which kind of file it is."""
    times = _times(example)
    added, removed = example.added * times, example.removed * times
    numbered = enumerate(example.before, 1)
    first = len(example.before) + 1
    hunk = Hunk(
        1,
        len(example.before) + len(removed),
        1,
        len(example.before) + len(added),
        "",
        (
            *(Line(" ", text, at, at) for at, text in numbered),
            *(Line("-", text, at, None) for at, text in enumerate(removed, first)),
            *(Line("+", text, None, at) for at, text in enumerate(added, first)),
        ),
    )
    change = FileChange(
        example.path,
        example.status,
        None,
        len(added),
        len(removed),
        (hunk,) if hunk.lines else (),
        binary=isinstance(example, Example) and example.binary,
        submodule=isinstance(example, Example) and example.submodule,
    )
    counts: Counts = "tests" if example.kind == "test" else "to_review"
    return change, FileReading(example.path, example.kind, "as the example says", counts, len(added), len(removed))


def lines_of(example: Example | ItemExample) -> int:
    """Return how many changed lines the example stands for."""
    return _times(example) * (len(example.added) + len(example.removed))


def _times(example: Example | ItemExample) -> int:
    lines = max(1, len(example.added) + len(example.removed))
    return max(0, min(example.times, MOST_LINES // lines))
