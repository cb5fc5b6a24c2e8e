"""What a person may ask for about a pull request or an issue: a form for each command, and who may do the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judgement.permission import roles_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.facts.commands import CommandName, CommandPlace
    from bot.facts.wishes import Standing
    from bot.policy.commands import ArgumentKind, CommandRule, CommandRules

_ANSWERED_HERE: frozenset[CommandName] = frozenset({"help", "explain"})
"""This page is the one, and the page that leads here the other."""
_ON_OWN_PAGE: frozenset[CommandName] = frozenset({"away", "report"})
_LABELS: dict[ArgumentKind, tuple[str, str]] = {
    "rule": ("Rule", "Its id as the check run shows it: too_large, missing_rationale/dependency_added"),
    "area": ("Area", "An id or a name of the ownership map"),
    "issue": ("Issue", "The number of the other one: #12"),
    "text": ("Reason", "Kept on record and shown with your name"),
}


@dataclass(frozen=True, slots=True)
class AskField:
    """One argument as a line to fill in."""

    name: str
    label: str
    hint: str
    required: bool


@dataclass(frozen=True, slots=True)
class AskForm:
    """A command that this person may use here."""

    name: str
    does: str
    fields: tuple[AskField, ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What this person asked for on the page, or by a button, and what holds still; `row` takes it back."""

    row: int
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class AskingPage:
    """What somebody may ask for about one pull request or issue.

    `others` are the commands for other people: how each is written, what it does, who may. `on_own_page`: more may be
    said on their own page. `commit` is the one that was judged last; empty for an issue, or where none was.
    """

    name: str
    forms: tuple[AskForm, ...]
    others: tuple[tuple[str, str, str], ...]
    said: tuple[SaidRow, ...]
    on_own_page: bool
    commit: str = ""


def asking_page(
    name: str,
    rules: CommandRules,
    here: CommandPlace,
    may: Collection[CommandName],
    said: Sequence[Standing],
    *,
    commit: str = "",
) -> AskingPage:
    """Return the page of somebody who `may` use these commands on `name` (acme/shop#7), and `said` what holds."""
    working = [command for command in rules.commands if here in command.works_in and command.name not in _ANSWERED_HERE]
    return AskingPage(
        name,
        tuple(_form(each) for each in working if each.name in may and each.name not in _ON_OWN_PAGE),
        tuple((each.usage, each.does, roles_in_words(each, here)) for each in working if each.name not in may),
        tuple(_said(each) for each in said),
        any(each.name in may for each in working if each.name in _ON_OWN_PAGE),
        commit,
    )


def _said(each: Standing) -> SaidRow:
    return SaidRow(each.row, " ".join((each.command, *each.arguments)), each.at.date().isoformat())


def _form(command: CommandRule) -> AskForm:
    fields = tuple(
        AskField(f"{command.name}-{place}", *_LABELS.get(each.kind, (each.name, "")), required=not each.optional)
        for place, each in enumerate(command.arguments)
    )
    return AskForm(command.name, command.does, fields)
