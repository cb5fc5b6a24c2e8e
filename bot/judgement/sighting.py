"""What one watch of rules/hotspots.yml sees in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.verdict import Place
from bot.judgement.changed_lines import ChangedLine, Side, changed_lines

if TYPE_CHECKING:
    from bot.facts.change import FileChange
    from bot.judgement.sieve import SiftedFile
    from bot.policy.hotspots import Watch

MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name and where it stands; `explained` where the change itself tells why (a test goes with its code)."""

    name: str
    place: Place
    explained: bool = False
    version: str = ""  # of a dependency, as it is asked for
    shape: str = ""  # the parameters of a definition


def whole_file(file: FileChange, *, explained: bool = False) -> Sighting:
    """Return the file itself as the thing found, at its first changed lines unless it is new or gone."""
    return Sighting(file.path, _first_lines(file), explained)


def _first_lines(file: FileChange) -> Place:
    if file.status == "removed":
        return Place(file.path, None, "old")
    lines = file.hunks[0].lines if file.hunks and file.status != "added" else ()
    added = [line.new for line in lines if line.sign == "+" and line.new]
    if added:
        return Place(file.path, (min(added), max(added)))
    removed = [line.old for line in lines if line.sign == "-" and line.old]
    if removed:
        return Place(file.path, (min(removed), max(removed)), "old")
    return Place(file.path)


def see_lines(watch: Watch, file: SiftedFile, side: Side) -> list[Sighting]:
    """Return what the watch's patterns find among the changed lines of one side."""
    patterns = file.held(watch.lines, side)
    if not patterns or file.held(watch.without, side):
        return []
    out = []
    path = file.change.path
    for line in changed_lines(file.change, side, watch.section):
        if not _in_section(watch, line) or any(pattern.search(line.text) for pattern in watch.not_lines):
            continue
        for pattern in patterns:
            if (match := pattern.search(line.text)) is None:
                continue
            groups = match.groupdict()
            name = (groups.get("name") or _section_name(watch, line) or "").strip()[:MAX_NAME] or path
            if name not in watch.not_names:
                place = Place(path, (line.number,) * 2, "new" if side == "added" else "old")
                version = groups.get("version") or groups.get("version2") or ""
                out.append(Sighting(name, place, version=version, shape=groups.get("shape") or ""))
            break
    return out


def _section_name(watch: Watch, line: ChangedLine) -> str | None:
    """Return the name that the section holds: Maven writes a dependency's version on a line of its own."""
    match = watch.section.search(line.section) if watch.section and line.section else None
    return match.groupdict().get("name") if match else None


def _in_section(watch: Watch, line: ChangedLine) -> bool:
    if watch.within is None:
        return True
    if line.section is None:
        return watch.blind
    return watch.within.search(line.section) is not None
