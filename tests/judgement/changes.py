"""Changes to files, written as short as a test wants them."""

from __future__ import annotations

from pathlib import Path

from bot.facts.change import FileChange, FileStatus, Hunk, Line
from bot.facts.verdict import Counts, FileKind, FileReading
from bot.policy.decode import decode
from bot.policy.hotspots import Example, HotspotRules
from bot.policy.yaml_tree import read_yaml

RULES = Path(__file__).parents[2] / "rules"


def hotspot_rules() -> HotspotRules:
    """Return the shipped hotspots."""
    return decode(read_yaml((RULES / "hotspots.yml").read_text(), "rules/hotspots.yml"), HotspotRules)


def change(
    path: str,
    *,
    before: tuple[str, ...] = (),
    removed: tuple[str, ...] = (),
    added: tuple[str, ...] = (),
    status: FileStatus = "modified",
    section: str = "",
) -> FileChange:
    """Return a change with one hunk at line 10 (line 1 for a new file)."""
    start = 1 if status in ("added", "removed") else 10
    lines = [Line(" ", text, start + at, start + at) for at, text in enumerate(before)]
    first = start + len(before)
    lines += [Line("-", text, first + at, None) for at, text in enumerate(removed)]
    lines += [Line("+", text, None, first + at) for at, text in enumerate(added)]
    old, new = len(before) + len(removed), len(before) + len(added)
    hunks = (Hunk(start, old, start, new, section, tuple(lines)),) if lines else ()
    return FileChange(path, status, additions=len(added), deletions=len(removed), hunks=hunks)


def reading(file: FileChange, kind: FileKind = "source") -> FileReading:
    """Return the reading of a change as a file of `kind`."""
    counts: Counts = "tests" if kind == "test" else "to_review"
    return FileReading(file.path, kind, "said by the test", counts, file.additions, file.deletions)


def from_example(example: Example) -> FileChange:
    """Return the change that an example of rules/hotspots.yml stands for."""
    made = change(
        example.path,
        before=example.before,
        removed=example.removed * example.times,
        added=example.added * example.times,
        status=example.status,
    )
    return FileChange(
        made.path,
        made.status,
        None,
        made.additions,
        made.deletions,
        made.hunks,
        binary=example.binary,
        submodule=example.submodule,
    )
