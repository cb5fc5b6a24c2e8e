"""Predictions, acts and commands for the tests of corrections and answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.issue import Act, Reply
from bot.facts.outcome import Past, Prediction
from bot.facts.people import Account
from bot.facts.wishes import Wish
from tests.triage.maps import MONDAY, read_map

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.commands import CommandName
    from bot.facts.issue import ActKind

TOWN = read_map("""
version: 1
areas:
  checkout: {owner: bo, title: Paying, keywords: [payment, card], labels: [old-pay]}
  search: {owner: cy, keywords: [search, ranking]}
  maps: {owner: dee, keywords: [map]}
  routes: {owner: dee, keywords: [route]}
rota: [eve]
""")
PREDICTED = Prediction("keywords", "checkout", "bo", "assigned", 0.9, MONDAY)
ROUTED = Past(PREDICTED)


def after(minutes: float) -> datetime:
    """Return the moment that many minutes after the prediction."""
    return MONDAY + timedelta(minutes=minutes)


def act(kind: ActKind, name: str = "", by: str = "ann", minutes: float = 1) -> Act:
    """Return what a person did after the prediction."""
    return Act(kind, name, Account(by, 5), after(minutes))


def reply(by: str, body: str = "It is the bank.", minutes: float = 1) -> Reply:
    """Return a comment after the prediction."""
    return Reply(Account(by, 6), body, after(minutes))


def wish(command: CommandName, *arguments: str, by: str = "bo", minutes: float = 1, firm: bool = True) -> Wish:
    """Return a command that was accepted after the prediction."""
    return Wish(command, by, after(minutes), arguments, lifts_block=firm)
