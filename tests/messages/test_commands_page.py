"""docs/commands.md shows people the table that decides.

`UPDATE_GOLDEN=1 pytest tests/messages` writes the table into the page anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import get_args

from bot.facts.commands import CommandPlace
from bot.judgement.permission import PLACE_WORDS, ROLE_WORDS, roles_in_words
from bot.messages.fold import table
from bot.policy.commands import CommandRule, read_command_rules
from bot.reading.command_words import LONGEST_LINE, LONGEST_TEXT
from bot.reading.commands import MOST_COMMANDS, MOST_IN_PARAGRAPHS, MOST_LINES
from bot.shipped import load

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
TABLE = re.compile(r"(?<=\n\n)\| command \|.*?\n(?=\n)", re.DOTALL)


def row(rule: CommandRule) -> tuple[str, ...]:
    """Return the row of a command."""
    doors = "; ".join(door.name + ("" if door.available else " (not yet)") for door in rule.also)
    who = roles_in_words(rule) + (f"; where a rule blocks, {ROLE_WORDS['triage']} only" if rule.lifts_block else "")
    places = " and ".join(PLACE_WORDS[place] for place in rule.works_in)
    works = "not yet" if not places else "yes" if rule.works_in == rule.where else f"on {places}"
    return (f"`{rule.usage}`", rule.does, ", ".join(PLACE_WORDS[place] for place in rule.where), who, doors, works)


def test_the_page_shows_the_table() -> None:
    """Name, purpose, place, people and other ways of every command, and whether it works now."""
    header = ("command", "what it does", "where", "for", "the same by", "works")
    expected = table(header, [row(rule) for rule in read_command_rules(load()).commands])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        PAGE.write_text(TABLE.sub(lambda _: expected, PAGE.read_text("utf-8")), "utf-8")
    assert [expected] == TABLE.findall(PAGE.read_text("utf-8"))


def test_the_page_names_the_bounds() -> None:
    """Who is not heard because of a bound can read about it."""
    page = " ".join(PAGE.read_text("utf-8").split())
    assert f"first {MOST_COMMANDS} commands of a comment, in its first {MOST_LINES:,} lines" in page
    assert f"{MOST_IN_PARAGRAPHS:,} characters" in page
    assert f"{LONGEST_LINE} characters, a reason {LONGEST_TEXT}" in page


def test_there_are_words_for_every_place() -> None:
    """A new kind of subject needs a word here."""
    assert set(PLACE_WORDS) == set(get_args(CommandPlace))
