"""The event of an edited comment of ours, read leniently: which boxes, and by whom. Never raises.

Whether a box is ticked is read from the comment, as ever. Who did it stands in the signed event; GitHub let that person
edit our comment, which takes write permission, so there is nothing left to ask. Payload:
https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.ticks import Tick, Ticking
from bot.journeys.payload import Payload, is_id, is_login, mapping, moment
from bot.messages.boxes import MOST_KEPT, boxes
from bot.messages.marker import FEEDBACK, REVIEW

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TypeGuard

TICK_EVENT = ("issue_comment", "edited")


def ticked_boxes(payload: Payload, app_id: int, now: datetime) -> Ticking | None:
    """Return what somebody else's edit of our app's comment did to its boxes; None where it did nothing to them.

    Two bodies are compared: what GitHub says the comment was, and what it is. `now` stands in for a missing time. Of
    boxes that somebody typed by the thousand the first ones are kept.
    """
    comment, sender = mapping(payload, "comment"), mapping(payload, "sender")
    before, after = mapping(mapping(payload, "changes"), "body").get("from"), comment.get("body")
    numbers = (mapping(payload, holder).get(key) for holder, key in _NUMBERS)
    installation, repository, number, by_id = numbers
    by, at = sender.get("login"), moment(comment.get("updated_at")) or now
    ours = mapping(comment, "performed_via_github_app").get("id") == app_id
    if not (ours and holds_boxes(before) and holds_boxes(after) and _is_name(by) and _edited_by_another(payload)):
        return None
    if not (is_id(installation) and is_id(repository) and is_id(number) and is_id(by_id)):
        return None
    was, now_is = boxes(before), boxes(after)
    touched = [item for item, ticked in now_is.items() if was.get(item, False) != ticked][:MOST_KEPT]
    ticks = tuple(Tick(item, now_is[item], by, by_id, at) for item in touched)
    return Ticking(installation, repository, number, ticks) if ticks else None


def holds_boxes(body: object) -> TypeGuard[str]:
    """Return whether a text begins with the marker of our comment on a pull request or issue; anybody can type it."""
    return isinstance(body, str) and body.lstrip().startswith((REVIEW, FEEDBACK))


_NUMBERS = (("installation", "id"), ("repository", "id"), ("issue", "number"), ("sender", "id"))


def _edited_by_another(payload: Payload) -> bool:
    return mapping(payload, "sender").get("id") != mapping(mapping(payload, "comment"), "user").get("id")


def _is_name(login: object) -> TypeGuard[str]:
    """Return whether this is a person's login, or a bot's with its suffix."""
    return isinstance(login, str) and is_login(login.removesuffix("[bot]"))
