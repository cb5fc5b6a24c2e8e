"""The hidden lines of our comments: whose words these are, and which state they tell.

They count only in comments that our own app wrote; anybody can type them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

HIDDEN = "<!-- onesitting:"
"""How every hidden line of ours begins, those of boxes and states included."""

REVIEW = "<!-- onesitting:review -->"
FEEDBACK = "<!-- onesitting:feedback -->"
HELP = "<!-- onesitting:help -->"
EXPLAIN = "<!-- onesitting:explain -->"
DIGEST = "<!-- onesitting:digest -->"
MONDAY = "<!-- onesitting:monday -->"
FRIDAY = "<!-- onesitting:friday -->"
RESOLVED = "resolved"
WITHDRAWN = "withdrawn"
"""States of a farewell; any other state is the digest of the findings that a comment tells."""

# Whoever edits on GitHub's page sends the line ends of a form: \r\n.
_STATE = re.compile(r"^<!-- onesitting:state ([a-z0-9]{1,16}) -->\r?$", re.MULTILINE)


def opening(marker: str, state: str) -> str:
    """Return the two hidden lines a comment begins with, and an empty one."""
    return f"{marker}\n<!-- onesitting:state {state} -->\n\n"


def reminder_prefix(login: str) -> str:
    """Return how the marker of every reminder to one person begins."""
    return f"<!-- onesitting:reminder {re.sub('[^a-z0-9_-]', '', login.casefold())} "


def reminder_marker(login: str, day: str) -> str:
    """Return the marker of the reminder to one person on one day of theirs."""
    return f"{reminder_prefix(login)}{day} -->"


def surge_prefix(area: str) -> str:
    """Return how the marker of every note about a surge in an area begins; an id of a map can hold anything."""
    return f"<!-- onesitting:surge {sha256(area.encode(errors='replace')).hexdigest()[:12]} "


def surge_marker(area: str, began_at: datetime) -> str:
    """Return the marker of the note about the surge that began then."""
    return f"{surge_prefix(area)}{began_at.astimezone(UTC):%Y-%m-%dT%H:%M} -->"


def surge_began(area: str, line: str) -> datetime | None:
    """Return when the surge began that a note's first line names; None where it is no note about that area."""
    moment = line.strip().removeprefix(surge_prefix(area)).removesuffix(" -->")
    try:
        return datetime.strptime(f"{moment}+0000", "%Y-%m-%dT%H:%M%z")
    except ValueError:
        return None


def begins_surge(line: str) -> datetime | None:
    """Return when the surge began that a note's first line names, whatever its area; None where it is no note."""
    found = re.match(r"<!-- onesitting:surge [0-9a-f]{12} (\S{1,20}) -->", line.strip())
    try:
        return datetime.strptime(f"{found[1]}+0000", "%Y-%m-%dT%H:%M%z") if found else None
    except ValueError:
        return None


def state_of(body: str) -> str | None:
    """Return the state a comment of ours tells; None where it has none (it was edited away, or is not ours)."""
    found = _STATE.search(body[:200])  # the second line: nothing foreign stands before it
    return found[1] if found else None


def holds_state(body: str) -> bool:
    """Return whether a state stands on any line: so it is in a comment of ours that a person wrote into."""
    return _STATE.search(body) is not None


def state_for(words: str, head_sha: str) -> str:
    """Return the state for the words of a comment, the same on every head commit that asks for the same."""
    neutral = words.replace(head_sha, "") if head_sha else words
    return sha256(neutral.encode(errors="replace")).hexdigest()[:16]
