"""A command that is said on a page: the same words, the same gate, the same row that keeps it as of a comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.commands import NotUnderstood
from bot.policy.commands import PREFIX, read_command_rules
from bot.reading.command_words import read_line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.commands import Asked
    from bot.facts.people import Account
    from bot.facts.repository import Subject
    from bot.journeys.desk import Desk
    from bot.journeys.gate import Gate

MOST_SAID, LATELY = 30, timedelta(hours=1)
"""Each costs a few of the installation's requests, and whoever reads a public repository may press the button."""
_NOTHING_IS_KEPT = "what is asked for on pages is not kept here"
_TOO_OFTEN = f"you asked for {MOST_SAID} things on pages within the hour; a comment is heard as ever"


async def understood(desk: Desk, on: Subject, person: Account, words: str, now: datetime) -> Asked | str:
    """Return what a person's words (`ignore too_large one rename`) ask for, or why not; GitHub is not asked yet."""
    if desk.commands is None:
        return _NOTHING_IS_KEPT
    if await desk.commands.said_lately(on.installation, person.id, now - LATELY) >= MOST_SAID:
        return _TOO_OFTEN
    asked = read_line(f"{PREFIX} {' '.join(words.split())}", 1, read_command_rules(desk.shipped))
    if isinstance(asked, NotUnderstood):
        return f"{asked.says}: {asked.fix}" if asked.fix else asked.says
    return asked


async def spoken(gate: Gate, asked: Asked, now: datetime, *, seen: str = "") -> str:
    """Do what the command does; return why not, empty where it is done.

    `seen` is the commit that the page showed. What was refused is kept as well, as it is of a comment. Raises
    FactsUnavailable.
    """
    heard = await gate.answer(asked, seen=seen)
    await gate.book.hear(gate.on, 0, (replace(heard, reaction=None),), now)
    return "" if heard.outcome == "accepted" else heard.why
