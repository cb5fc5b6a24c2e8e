"""What is said to `/onesitting explain` on an issue: where it belongs, by what, and what else was thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.explain_issue import STEPS
from bot.messages.fold import table
from bot.messages.limit import limited
from bot.messages.markdown import cell_code, code, prose
from bot.messages.marker import EXPLAIN, opening, state_for
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from bot.facts.routing import Routing

_FOUND_AT_MOST = 80
_PRIVATE = "It reads like a report of a security problem: what led to that is not repeated here."


def say_routing(routing: Routing | None, why: str, page: str = "") -> str:
    """Return the comment's body; asking again edits it in place. Without a routing, `why` says why there is none.

    Nobody is mentioned. `page` is the address of the page that tells all, empty where there is none.
    """
    parts = [*_decision(routing, why), f"[All that was looked at]({page})" if page else ""]
    text = limited("\n\n".join(part.rstrip() for part in parts if part) + "\n")
    return opening(EXPLAIN, state_for(text, "")) + text


def _decision(routing: Routing | None, why: str) -> list[str]:
    if routing is None:
        return [f"This issue is left alone: {prose(why)}."]
    if routing.kind == "security_report":
        return [_PRIVATE]
    where = (
        f"{code(routing.area)}, whose owner is {code(routing.owner)}" if routing.area and routing.owner else "the rota"
    )
    if routing.step == "left_alone":
        return [f"This issue is left alone: {prose(routing.why)}."]
    found = [
        (cell_code(shorten(sign.found, _FOUND_AT_MOST)), sign.where, cell_code(sign.area), STEPS[sign.step])
        for sign in routing.evidence
    ]
    others = [(cell_code(each.area), cell_code(each.owner), f"{each.score:.2f}") for each in routing.candidates]
    return [
        f"This issue belongs to {where}: {STEPS[routing.step]}, with a confidence of {routing.confidence:.2f}.",
        f"Why: {prose(routing.why)}.",
        table(("Found", "Where", "Speaks for", "How"), found) if found else "No sign of any area was found.",
        table(("Area", "Owner", "Score"), others) if others else "",
        f"By the ownership map {code(routing.map_revision)}." if routing.map_revision else "",
    ]
