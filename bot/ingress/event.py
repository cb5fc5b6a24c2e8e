"""What a signed request says it is: the event's name and GUID from the headers, the payload from the bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

import orjson

from bot.facts.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeGuard

_EVENT = re.compile(r"[a-z0-9_]{1,64}")
_GUID = re.compile(r"[0-9A-Za-z-]{1,64}")
_LARGEST_ID = 2**63 - 1


def read_headers(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the event and the GUID; raises Rejected(400) where one is missing or absurd."""
    event, guid = headers.get("x-github-event", ""), headers.get("x-github-delivery", "")
    if not _EVENT.fullmatch(event):
        raise Rejected(400, "no X-GitHub-Event that could be one")
    if not is_guid(guid):
        raise Rejected(400, "no X-GitHub-Delivery that could be one")
    return event, guid


def is_guid(value: object) -> TypeGuard[str]:
    """Return whether the value can be a delivery's GUID: a key in the database, and a word of the log."""
    return isinstance(value, str) and _GUID.fullmatch(value) is not None


def read_payload(raw: bytes) -> dict[str, object]:
    """Return the JSON object; raises Rejected(400) for anything else, a form (GitHub's other content type) included."""
    try:
        payload = _parse(raw)
    except (ValueError, RecursionError) as error:
        raise Rejected(400, f"the body is not JSON ({type(error).__name__})") from None
    if not isinstance(payload, dict):
        raise Rejected(400, "the body is not a JSON object")
    return payload


def installation_of(payload: Mapping[str, object]) -> int | None:
    """Return the installation's id; None for events of the app itself (`ping`) and for what is no id."""
    installation: Any = payload.get("installation")
    number = installation.get("id") if isinstance(installation, dict) else None
    return number if type(number) is int and 0 < number <= _LARGEST_ID else None


def action_of(payload: Mapping[str, object]) -> str:
    """Return the action's name; empty where the event has none, or one that is none."""
    action = payload.get("action")
    return action if isinstance(action, str) and _EVENT.fullmatch(action) else ""


def _parse(raw: bytes) -> object:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        # It refuses some of what a sender may write, like half of a surrogate pair: json has the last word.
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
