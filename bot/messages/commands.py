"""What is said to `/onesitting help`: what this person may do here, and who may do the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.permission import roles_in_words
from bot.messages.fold import fold, table
from bot.messages.markdown import cell_code, cell_prose
from bot.messages.marker import HELP, opening, state_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.facts.commands import CommandName, CommandPlace
    from bot.policy.commands import CommandRule, CommandRules

_HOW = (
    "A command is a line of a comment that begins with `/onesitting`, outside quotations, code and lists; of an edited "
    "comment only what was added counts. The answer is a reaction: 👍 accepted, 👎 not allowed, 😕 not understood or "
    "not available yet."
)
_HERE = {"pull_request": "on this pull request", "issue": "on this issue"}


def say_help(rules: CommandRules, may: Collection[CommandName], here: CommandPlace) -> str:
    """Return the comment's body for somebody who `may` use these commands.

    Its first line is a marker of its own, so that asking again edits it in place.
    """
    working = _working(rules, here)
    mine = [command for command in working if command.name in may]
    others = [command for command in working if command not in mine]
    parts = [
        f"What you may ask for {_HERE[here]}:",
        table(("Command", "What it does", "The same by"), [_row(command, here) for command in mine]).rstrip(),
        _for_others(others, here),
        _HOW,
    ]
    text = "\n\n".join(part.rstrip() for part in parts if part) + "\n"
    return opening(HELP, state_for(text, "")) + text


def say_commands(rules: CommandRules, here: CommandPlace) -> str:
    """Return everything that works here and who may ask for it, for a place that everybody reads."""
    rows = [(*_row(command, here), roles_in_words(command, here)) for command in _working(rules, here)]
    return f"{table(('Command', 'What it does', 'The same by', 'For'), rows)}\n{_HOW}\n"


def _working(rules: CommandRules, here: CommandPlace) -> list[CommandRule]:
    return [command for command in rules.commands if here in command.works_in]


def _for_others(commands: list[CommandRule], here: CommandPlace) -> str:
    if not commands:
        return ""
    rows = [(cell_code(each.usage), cell_prose(each.does), roles_in_words(each, here)) for each in commands]
    return fold(f"{len(commands)} more, for other people", table(("Command", "What it does", "For"), rows))


def _row(command: CommandRule, here: CommandPlace) -> tuple[str, str, str]:
    doors = [door.name for door in command.also if door.available and here in (door.where or command.where)]
    return (cell_code(command.usage), cell_prose(command.does), cell_prose("; ".join(doors)))
