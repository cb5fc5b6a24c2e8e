"""What is said in the one issue that reminds: a table edited in place, and a short call to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.feedback import LOGIN
from bot.messages.figures import moment
from bot.messages.fold import table
from bot.messages.links import quiet_issue_link
from bot.messages.markdown import cell_code, code
from bot.messages.marker import DIGEST, reminder_marker
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.triage.reminders import Call, Digest, Overload, Reminder

TITLE = "Feedback that waits for an answer"

_HOW = (
    "This issue is edited in place. Whoever is asked gets at most one comment a working day here, in their own working "
    "hours, and only where something is new to them. Closing this issue ends that. To be away: "
    "`/onesitting away FROM..TO cover LOGIN` in a comment."
)
_STAGES = {"soon": "due soon", "due": "due", "late": "due twice over"}
_MOST_ROWS = 100


def say_digest(digest: Digest, home: Repository) -> str:
    """Return the body of the issue: what needs an answer in `home`, the oldest term first, mentioning nobody."""
    parts = [_table(digest.reminders, home) if digest.reminders else "Nothing is due."]
    if len(digest.reminders) > _MOST_ROWS:
        parts.append(f"And {len(digest.reminders) - _MOST_ROWS} more.")
    return f"{DIGEST}\n\n" + "\n\n".join((*parts, _HOW)) + "\n"


def say_call(call: Call, home: Repository) -> str:
    """Return the comment that calls one person, with all that is asked of them; what is new to them comes first."""
    login = f"@{call.login}" if LOGIN.fullmatch(call.login) else code(shorten(call.login, 60))
    ordered = sorted(call.waiting, key=lambda each: each.key not in call.news)
    lines = [f"- {_line(each, home)}" for each in ordered[:_MOST_ROWS]]
    said = [f"{login}, {counted(len(call.waiting), 'issue needs', 'issues need')} an answer:", "\n".join(lines)]
    if call.overload is not None:
        said.append(f"{_overload(call.overload)}.")
    return f"{reminder_marker(call.login, call.day)}\n\n" + "\n\n".join(said) + "\n"


def _table(reminders: tuple[Reminder, ...], home: Repository) -> str:
    rows = [
        (
            quiet_issue_link(home, each.number),
            _area(each),
            ", ".join(map(_person, each.asked)),
            _STAGES[each.stage],
            moment(each.due_at),
        )
        for each in reminders[:_MOST_ROWS]
    ]
    return table(("Issue", "Area", "Asked", "The answer is", "Term"), rows).rstrip()


def _line(reminder: Reminder, home: Repository) -> str:
    when = "due" if reminder.stage == "soon" else "was due"
    return f"{quiet_issue_link(home, reminder.number)} ({_area(reminder)}): {when} {moment(reminder.due_at)}"


def _area(reminder: Reminder) -> str:
    return cell_code(shorten(reminder.area, 80)) if reminder.area else "no area yet"


def _person(login: str) -> str:
    return cell_code(shorten(login, 60))


def _overload(overload: Overload) -> str:
    open_now = counted(overload.open, "open issue")
    return f"{_person(overload.login)} has {open_now}; the map says {overload.maximum} at most"
