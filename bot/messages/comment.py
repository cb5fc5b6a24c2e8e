"""The one comment: short, written only when a person must act, or asked for the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.reasoning.shown import is_bare
from bot.messages.band import band_sentence
from bot.messages.checklist import HEADING, checklist, checklist_boxes
from bot.messages.conclusion import asks
from bot.messages.footer import footer
from bot.messages.limit import MOST, limited
from bot.messages.markdown import code
from bot.messages.marker import REVIEW, opening, state_for
from bot.messages.reasoning_line import reasoning_line
from bot.messages.reasons import in_order, reasons
from bot.messages.split_fold import MOST as PLAN_AT_MOST

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict
    from bot.messages.split_fold import SplitWords

_ROOM_FOR_MARKER = 200

_TICKING = "A tick stays when this comment is edited; the check run *Reviewability* tells how many are open."


def may_comment(verdict: Verdict, facts: PullRequestFacts) -> bool:
    """Return whether a comment is welcome at all, whatever it says.

    Drafts, closed pull requests, repositories that only observe and pull requests that a person silenced get none.
    """
    return (
        facts.state == "open" and not facts.draft and not verdict.silenced_by and verdict.mode in {"comment", "block"}
    )


def must_act(verdict: Verdict, facts: PullRequestFacts) -> bool:
    """Return whether a person must act: the reason for a comment that nobody asked for."""
    return may_comment(verdict, facts) and any(asks(finding) for finding in verdict.findings)


def wants_boxes(verdict: Verdict, facts: PullRequestFacts) -> bool:
    """Return whether somebody asked for the checklist, and it has something to tick."""
    return may_comment(verdict, facts) and bool(verdict.checklist) and bool(_asked_by(facts))


def comment(verdict: Verdict, facts: PullRequestFacts, split: SplitWords | None = None, page: str = "") -> str:
    """Return the comment's body; its first line is our marker, its second names what it says.

    Its boxes are all open: what people ticked is put in when it is written. The split plan gets the room that
    everything else leaves, so that no command of it is ever cut.
    """
    first: tuple[str, ...] = ()
    by_request = wants_boxes(verdict, facts)
    last = _asked_for(verdict, facts) if by_request else checklist(verdict.checklist, facts)
    if must_act(verdict, facts):
        shown = tuple(finding for finding in in_order(verdict) if finding.mode != "observe")
        # That nothing is shown calls nobody: the check run says it.
        told = verdict.reasoning is not None and not is_bare(verdict.reasoning)
        line = reasoning_line(verdict.reasoning) if told else ""
        first = (band_sentence(verdict) + "\n", reasons(verdict, shown, facts), f"{line}\n" if line else "")
        room = MOST - sum(map(len, (*first, last, footer(verdict, page)))) - _ROOM_FOR_MARKER
        first += (split.fold(min(PLAN_AT_MOST, room)) if split is not None else "",)
    words = "\n".join(part for part in (*first, last) if part)
    return limited(opening(REVIEW, state_for(words, facts.head_sha)) + words, footer(verdict, page))


def _asked_for(verdict: Verdict, facts: PullRequestFacts) -> str:
    intro = f"Asked for by {code(_asked_by(facts))}. {_TICKING}"
    return f"{HEADING}\n\n{intro}\n\n{checklist_boxes(verdict.checklist, facts)}\n"


def _asked_by(facts: PullRequestFacts) -> str:
    return next((wish.by for wish in facts.wishes if wish.command == "checklist"), "")
