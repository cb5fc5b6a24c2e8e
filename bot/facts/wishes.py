"""What people asked for on a subject and what came of it: GitHub shows a comment, not whether it was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.commands import CommandName, Reaction

Outcome = Literal["accepted", "refused", "not_understood", "stood"]
"""What came of a line that begins with the prefix; "stood": it was no command (in a quotation, in code, in a list)."""

ButtonName = Literal["recheck", "split", "observe", "speak", "checklist"]
"""The buttons of the check run, by the identifiers that GitHub sends back; "speak" ends "observe".

"recheck" stands on older check runs only: GitHub's own Re-run does the same, and there is room for three.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that was accepted and holds until it is taken back. `at` is UTC; `by` is a login.

    `comment` is the comment that asked, 0 for a button. `lifts_block`: whoever asked had at least triage permission.
    `sha` is the head commit that it was asked on where it holds for that commit alone, else empty.
    """

    command: CommandName
    by: str
    at: datetime
    arguments: tuple[str, ...] = ()
    lifts_block: bool = False
    comment: int = 0
    sha: str = ""


@dataclass(frozen=True, slots=True)
class Expedited:
    """A pull request that somebody let through without the verdict; `at` is UTC, `sha` the head at that moment.

    `taken_back`: the comment that asked is gone by now, or its line.
    """

    number: int
    by: str
    at: datetime
    reason: str
    sha: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person asked for and what holds still; `row` names it. `on_page`: it was said on a page, or by a button.

    What was said in a comment is taken back there. `at` is UTC.
    """

    row: int
    command: CommandName
    arguments: tuple[str, ...]
    at: datetime
    on_page: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of a comment, or a button that was pressed, and what came of it.

    `line` names it within its comment (bot.reading.commands.name_lines); a button's is empty. `why` is why not, in
    words for the log. `reaction` None: no answer. `sha` as in Wish.
    """

    line: str
    outcome: Outcome
    command: CommandName | None = None
    arguments: tuple[str, ...] = ()
    by: str = ""
    by_id: int = 0
    lifts_block: bool = False
    reaction: Reaction | None = None
    why: str = ""
    sha: str = ""


@dataclass(frozen=True, slots=True)
class LastWord:
    """What was decided last on a pull request or issue, as far as a command must know it; empty where nothing was.

    `blocking` are the rules that fail the check now, `owner` is who the feedback was given to, `area` its area. `rules`
    are those that were looked at, a repository's own among them. `sha` is the head commit that was judged.
    """

    mode: str = ""
    blocking: frozenset[str] = frozenset()
    owner: str = ""
    rules: frozenset[str] = frozenset()
    area: str = ""
    sha: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that a person pressed on our check run on the commit `sha`: only the webhook tells who it was."""

    installation: int
    repository: int
    sha: str
    button: ButtonName
    by: str
    by_id: int
