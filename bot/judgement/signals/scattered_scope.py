"""Says that a change lies in many areas that share nothing visible. It counts; it never claims they are unrelated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import Place
from bot.judgement.areas import areas_of, tied_groups
from bot.judgement.naming import counted, named

if TYPE_CHECKING:
    from bot.facts.verdict import FileReading
    from bot.judgement.case import Answer, Case, Level, Ruling

SHOWN = 6


def scattered_scope(case: Case, answer: Answer) -> Ruling:
    """Count groups of areas that share no distinctive name in their changed lines; riders are left out.

    An area is a package, a top-level folder, or a folder of the one package that the change is in. A rider is an area
    with less than `rider_lines` lines to review or less than `rider_share` of them. Above `groups` it is a notice, and
    an act where the change is also above the warning of `too_large`.
    """
    limits = answer.entry.limits
    limit = int(limits["groups"])
    work = {reading.path: reading.added + reading.removed for reading in case.readings if _is_work(reading)}
    if case.authorship.outcome == "automation":
        return answer.quiet(0, limit, "opened by automation, whose scope is its configuration's")
    areas = areas_of(sorted(work), answer.entry.paths)
    lines: dict[str, int] = {}
    for path, count in work.items():
        lines[areas[path]] = lines.get(areas[path], 0) + count
    floor = max(limits["rider_lines"], limits["rider_share"] * sum(work.values()))
    large = {path: area for path, area in areas.items() if lines[area] >= floor}
    count = len(set(large.values()))
    if count <= limit:
        return answer.quiet(count, limit, f"{counted(count, 'area')} with more than riders")
    groups = tied_groups(case.facts.files, large)
    if len(groups) <= limit:
        return answer.quiet(len(groups), limit, f"{count} areas, held together by the names they share")
    shown = [group[0] for group in groups]
    level: Level = "act" if case.effort.minutes > case.effort.warn_minutes else "notice"
    says = f"This change lies in {len(groups)} areas that share no name in their changed lines: {named(shown, SHOWN)}."
    fix = "Say in the description what holds them together, or give what stands alone a pull request of its own."
    evidence = tuple(Place(area, note=f"{counted(lines[area], 'line')} to review") for area in shown)
    finding = answer.finding(level, len(groups), limit, says=says, fix=fix, evidence=evidence)
    return answer.fired(len(groups), limit, f"{len(groups)} areas without a shared name", (finding,))


def _is_work(reading: FileReading) -> bool:
    return reading.counts == "to_review" and reading.kind in ("source", "migration")
