"""The event of a button, read leniently: which one, on which commit, and who pressed it. Never raises.

GitHub tells nowhere else who pressed a button, so the signed payload is believed in that; what the person may do is
asked all the same. Payload: https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args

from bot.facts.wishes import ButtonName, Press

if TYPE_CHECKING:
    from typing import TypeGuard

Payload = Mapping[str, object]
BUTTON_EVENT = ("check_run", "requested_action")
_BUTTONS: dict[object, ButtonName] = {name: name for name in get_args(ButtonName)}
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LOGIN = re.compile(r"[A-Za-z0-9_-]{1,100}")
_LARGEST = 2**63 - 1


def pressed_button(payload: Payload) -> Press | None:
    """Return the button that a person pressed; None for an app's press and for what cannot be understood."""
    sender = _mapping(payload, "sender")
    installation, repository = _mapping(payload, "installation").get("id"), _mapping(payload, "repository").get("id")
    name = _mapping(payload, "requested_action").get("identifier")
    button = _BUTTONS.get(name) if isinstance(name, str) else None
    sha, login, who = _mapping(payload, "check_run").get("head_sha"), sender.get("login"), sender.get("id")
    if button is None or sender.get("type") != "User" or not (isinstance(sha, str) and _SHA.fullmatch(sha)):
        return None
    if not (isinstance(login, str) and _LOGIN.fullmatch(login) and _is_id(who)):
        return None
    return (
        Press(installation, repository, sha, button, login, who)
        if _is_id(installation) and _is_id(repository)
        else None
    )


def _mapping(holder: Payload, key: str) -> Payload:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def _is_id(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 < value <= _LARGEST
