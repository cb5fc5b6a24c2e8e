"""Words people read, kept in tests/golden/ and looked at whenever they change.

`UPDATE_GOLDEN=1 pytest tests/messages` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.messages.wanted import WantedIssue, WantedPullRequest

_FOLDER = Path(__file__).parent.parent / "golden"


def golden(name: str, words: str, ending: str = "md") -> str:
    """Return the kept words called `name`, after writing `words` there where the environment asks for it."""
    path = _FOLDER / f"{name}.{ending}"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def shown(wanted: WantedPullRequest) -> str:
    """Return everything a pull request would show, as one Markdown text."""
    check = wanted.check
    remarks = "".join(
        f"- {remark.level}: {remark.path} {remark.lines[0]}-{remark.lines[1]}: {remark.title}: {remark.message}\n"
        for remark in check.annotations
    )
    farewell = f"<!-- an earlier comment of ours becomes -->\n\n{wanted.farewell}" if wanted.farewell else ""
    comment = wanted.comment or f"(none)\n\n{farewell}"
    return (
        f"<!-- check run: {check.conclusion} -->\n# {check.title}\n\n{check.summary}\n"
        f"<!-- text -->\n\n{check.text}\n<!-- annotations -->\n\n{remarks or '(none)' + chr(10)}\n"
        f"<!-- comment -->\n\n{comment}"
    )


def shown_issue(wanted: WantedIssue) -> str:
    """Return everything an issue would show, as one Markdown text."""
    labels = ", ".join(wanted.labels) or "none"
    assignees = ", ".join(wanted.assignees) or "none"
    return f"<!-- labels: {labels}; assignees: {assignees} -->\n\n{wanted.comment or '(no comment)'}"
