"""Says that an agent's change shows nothing of how it came about, and that no person stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.reasoning.shown import PARTS, is_bare, unsaid

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Ruling


def visible_reasoning(case: Case, answer: Answer) -> Ruling:
    """Ask for a log or one line about a person, where an agent wrote much and neither is there. Never an act.

    Who was assisted and says so is not asked: disclosing costs nothing.
    """
    reasoning, limit = case.reasoning, 1
    if reasoning is None or case.authorship.outcome != "agent":
        return answer.quiet("not asked", limit, "asked only where an agent opened the change or wrote most of it")
    shown = PARTS - len(unsaid(reasoning)) - (not reasoning.logs)
    minutes = sum(reading.minutes for reading in case.readings if reading.counts == "to_review")
    if not is_bare(reasoning):
        return answer.quiet(
            shown, limit, f"{shown} of {PARTS} are there: a log, who answers review, what a person read, ran"
        )
    if case.description.closes_issue:
        return answer.quiet(
            shown, limit, "nothing of it is there, but the issue that it closes tells what was asked for"
        )
    if minutes < answer.entry.limits["minutes"]:
        return answer.quiet(shown, limit, "nothing of it is there, and the change is small enough to speak for itself")
    says = (
        "An agent wrote this change and nothing shows how it came about: no plan, session or task log is linked, and "
        "the description names nobody who answers review, read it or ran it."
    )
    fix = "Link the session or the plan, or write one line: who answers review, and what that person read and ran."
    finding = answer.finding("notice", shown, limit, says=says, fix=fix)
    return answer.fired(shown, limit, "no log, and no word about a person", (finding,))
