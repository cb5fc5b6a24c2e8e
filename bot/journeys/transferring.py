"""The event of a transfer, read leniently: which issue, to which repository, and by whom. Never raises.

Afterwards the issue cannot be read here any more, so the signed payload is believed in that. Payload:
https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.outcome import Correction, Transfer
from bot.journeys.payload import Payload, is_id, is_login, is_repository_name, mapping

if TYPE_CHECKING:
    from datetime import datetime

TRANSFER_EVENT = ("issues", "transferred")


def transferred_issue(payload: Payload, now: datetime) -> Transfer | None:
    """Return the issue that a person transferred; None for a bot's transfer and for what cannot be understood."""
    sender, login = mapping(payload, "sender"), mapping(payload, "sender").get("login")
    installation, repository = mapping(payload, "installation").get("id"), mapping(payload, "repository").get("id")
    number = mapping(payload, "issue").get("number")
    to = mapping(mapping(payload, "changes"), "new_repository").get("full_name")
    if sender.get("type") != "User" or not is_login(login) or not is_repository_name(to):
        return None
    if not (is_id(installation) and is_id(repository) and is_id(number)):
        return None
    return Transfer(installation, repository, number, Correction("transfer", login, now, firm=True, target=to))
