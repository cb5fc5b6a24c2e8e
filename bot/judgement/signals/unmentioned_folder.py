"""Says that much of a change lies in a folder that no word speaks of, though a name ties it to the rest.

What no name ties to the rest is asked about by `scattered_scope`; nothing is said twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.verdict import Place
from bot.judgement.naming import counted, named

if TYPE_CHECKING:
    from bot.judgement.area_groups import Member
    from bot.judgement.case import Answer, Case, Ruling


def unmentioned_folder(case: Case, answer: Answer) -> Ruling:
    """Look at packages and top-level folders beside one that is spoken of. A notice; small companions are left out."""
    if case.authorship.outcome == "automation":
        return answer.quiet(0, 0, "opened by automation, whose scope is its configuration's")
    if not case.analysed:
        return answer.quiet("not measured", 0, "not measured: too little of the change could be read")
    reach, limits = case.reach, answer.entry.limits
    if reach.nested or case.description.is_empty:
        return answer.quiet(0, 0, "one package or top-level folder, or no description to hold it against")
    least = max(limits["lines"], limits["share"] * sum(reach.work.values()))
    beside = [member for group in reach.groups if group.named for member in group.members]
    unspoken = [member for member in beside if member.lines >= least and _is_asked(member, answer)]
    if not unspoken:
        return answer.quiet(
            0, 0, "every folder with a large part of the change is spoken of, or says nothing by its name"
        )
    where, lines = (
        named([member.area for member in unspoken]),
        counted(sum(member.lines for member in unspoken), "line"),
    )
    it = "it" if len(unspoken) == 1 else "them"
    says = f"{lines} to review lie in {where}, and neither the description nor a commit message speaks of {it}."
    fix = f"Say in one sentence what changes in {where}."
    places = tuple(Place(member.largest, note=f"{counted(member.lines, 'line')} to review") for member in unspoken)
    finding = answer.finding("notice", len(unspoken), 0, says=says, fix=fix, evidence=places)
    return answer.fired(
        len(unspoken), 0, f"{counted(len(unspoken), 'folder')} with much of the change unmentioned", (finding,)
    )


def _is_asked(member: Member, answer: Answer) -> bool:
    return not member.named and not any(pattern.search(member.area) for pattern in answer.entry.not_patterns)
