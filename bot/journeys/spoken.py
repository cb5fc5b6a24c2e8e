"""A command that is said on a page: the same words, the same gate, the same row that keeps it as of a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.commands import NotUnderstood
from bot.policy.commands import PREFIX, read_command_rules
from bot.reading.command_words import read_line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.journeys.gate import Gate


async def spoken(gate: Gate, words: str, now: datetime, *, seen: str = "") -> str:
    """Do what the command does (`ignore too_large one rename`); return why not, empty where it is done.

    `seen` is the commit that the page showed. What was refused is kept as well, as it is of a comment. Raises
    FactsUnavailable.
    """
    asked = read_line(f"{PREFIX} {' '.join(words.split())}", 1, read_command_rules(gate.desk.shipped))
    if isinstance(asked, NotUnderstood):
        return f"{asked.says}: {asked.fix}" if asked.fix else asked.says
    heard = await gate.answer(asked, seen=seen)
    await gate.book.hear(gate.on, 0, (replace(heard, reaction=None),), now)
    return "" if heard.outcome == "accepted" else heard.why
