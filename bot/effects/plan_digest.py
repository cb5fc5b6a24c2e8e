"""The one issue that reminds: what has to be written so that it shows the digest, and calls whom it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import CreateComment, CreateIssue, EditIssue, Effect, MinimizeComment, Target
from bot.messages.digest import TITLE, say_call, say_digest
from bot.messages.marker import reminder_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.digest import DigestFacts
    from bot.triage.reminders import Call, Digest


def plan_digest(facts: DigestFacts, digest: Digest) -> tuple[Effect, ...]:
    """Return what makes the issue (only once somebody has to be reminded) or edits it in place; often nothing.

    One that a person closed or deleted stays as it is.
    """
    target, body = Target(facts.repository, facts.number), say_digest(digest)
    if facts.gone:
        return ()
    if not facts.number:
        return (CreateIssue(target, TITLE, body),) if digest.reminders else ()
    return () if facts.body.strip() == body.strip() else (EditIssue(target, body),)


def plan_calls(facts: DigestFacts, calls: tuple[Call, ...]) -> tuple[Effect, ...]:
    """Return a comment for each call, and fold away what was said to the same people on other days."""
    return tuple(effect for call in calls for effect in _call(facts, call)) if facts.number and not facts.gone else ()


def _call(facts: DigestFacts, call: Call) -> Iterator[Effect]:
    target, words = Target(facts.repository, facts.number), say_call(call)
    marker = words.partition("\n")[0]
    yield CreateComment(target, words)
    for comment in facts.comments:
        first = comment.body.partition("\n")[0].strip()
        if first.startswith(reminder_prefix(call.login)) and first != marker and not comment.minimized:
            yield MinimizeComment(target, comment.node_id, "OUTDATED")
