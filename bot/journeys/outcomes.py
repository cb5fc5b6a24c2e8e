"""What became of a routing, kept: predictions, what people did against them, the answer that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Acted, Final
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.journeys.consider_issue import ConsideredIssue
    from bot.journeys.desk import Desk


async def keep_outcome(
    desk: Desk, subject: Subject, considered: ConsideredIssue, now: datetime, *, silent: bool = False
) -> None:
    """Keep what was thought, what people did against it, and the answer that holds by now.

    A prediction is kept as long as nothing was done with an earlier one: that one counts. `silent`: nothing is done
    with this one either.
    """
    ledger, facts, routing, past = desk.ledger, considered.facts, considered.routing, considered.past
    if ledger is None or facts is None or routing is None:
        return
    words, secret = (facts.title, facts.body), routing.kind == "security_report"
    if secret:  # it may have read as something else before it was edited, or labelled
        await ledger.forget_words(subject)
    settled = past.prediction is not None and past.prediction.acted not in {"nothing", "asked"}
    if routing.step not in {"left_alone", "corrected"} and not settled:
        await ledger.predicted(subject, words, routing, "nothing" if silent else acted_on(routing), now)
    await ledger.corrected(subject, considered.news)
    if facts.state == "closed":
        await ledger.fixed(subject, facts.fixes)
    if considered.final is not None and considered.final != past.final and not _is_history(facts, considered.final):
        await ledger.answered(subject, None if secret else words, considered.final, now)


def _is_history(facts: IssueFacts, final: Final) -> bool:
    """Return whether it was labelled before we came: the history brings it, with its words as they stood then."""
    return final.how == "label" and facts.installed_at is not None and final.at < facts.installed_at


def acted_on(routing: Routing) -> Acted:
    """Return what is done with a routing in its mode."""
    if routing.mode in {"off", "observe"}:
        return "nothing"
    if routing.asks:
        return "asked"
    return "assigned" if routing.mode == "route" and routing.routed else "suggested"
