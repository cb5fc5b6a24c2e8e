"""Says that the description names something as done of which the change shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.claims import absent, claims_of
from bot.judgement.naming import counted, named

if TYPE_CHECKING:
    from bot.judgement.case import Answer, Case, Ruling
    from bot.judgement.claims import Claim

LONGEST_QUOTE = 100


def absent_claim(case: Case, answer: Answer) -> Ruling:
    """Look up files, flags, names and tests that a line of the description begins with. A notice: words go stale."""
    if case.facts.unseen or any(file.seen != "whole" for file in case.facts.files):
        return answer.quiet("not measured", 0, "not measured: not every line of the change was read")
    claims = claims_of(case.description, answer.entry)
    missing = absent(claims, case.facts.files, case.readings)
    if not missing:
        return answer.quiet(
            0, 0, f"{counted(len(claims), 'statement')} that could be looked up, none without its change"
        )
    says = f"The description says what the change does not show: {_quoted(missing)}."
    fix = "Bring the description up to date, or push what is missing."
    finding = answer.finding("notice", len(missing), 0, says=says, fix=fix)
    return answer.fired(len(missing), 0, f"{len(missing)} of {counted(len(claims), 'statement')} not found", (finding,))


def _quoted(missing: tuple[Claim, ...]) -> str:
    things = tuple(claim.text for claim in missing if claim.kind != "tests")
    tests = [f"tests (“{_short(claim.text)}”)" for claim in missing if claim.kind == "tests"][:1]
    return " and ".join([*([named(things)] if things else []), *tests])


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
