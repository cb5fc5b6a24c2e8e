"""The event of a button, read leniently: which one, on which commit, and who pressed it. Never raises.

GitHub tells nowhere else who pressed a button, so the signed payload is believed in that; what the person may do is
asked all the same. Payload: https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
"""

from __future__ import annotations

from typing import get_args

from bot.facts.wishes import ButtonName, Press
from bot.journeys.payload import Payload, is_id, is_login, is_sha, mapping

BUTTON_EVENT = ("check_run", "requested_action")
_BUTTONS: dict[object, ButtonName] = {name: name for name in get_args(ButtonName)}


def pressed_button(payload: Payload) -> Press | None:
    """Return the button that a person pressed; None for an app's press and for what cannot be understood."""
    sender = mapping(payload, "sender")
    installation, repository = mapping(payload, "installation").get("id"), mapping(payload, "repository").get("id")
    name = mapping(payload, "requested_action").get("identifier")
    button = _BUTTONS.get(name) if isinstance(name, str) else None
    sha, login, who = mapping(payload, "check_run").get("head_sha"), sender.get("login"), sender.get("id")
    if button is None or sender.get("type") != "User" or not (is_sha(sha) and is_login(login) and is_id(who)):
        return None
    return (
        Press(installation, repository, sha, button, login, who) if is_id(installation) and is_id(repository) else None
    )
