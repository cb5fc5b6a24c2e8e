"""The words of a command line: its name and its arguments, quoted as in a shell, each in the form of its kind."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.facts.commands import Asked, NotUnderstood
from bot.policy.commands import PREFIX
from bot.policy.decode import did_you_mean
from bot.policy.logins import Login

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.policy.commands import Argument, ArgumentKind, CommandRule, CommandRules

LONGEST_LINE = 500
LONGEST_NAME = 100
LONGEST_TEXT = 300
LONGEST_ABSENCE = 366
"""Days; longer is a mistyped year."""

_QUOTED = r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|`([^`]*)`'
_WORD = re.compile(rf"(?:{_QUOTED})(?=\s|$)|(\S+)")
_WHOLE = re.compile(_QUOTED)
_RULE = re.compile(r"[A-Za-z0-9_.-]{1,60}(?:/[A-Za-z0-9_.-]{1,60}){0,3}")
_ISSUE = re.compile(r"#?([1-9][0-9]{0,9})", re.ASCII)
_NUMBER = re.compile(r"([+-]?)([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,6})?(%?)", re.ASCII)
_PERIOD = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.\.([0-9]{4}-[0-9]{2}-[0-9]{2}))?", re.ASCII)
_COVER = re.compile(r"cover\s+(\S+)(.*)", re.IGNORECASE | re.DOTALL)


def read_line(words: str, line: int, rules: CommandRules) -> Asked | NotUnderstood:
    """Return the command of one line that begins with the prefix. Never raises."""
    shown = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    if len(words) > LONGEST_LINE:
        return NotUnderstood(shown, f"a command has at most {LONGEST_LINE} characters", "shorten it", line)
    name, rest = [*words[len(PREFIX) :].split(maxsplit=1), "", ""][:2]
    rule = rules.find(name.lower())
    if rule is None:
        known = did_you_mean(name.lower(), [command.name for command in rules.commands])
        says = f"there is no command `{name[:40]}`" if name else "no command is named"
        return NotUnderstood(shown, says, known, line)
    try:
        return Asked(rule.name, _arguments(rule, rest.strip()), line)
    except ValueError as error:
        return NotUnderstood(shown, str(error), f"write `{rule.usage}`", line)


def _arguments(rule: CommandRule, rest: str) -> tuple[str, ...]:
    """Return the arguments in one form each; raises ValueError in words for a person."""
    read = []
    for argument in rule.arguments:
        if not rest:
            if argument.optional:
                break
            raise ValueError(f"{argument.name} is missing")
        value, rest = _next(argument, rest)
        read.append(value)
    if rest:
        raise ValueError(f"`{rule.name}` takes nothing more than that")
    return tuple(read)


def _next(argument: Argument, rest: str) -> tuple[str, str]:
    if argument.kind in _REST:
        return _REST[argument.kind](argument.name, _unquoted(rest)), ""
    if argument.kind == "cover":
        return _cover(rest)
    match = _WORD.match(rest)
    word = next((part for part in match.groups() if part is not None), "") if match else ""
    return _WORDS[argument.kind](argument.name, word), rest[match.end() :].strip() if match else ""


def _unquoted(rest: str) -> str:
    """Return the rest of a line without the quotes around the whole of it; raises ValueError for half a quotation."""
    match = _WHOLE.match(rest)
    if match and match.end() == len(rest):
        inner = next(part for part in match.groups() if part is not None)
        return re.sub(r"\\(.)", r"\1", inner) if rest[0] == '"' else inner
    if match is None and rest[0] in '"“':
        raise ValueError("the quotation is not closed")
    return rest


def _text(name: str, value: str) -> str:
    line = _bounded(name, value, LONGEST_TEXT)
    if not any(char.isalnum() for char in line):  # a reason of zero-width spaces would stand on record as none
        raise ValueError(f"{name} holds no word")
    return line


def _area(name: str, value: str) -> str:
    return _bounded(name, value, LONGEST_NAME)


def _bounded(name: str, value: str, most: int) -> str:
    line = " ".join(value.split())
    if not line:
        raise ValueError(f"{name} is empty")
    if len(line) > most:
        raise ValueError(f"{name} has more than {most} characters")
    return line


def _rule(name: str, value: str) -> str:
    if not _RULE.fullmatch(value):
        raise ValueError(f"{name} is the id of a rule, like `too_large`")
    return value


def _issue(name: str, value: str) -> str:
    match = _ISSUE.fullmatch(value)
    if not match:
        raise ValueError(f"{name} is the number of an issue here, like `#12`")
    return match[1]


def _number(name: str, value: str) -> str:
    match = _NUMBER.fullmatch(value)
    if not match:
        raise ValueError(f"{name} is a number, like `41`, `1,204.5` or `-3%`")
    sign, whole, fraction, percent = match.groups()
    return f"{'-' if sign == '-' else ''}{whole.replace(',', '')}{fraction or ''}{percent}"


def _period(name: str, value: str) -> str:
    match = _PERIOD.fullmatch(value)
    try:
        first, last = (date.fromisoformat(day) for day in (match[1], match[2] or match[1])) if match else (None, None)
    except ValueError:
        raise ValueError(f"{name} names a day that no calendar has") from None
    if first is None or last is None:
        raise ValueError(f"{name} is a day or two, like `2026-12-20..2027-01-06`")
    if not 0 <= (last - first).days < LONGEST_ABSENCE:
        raise ValueError(f"{name} ends before it begins, or after more than a year")
    return f"{first.isoformat()}..{last.isoformat()}"


def _cover(rest: str) -> tuple[str, str]:
    match = _COVER.fullmatch(rest)
    if not match:
        raise ValueError("who covers for you is missing: `cover @login`")
    return str(Login.from_yaml(match[1])), match[2].strip()


_REST: dict[ArgumentKind, Callable[[str, str], str]] = {"text": _text, "area": _area}
_WORDS: dict[ArgumentKind, Callable[[str, str], str]] = {
    "rule": _rule,
    "issue": _issue,
    "number": _number,
    "period": _period,
}
