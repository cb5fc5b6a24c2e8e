"""What led to a decision and what was done about it, as lines of the page that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.explain_page import EventRow, Head, KeptPage, Link, RuleRow
from bot.messages.figures import moment
from bot.messages.footer import SHORT_SHA
from bot.messages.links import issue_url

if TYPE_CHECKING:
    from bot.facts.plain import Plain
    from bot.facts.repository import Subject
    from bot.facts.trail import Trail

_KINDS = {
    "CreateCheckRun": "wrote the check run",
    "UpdateCheckRun": "rewrote the check run",
    "CreateComment": "posted the comment",
    "EditComment": "edited the comment",
    "CreateIssue": "opened an issue",
    "EditIssue": "edited an issue of ours",
    "MinimizeComment": "folded the comment away",
    "UnminimizeComment": "showed the comment again",
    "AddLabels": "labelled",
    "RemoveLabels": "took a label off",
    "AddAssignees": "assigned",
    "RemoveAssignees": "unassigned",
    "CloseDuplicate": "closed it as a duplicate",
    "CloseIssue": "closed an issue of ours",
    "React": "reacted to a comment",
    "Command": "heard a command, and did nothing",
    "Refused": "was refused",
}
_BANDS = {
    "fits_one_sitting": "Fits one sitting",
    "needs_sittings": "Needs more than one sitting",
    "not_analysed": "Not analysed",
}
NAMES = {"pull_request": "Pull request", "issue": "Issue"}


def delivery_rows(trail: Trail) -> tuple[EventRow, ...]:
    """Return the webhooks that made the subject due, the newest first."""
    return tuple(
        EventRow(moment(each.at), f"{each.event}.{each.action}" if each.action else each.event, each.guid)
        for each in trail.deliveries
    )


def effect_rows(trail: Trail) -> tuple[EventRow, ...]:
    """Return what was done on GitHub, and what was not, the newest first."""
    return tuple(
        EventRow(
            moment(each.at),
            _KINDS.get(each.kind, each.kind) + (f" at {each.commit[:SHORT_SHA]}" if each.commit else ""),
            each.says,
        )
        for each in trail.performed
    )


def kept_page(subject: Subject, web: str, trail: Trail, why: str) -> KeptPage:
    """Return what is remembered of a decision where GitHub does not tell the rest; `why` says so in a sentence."""
    decided, name = trail.decided, f"{subject.full_name}#{subject.number}"
    home = Link(subject.full_name, issue_url(web, subject.full_name, subject.number) or "")
    says = "Nothing is remembered of a decision on it."
    facts: tuple[tuple[str, Link], ...] = ()
    rules: tuple[RuleRow, ...] = ()
    if decided is not None:
        record = decided.record
        says = _said(record)
        facts = (("Decided", Link(moment(decided.at))), ("Measured at", Link(decided.revision[:SHORT_SHA])))
        rules = tuple(_rule(each) for each in _list(record.get("signals")) if isinstance(each, dict))
    head = Head(NAMES.get(subject.kind, ""), name, home, "", says, facts, (why,))
    return KeptPage(head, rules, delivery_rows(trail), effect_rows(trail))


def _said(record: dict[str, Plain]) -> str:
    effort = record.get("effort")
    if isinstance(effort, dict):
        band = _BANDS.get(str(record.get("band")), "Looked at")
        return f"{band}: {effort.get('minutes')} minutes of review."
    area, owner = record.get("area"), record.get("owner")
    return f"It went to {area or 'no area'}, owner {owner or 'nobody'}."


def _rule(signal: dict[str, Plain]) -> RuleRow:
    state = ("fired" if signal.get("fired") else "did not fire") if signal.get("evaluated") else "not evaluated"
    measured, limit, mode = (_text(signal.get(name)) for name in ("value", "limit", "mode"))
    return RuleRow(Link(_text(signal.get("rule"))), state, measured, limit, mode, "")


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _text(value: Plain) -> str:
    return "" if value is None else str(value)
