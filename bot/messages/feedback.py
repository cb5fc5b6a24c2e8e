"""What is said on a feedback issue: who owns it, why, until when, and how to correct it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.messages.boxes import box
from bot.messages.figures import moment
from bot.messages.links import security_policy_url
from bot.messages.markdown import code, prose
from bot.messages.marker import FEEDBACK, opening, state_for
from bot.messages.visible import shorten
from bot.messages.wanted import WantedIssue

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import RelatedIssue
    from bot.facts.routing import Candidate, Routing

LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?(?:_[A-Za-z0-9]{1,20})?")
"""GitHub's logins; managed users of an enterprise carry an underscore and a short code."""

CANDIDATES = 3
"""Areas that are offered where it is not clear which one is meant."""

_TICKING = "a tick, by somebody with write permission, gives it to that owner"
"""GitHub lets nobody else edit a comment of ours."""


def say_feedback(
    routing: Routing, facts: IssueFacts, related: tuple[RelatedIssue, ...] = (), page: str = ""
) -> WantedIssue:
    """Return the comment, label and assignee; nothing where the issue is left alone or the map only observes.

    `related` issues are named for the owner; that there are others by now is no reason to write again. `page` is the
    address of the page that explains the routing, empty where there is none.
    """
    if routing.step == "left_alone" or routing.mode in {"off", "observe"}:
        return WantedIssue()
    assigns = routing.mode == "route"
    assignees = (routing.owner,) if assigns and routing.owner else ()
    if routing.kind == "security_report":
        return WantedIssue(_body(_security(facts, assigned=bool(assignees))), (), assignees)
    labels = (routing.label,) if assigns and routing.label else ()
    if routing.asks:
        return WantedIssue(_body(_question(routing), _page(page)), labels, assignees)
    words = _routed(routing) if routing.routed else _fallback(routing)
    return WantedIssue(_body([*words, _way_out(routing)], _related(related) + _page(page)), labels, assignees)


def say_duplicate(original: str, moved_at: datetime) -> WantedIssue:
    """Return what is said on an issue that a person called a duplicate of another one, by its number."""
    words = [f"Duplicate of #{int(original)}, as a command on this issue says. It goes on there."]
    return WantedIssue(_body(words), moved_at=moved_at, closed=True)


def _body(words: list[str], beside: str = "") -> str:
    text = "\n\n".join(words) + "\n"
    return opening(FEEDBACK, state_for(text, "")) + text + beside


def _routed(routing: Routing) -> list[str]:
    area = code(shorten(routing.area or "", 80))
    why = prose(routing.why).rstrip(".")
    if routing.mode == "suggest":
        owner = f"Owner of that area: {_person(routing)}.{_cover(routing)}{_backup(routing)}"
        ticks = [f"To decide, {_TICKING}:\n\n{_choices(routing)}"] if routing.candidates else []
        return [f"This looks like {area}: {why}.", owner, *ticks]
    owner = f"Owner: {_person(routing)}{_due(routing)}.{_cover(routing)}{_backup(routing)}"
    said = [f"Routed to {area}: {why}.", owner]
    return [*said, *_of_kind(routing)]


def _of_kind(routing: Routing) -> list[str]:
    if routing.kind == "praise":
        return ["It reads as praise: no answer is due."]
    return ["It reads as an incident, so it was not held back."] if routing.kind == "incident" else []


def _question(routing: Routing) -> list[str]:
    """Return the one question that is asked where the text says too little.

    No boxes: the question is the reporter's, who could tick none, and areas read off so few words would be the guess
    that it stands in place of.
    """
    asked = "This is too short to tell which part of the product it is about."
    wanted = "Which page or screen was it, what did you do, and what happened? Edit the text above or answer below."
    waits = f"Until then it waits with {_person(routing)}." if routing.owner and routing.mode == "route" else ""
    return [part for part in (f"{asked} {wanted}", waits) if part]


def _fallback(routing: Routing) -> list[str]:
    said = [f"Not sure where this belongs: {prose(routing.why).rstrip('.')}."]
    if routing.owner:
        takes = "would take it from here" if routing.mode == "suggest" else "takes it from here"
        said.append(f"The fallback, {_person(routing)}, {takes}{_due(routing)}.{_cover(routing)}")
    if routing.candidates:
        said.append(f"Areas it may belong to; {_TICKING}:\n\n{_choices(routing)}")
    return said


def _choices(routing: Routing) -> str:
    return "\n".join(f"{box(area_item(each.area))} {_candidate(each)}" for each in routing.candidates[:CANDIDATES])


def area_item(area: str) -> str:
    """Return the name of an area's box: a digest, so that no text of a map stands in a hidden mark."""
    return sha256(f"area {area}".encode()).hexdigest()[:16]


def _security(facts: IssueFacts, *, assigned: bool) -> list[str]:
    """Return words that repeat nothing of the report and name no area: they can be read by everybody."""
    policy = (
        f"[this repository's security policy]({security_policy_url(facts.repository)})"
        if facts.repository
        else "this repository's security policy"
    )
    ask = f"This may be a security report. Please send the details in private, as {policy} describes"
    sent = "It was assigned to somebody who can look at it." if assigned else ""
    return [part for part in (f"{ask}, and leave them out of this issue.", sent) if part]


def _related(issues: tuple[RelatedIssue, ...]) -> str:
    """Return issues by number and title; as code, so that no cross-reference appears on each of them."""
    if not issues:
        return ""
    rows = "".join(f"- {code(f'#{each.number}')} {code(shorten(each.title, 80))}\n" for each in issues)
    return f"\nPossibly related, by their words alone:\n\n{rows}"


def _page(page: str) -> str:
    return f"\n[What was found, and what was done]({page})\n" if page else ""


def _way_out(routing: Routing) -> str:
    if routing.mode == "suggest":
        return (
            "Nothing was labelled or assigned. Label or assign it to decide, or write `/onesitting area NAME`; a "
            "person's choice always stands."
        )
    lead, area = ("Wrong place?", "another") if routing.routed else ("Know where it belongs?", "an")
    label = f"Replace the label {code(routing.label)} with" if routing.label else "Set"
    command = "`/onesitting not-mine`" if routing.routed else "`/onesitting area NAME`"
    said = f"{label} {area} area's label, assign somebody else, or write {command}"
    return f"{lead} {said}; a person's choice always stands."


def mention(login: str) -> str:
    """Return a mention of somebody the map names; one that is no login of GitHub's is shown and calls nobody."""
    return f"@{login}" if LOGIN.fullmatch(login) else code(shorten(login, 60))


def _person(routing: Routing) -> str:
    """Return the owner; mentioned is whoever we assign or stands in, and only by a login the map could hold."""
    return _mention(routing, routing.owner or "")


def _mention(routing: Routing, login: str) -> str:
    return mention(login) if routing.mode == "route" else code(shorten(login, 60))


def _cover(routing: Routing) -> str:
    return f" {_mention(routing, routing.cover)} stands in for days away." if routing.cover else ""


def _backup(routing: Routing) -> str:
    """Return the backup; they are mentioned only where something is down."""
    if not routing.backup:
        return ""
    told = routing.kind == "incident" and routing.mode == "route" and LOGIN.fullmatch(routing.backup)
    return f" Backup: {f'@{routing.backup}' if told else code(shorten(routing.backup, 60))}."


def _due(routing: Routing) -> str:
    return f", first answer due {moment(routing.due_at)}" if routing.due_at and routing.mode == "route" else ""


def _candidate(candidate: Candidate) -> str:
    return f"{code(shorten(candidate.area, 80))} (owner {code(shorten(candidate.owner, 60))})"
