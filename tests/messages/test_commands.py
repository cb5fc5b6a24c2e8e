"""What is said to `/onesitting help`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.commands import Caller
from bot.judgement.permission import rule_on
from bot.messages.commands import say_help
from bot.messages.marker import HELP
from bot.policy.commands import CommandRules, read_command_rules
from bot.shipped import load
from tests.messages.golden import golden

if TYPE_CHECKING:
    from bot.facts.commands import CommandName, CommandPlace

SHIPPED = read_command_rules(load())
RULES = replace(
    SHIPPED, commands=tuple(replace(each, available=each.name != "away", not_yet=()) for each in SHIPPED.commands)
)


def may(rules: CommandRules, caller: Caller, here: CommandPlace) -> set[CommandName]:
    """Return what somebody may ask for where no rule blocks."""
    return {each.name for each in rules.commands if rule_on(each, caller, here).allowed}


@pytest.mark.parametrize(
    ("name", "caller", "here"),
    [
        ("help-author", Caller("read", is_author=True), "pull_request"),
        ("help-owner", Caller("triage", owns_area=True), "issue"),
    ],
)
def test_help_reads_as_kept(name: str, caller: Caller, here: CommandPlace) -> None:
    """The words are those a person last looked at."""
    words = say_help(RULES, may(RULES, caller, here), here)
    assert words == golden(name, words)


def test_help_lists_only_what_may_be_done_here() -> None:
    """A stranger on an issue may ask for help; the rest is behind the fold, with who may do it."""
    open_part, fold, rest = say_help(RULES, may(RULES, Caller("read"), "issue"), "issue").partition("<details>")
    assert (open_part.count("`/onesitting "), "away" in rest) == (1, False)
    assert (
        "| `/onesitting area NAME` | Gives this issue to the owner of another area. | the reporter of the issue" in rest
    )
    assert fold


def test_what_does_not_exist_yet_is_not_offered() -> None:
    """Not to those who could use it either."""
    none = CommandRules(1, tuple(replace(each, available=each.name == "help", not_yet=()) for each in SHIPPED.commands))
    said = say_help(none, may(none, Caller("admin"), "pull_request"), "pull_request")
    assert said.count("`/onesitting ") == 1


def test_the_same_question_has_the_same_answer() -> None:
    """The first line is a marker of its own, and nothing is edited where nothing changed."""
    one, other = (say_help(RULES, {"help", "area"}, "issue") for _ in range(2))
    assert (one, one.partition("\n")[0]) == (other, HELP)
