"""Whether an issue is user feedback at all, by the map's `feedback:` section; everything else is never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.triage.forms import read_form
from bot.triage.leave_alone import is_bot

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.facts.repository import Repository
    from bot.policy.ownership import OwnershipMap


def is_feedback(facts: IssueFacts, ownership: OwnershipMap) -> bool:
    """Return whether the issue counts: by its author's tie to the repository, or by a feedback label or form.

    Never in a repository that the map does not name, never from a bot, never with the mode `off`.
    """
    rules = ownership.feedback
    if is_bot(facts.author) or not is_covered(facts, ownership):
        return False
    if facts.author_association.upper() in rules.author_associations:
        return True
    marks = {label.casefold() for label in rules.labels}
    fields = {field.casefold() for field in rules.forms}
    return any(label.casefold() in marks for label in facts.labels) or any(
        answer.field.casefold() in fields for answer in read_form(facts.body)
    )


def is_covered(facts: IssueFacts, ownership: OwnershipMap) -> bool:
    """Return whether the map speaks of the issue's repository at all: there a person's command is carried out."""
    return ownership.feedback.mode != "off" and _covers(ownership.feedback.repositories, facts.repository)


def _covers(listed: tuple[str, ...], repository: Repository | None) -> bool:
    return not listed or repository is None or any(repository.is_called(entry) for entry in listed)
