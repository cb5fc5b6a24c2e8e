"""May this person do this here? One row of the table, one caller, what was decided here last: one answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.commands import Ruling, at_least

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.facts.commands import Asked, Caller, CommandPlace
    from bot.facts.wishes import LastWord
    from bot.policy.commands import CommandRule, Role

ROLE_WORDS: dict[Role, str] = {
    "anyone": "anyone",
    "author": "the author of the pull request",
    "reporter": "the reporter of the issue",
    "triage": "people with triage permission",
    "write": "people with write permission",
    "area_owner": "the owner of the area",
}
SWITCHED_OFF = Ruling(allowed=False, why="the repository switched the app off", reaction=None)
PLACE_WORDS: dict[CommandPlace, str] = {"pull_request": "pull requests", "issue": "issues"}

_HAS: dict[Role, Callable[[Caller, CommandPlace], bool]] = {
    "anyone": lambda _caller, _here: True,
    "author": lambda caller, here: caller.is_author and here == "pull_request",
    "reporter": lambda caller, here: caller.is_author and here == "issue",
    "triage": lambda caller, _here: at_least(caller.permission, "triage"),
    "write": lambda caller, _here: at_least(caller.permission, "write"),
    "area_owner": lambda caller, _here: caller.owns_area,
}


def rule_on_asked(command: CommandRule, asked: Asked, caller: Caller, here: CommandPlace, last: LastWord) -> Ruling:
    """Return whether `caller` may do here what was asked for by the command, where `last` is what was decided last.

    A repository that switched the app off is not answered.
    """
    return SWITCHED_OFF if last.mode == "off" else rule_on(command, caller, here, blocks=is_blocked(asked, last))


def turns_on_area(command: CommandRule, asked: Asked, caller: Caller, here: CommandPlace, last: LastWord) -> bool:
    """Return whether the ruling is another one for the owner of the area: who that is has to be looked up only then."""
    owner = replace(caller, owns_area=True)
    return rule_on_asked(command, asked, caller, here, last) != rule_on_asked(command, asked, owner, here, last)


def is_blocked(asked: Asked, last: LastWord) -> bool:
    """Return whether a rule that the command is about fails the check now.

    The id of a family (`missing_rationale`) is about all its members; a command that names no rule is about every one.
    """
    named = asked.arguments[0] if asked.name == "ignore" and asked.arguments else ""
    return any(not named or named in {rule, rule.partition("/")[0]} for rule in last.blocking)


def rule_on(command: CommandRule, caller: Caller, here: CommandPlace, *, blocks: bool = False) -> Ruling:
    """Return whether `caller` may use the command (or the label or button that leads to the same) here.

    `blocks`: a rule that the command would silence fails the check now; only people with triage permission lift that.
    What does not exist yet is refused to those who could use it, and told apart from what they may not do.
    """
    if caller.is_bot:
        return Ruling(allowed=False, why="other apps are not answered", reaction=None)
    if here not in command.where:
        places = " and ".join(PLACE_WORDS[place] for place in command.where)
        return Ruling(allowed=False, why=f"`{command.name}` is for {places}", reaction="confused")
    if not any(_HAS[role](caller, here) for role in command.who):
        return Ruling(allowed=False, why=f"`{command.name}` is for {roles_in_words(command, here)}", reaction="-1")
    if blocks and command.lifts_block and not at_least(caller.permission, "triage"):
        return Ruling(allowed=False, why=f"a block is lifted by {ROLE_WORDS['triage']} only", reaction="-1")
    if here not in command.works_in:
        return Ruling(allowed=False, why=f"`{command.name}` is not available yet", reaction="confused")
    return Ruling(allowed=True)


def roles_in_words(command: CommandRule, here: CommandPlace | None = None) -> str:
    """Return who may use it, in words; with `here` only those that there can be there."""
    absent = {"pull_request": {"reporter"}, "issue": {"author"}}
    roles = [role for role in command.who if here is None or role not in absent[here]]
    return ", ".join(ROLE_WORDS[role] for role in roles)
