"""A checkup in a terminal: a line for each thing, what is wrong first in words, and what to do below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.figures import moment
from bot.messages.terminal import for_terminal

if TYPE_CHECKING:
    from bot.facts.checkup import Check, Checkup, Level

_WORDS: dict[Level, str] = {"ok": "ok", "note": "note", "missing": "MISSING"}


def checkup_text(checkup: Checkup) -> str:
    """Return the text, ending in one sentence that says whether somebody has to act."""
    missing = sum(check.level == "missing" for check in checkup.checks)
    end = f"{counted(missing, 'thing')} missing: see what to do above." if missing else "Nothing is missing."
    head = f"OneSitting {checkup.version}, looked at {moment(checkup.at)}"
    return "\n".join((head, "", *(line for check in checkup.checks for line in _lines(check)), "", end)) + "\n"


def _lines(check: Check) -> list[str]:
    first = f"{_WORDS[check.level]:<8}{check.topic}: {for_terminal(check.says)}"
    below = [check.do, *check.links]
    return [first, *(f"        {for_terminal(line)}" for line in below if line)]
