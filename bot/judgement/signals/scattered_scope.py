"""Says which part of a change stands apart: it shares no name with the rest, and no word speaks of it.

It shows what is visible and never claims that parts are unrelated; that is the split engine's to prove.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import Place
from bot.judgement.naming import counted, named
from bot.judgement.signals.independent_concerns import are_named

if TYPE_CHECKING:
    from bot.judgement.area_groups import Group
    from bot.judgement.case import Answer, Case, Level, Ruling

SHOWN = 6


def scattered_scope(case: Case, answer: Answer) -> Ruling:
    """Count groups of areas that share no name in their changed lines; riders are left out.

    An area is a package, a top-level folder, or a folder of the one package that the change is in. A rider is a group
    with less than `rider_lines` lines to review or less than `rider_share` of them. More than `groups` of them are a
    notice (an act above the warning of `too_large`); from two on, so is each that no word of the description names.
    """
    limits = answer.entry.limits
    limit = int(limits["groups"])
    if case.authorship.outcome == "automation":
        return answer.quiet(0, limit, "opened by automation, whose scope is its configuration's")
    if not case.analysed:
        return answer.quiet("not measured", limit, "not measured: too little of the change could be read")
    reach = case.reach
    groups, riders = reach.substantial, reach.riders
    if len(groups) <= 1:
        small = f", but for {named([rider.name for rider in riders])}" if riders else ""
        why = f"{counted(reach.areas, 'area')}, tied by names or too small to count{small}"
        return answer.quiet(len(groups), limit, why)
    least = limits["nested_lines"] if reach.nested else 0
    unnamed = tuple(group for group in groups if not group.named and group.lines >= least)
    if len(groups) <= limit and not unnamed:
        return answer.quiet(len(groups), limit, f"{len(groups)} areas without a shared name, spoken of or small")
    if are_named(case, answer.mode):
        return answer.quiet(len(groups), limit, "`independent_concerns` names the parts")
    return _many(case, answer, groups, limit) if len(groups) > limit else _apart(answer, unnamed, groups, limit)


def _many(case: Case, answer: Answer, groups: tuple[Group, ...], limit: int) -> Ruling:
    level: Level = "act" if case.effort.minutes > case.effort.warn_minutes else "notice"
    where = named([group.name for group in groups], SHOWN)
    says = f"This change lies in {len(groups)} areas that share no name in their changed lines: {where}."
    fix = "Say in the description what holds them together, or give what stands alone a pull request of its own."
    finding = answer.finding(level, len(groups), limit, says=says, fix=fix, evidence=_places(groups))
    return answer.fired(len(groups), limit, f"{len(groups)} areas without a shared name", (finding,))


def _apart(answer: Answer, unnamed: tuple[Group, ...], groups: tuple[Group, ...], limit: int) -> Ruling:
    # Where no word names any group, the smaller one is what a reader would ask about.
    asked = unnamed if len(unnamed) < len(groups) else unnamed[-1:]
    where, lines = named([group.name for group in asked]), counted(sum(group.lines for group in asked), "line")
    one = len(asked) == 1
    shares, is_, it, own = ("shares", "is", "it", "its") if one else ("share", "are", "them", "their")
    says = (
        f"{where} ({lines} to review) {shares} no name with the rest of this change, and neither the description nor a "
        f"commit message speaks of {it}."
    )
    fix = f"Say in the description why {where} {is_} part of this, or give {it} a pull request of {own} own."
    finding = answer.finding("notice", len(groups), limit, says=says, fix=fix, evidence=_places(asked))
    why = f"{len(groups)} areas without a shared name, {len(unnamed)} of them not spoken of"
    return answer.fired(len(groups), limit, why, (finding,))


def _places(groups: tuple[Group, ...]) -> tuple[Place, ...]:
    return tuple(Place(group.largest, note=f"{counted(group.lines, 'line')} to review") for group in groups[:SHOWN])
