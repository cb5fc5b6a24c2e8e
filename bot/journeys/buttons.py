"""The buttons of the check run: what was pressed on a commit is ruled on for each pull request whose head it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.commands import Asked
from bot.facts.people import Account
from bot.github.fetch_comment import fetch_opener
from bot.journeys.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.facts.commands import CommandName
    from bot.facts.repository import Subject
    from bot.facts.wishes import ButtonName
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk

MEANS: dict[ButtonName, CommandName] = {
    "recheck": "recheck",
    "split": "split",
    "observe": "observe",
    "speak": "observe",
    "checklist": "checklist",
}
"""Which row of the table a button is held to."""


async def press_buttons(github: GitHub, desk: Desk, commit: Subject, numbers: Iterable[int], now: datetime) -> None:
    """Do what the buttons pressed on a commit ask for. Raises FactsUnavailable.

    A button has no place for an answer: what is refused changes nothing.
    """
    book = desk.commands
    presses = await book.presses(commit) if book is not None else ()
    if book is None or not presses:
        return
    for number in numbers:
        on = replace(commit, kind="pull_request", number=number, sha="")
        opener = await fetch_opener(github, on)
        for press in presses:
            gate = Gate(github, desk, book, on, Account(press.by, press.by_id), opener)
            heard = await gate.answer(Asked(MEANS[press.button]))
            heard = replace(heard, reaction=None)
            if press.button == "speak" and heard.outcome == "accepted":
                await book.take_back(on, "observe", now)
                heard = replace(heard, outcome="stood")
            await book.hear(on, 0, (heard,), now)
    await book.pressed(commit, presses)
