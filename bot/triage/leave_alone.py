"""What is not the bot's to route: step 0 of the cascade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.facts.people import Account
    from bot.policy.ownership import OwnershipMap


def reason_to_leave_alone(facts: IssueFacts, ownership: OwnershipMap) -> str:  # noqa: PLR0911 - one return a reason
    """Return why the issue is left alone, in words; empty where it may be routed.

    An area label or an assignee that a person set stands. A label that the map lists under an area's `labels` is a
    signal, not a decision: forms and old habits set those.
    """
    if ownership.feedback.mode == "off":
        return "the map's feedback mode is off"
    if facts.state != "open":
        return "the issue is closed"
    if facts.locked:
        return "the issue is locked"
    if is_bot(facts.author):
        return "a bot filed it"
    if facts.created_at is not None and facts.installed_at is not None and facts.created_at < facts.installed_at:
        return "it is older than the installation"
    if label := _area_label(facts, ownership):
        return f'a person set the label "{label}"'
    people = [login for login in facts.assignees if login not in facts.assignees_by_us]
    return f'"{people[0]}" is already assigned' if people else ""


def is_bot(author: Account) -> bool:
    """Return whether an app filed the issue. The suffix is REST's; batches carry no account type."""
    return author.type == "Bot" or author.login.casefold().endswith("[bot]")


def _area_label(facts: IssueFacts, ownership: OwnershipMap) -> str:
    ours = {label.casefold() for label in facts.labels_by_us}
    signals = {label.casefold() for area in ownership.areas for label in area.labels}
    decisions = {ownership.label(area).casefold() for area in ownership.areas} - signals - ours
    return next((label for label in facts.labels if label.casefold() in decisions), "")
