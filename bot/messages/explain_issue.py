"""Why an issue was given to whom, or to nobody: its routing as the content of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.explain_page import CandidateRow, EventRow, FoundRow, Head, IssuePage, Link
from bot.messages.explain_trail import NAMES, delivery_rows, effect_rows
from bot.messages.feedback_page import feedback_path
from bot.messages.figures import moment
from bot.messages.footer import SHORT_SHA
from bot.messages.links import issue_url
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Correction, Final, Past
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing
    from bot.facts.turn import Turn
    from bot.messages.explain_page import Looked

_LONGEST_TITLE = 300
_LONGEST_FOUND = 200
STEPS = {
    "left_alone": "left alone",
    "form": "the issue form names an area",
    "label": "a label names an area",
    "area_line": "a line of the text names an area",
    "surface": "the text names a surface of an area",
    "path": "the text names files of an area",
    "keywords": "words of the map",
    "learned": "learned from people's answers",
    "fallback": "nothing decided: the rota",
    "corrected": "a person decided",
}
_ACTED = {
    "nothing": "nothing was written",
    "suggested": "and suggested",
    "assigned": "and assigned",
    "asked": "the reporter was asked for more",
}
_MODES = {
    "off": "Off: no feedback is routed.",
    "observe": "Observe: nothing is written.",
    "suggest": "Suggest: a comment, nothing assigned.",
    "route": "Route: labelled and assigned.",
}


def explain_issue(
    subject: Subject,
    web: str,
    looked: Looked,
    routing: Routing | None,
    *,
    why: str = "",
    facts: IssueFacts | None = None,
    past: Past | None = None,
    news: tuple[Correction, ...] = (),
    final: Final | None = None,
    turns: tuple[Turn, ...] = (),
) -> IssuePage:
    """Return the page. Without a routing, `why` says why the issue is left alone; `web` is where people read GitHub."""
    home = Link(subject.full_name, issue_url(web, subject.full_name, subject.number) or "")
    title = shorten(facts.title, _LONGEST_TITLE) if facts is not None else ""
    name = f"{subject.full_name}#{subject.number}"
    if routing is None:
        says = f"Left alone: {why}."
        rows: tuple[tuple[str, Link], ...] = (("Looked at", Link(moment(looked.now))),)
    else:
        says, rows = _decided(routing), _rows(routing, looked, is_owed=bool(turns))
    return IssuePage(
        Head(NAMES["issue"], name, home, title, says, rows),
        tuple(
            FoundRow(STEPS[sign.step], sign.area, shorten(sign.found, _LONGEST_FOUND), sign.where, f"{sign.weight:g}")
            for sign in (routing.evidence if routing else ())
        ),
        _no_steps(routing),
        tuple(
            CandidateRow(each.area, each.owner, f"{each.score:.2f}") for each in (routing.candidates if routing else ())
        ),
        (*_acts(past, news), *_final(final)),
        tuple(_turn(turn, looked) for turn in turns),
        _no_turns(routing),
        feedback_path(subject),
        delivery_rows(looked.trail),
        effect_rows(looked.trail),
    )


def _decided(routing: Routing) -> str:
    if routing.step == "left_alone":
        return f"Left alone: {routing.why}."
    if routing.routed:
        return f"It goes to {routing.area}, owner {routing.owner}: {routing.why}."
    return f"Not sure where it belongs: {routing.why}. The fallback is {routing.owner or 'nobody'}."


def _no_steps(routing: Routing | None) -> str:
    if routing is None or routing.step == "left_alone":
        return "Its text was not looked at."
    return "A person decided." if routing.step == "corrected" else "Nothing in the text speaks for an area."


def _no_turns(routing: Routing | None) -> str:
    if routing is not None and routing.asks:
        return "The reporter was asked for more: until they answer, nobody owes one."
    return "Nobody owes an answer."


def _rows(routing: Routing, looked: Looked, *, is_owed: bool) -> tuple[tuple[str, Link], ...]:
    rows = [
        ("Step that decided", STEPS[routing.step]),
        ("Kind", routing.kind.replace("_", " ")),
        ("How sure", f"{routing.confidence:.0%}" if routing.step in {"learned", "keywords"} else ""),
        ("Backup", routing.backup or ""),
        ("Stands in", routing.cover or ""),
        ("First answer due", moment(routing.due_at) if routing.due_at and is_owed else ""),
        ("Mode", _MODES[routing.mode]),
        ("Ownership map", routing.map_revision[:SHORT_SHA]),
        ("Looked at", moment(looked.now)),
    ]
    return tuple((name, Link(words)) for name, words in rows if words)


def _acts(past: Past | None, news: tuple[Correction, ...]) -> tuple[EventRow, ...]:
    """Return what was thought before, and what people did against it."""
    rows = []
    if past is not None and past.prediction is not None:
        thought = past.prediction
        what = f"thought to belong to {thought.area or 'no area'}, {_ACTED[thought.acted]}"
        rows.append(EventRow(moment(thought.at), what, STEPS[thought.step]))
    for each in (*(past.corrections if past is not None else ()), *news):
        to = " ".join(part for part in (each.area, f"(owner {each.owner})" if each.owner else "", each.target) if part)
        rows.append(EventRow(moment(each.at), f"{each.how.replace('_', ' ')} by {each.by}", to))
    return tuple(rows)


def _final(final: Final | None) -> tuple[EventRow, ...]:
    if final is None:
        return ()
    says = f"the answer that holds: {final.how.replace('_', ' ')} by {final.by}"
    return (EventRow(moment(final.at), says, ", ".join(final.areas) or "no area"),)


def _turn(turn: Turn, looked: Looked) -> EventRow:
    due = f"due {moment(turn.due_at)}" if turn.due_at else "no term"
    if turn.ended_at is None:
        return EventRow(moment(turn.began_at), f"waits for {turn.waits_for(looked.now)}", f"{turn.owner}, {due}")
    ended = f"ended {moment(turn.ended_at)} by {turn.ended_by or 'nobody'}"
    return EventRow(moment(turn.began_at), f"waited for {turn.owner}", f"{due}; {ended}")
