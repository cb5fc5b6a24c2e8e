"""The one issue that reminds: what has to be written so that it shows the digest, and calls whom it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import CreateComment, CreateIssue, EditComment, EditIssue, Effect, MinimizeComment, Target
from bot.messages.digest import TITLE, say_call, say_digest
from bot.messages.marker import begins_surge, reminder_prefix, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.facts.digest import DigestFacts
    from bot.triage.reminders import Call, Digest
    from bot.triage.surge import Surge


def plan_digest(facts: DigestFacts, digest: Digest, surges: tuple[Surge, ...] = ()) -> tuple[Effect, ...]:
    """Return what makes the issue (only once somebody has to be told something) or edits it in place; often nothing.

    One that a person closed or deleted stays as it is.
    """
    target, body = Target(facts.repository, facts.number), say_digest(digest, facts.repository)
    if facts.gone:
        return ()
    if not facts.number:
        return (CreateIssue(target, TITLE, body),) if digest.reminders or surges else ()
    return () if facts.body.strip() == body.strip() else (EditIssue(target, body),)


def plan_calls(facts: DigestFacts, calls: tuple[Call, ...]) -> tuple[Effect, ...]:
    """Return a comment for each call, and fold away what was said to the same people on other days."""
    return tuple(effect for call in calls for effect in _call(facts, call)) if facts.number and not facts.gone else ()


def plan_surges(facts: DigestFacts, notes: tuple[tuple[Surge, str], ...]) -> tuple[Effect, ...]:
    """Return what posts each note, or edits it in place where other issues have come in.

    None is posted again where somebody deleted a comment of ours since the surge began.
    """
    if not facts.number or facts.gone:
        return ()
    return tuple(effect for surge, note in notes if (effect := _note(facts, surge, note)) is not None)


def plan_over(facts: DigestFacts, since: datetime) -> tuple[Effect, ...]:
    """Return what folds away the notes of surges that began before `since` and are over."""
    if not facts.number or facts.gone:
        return ()
    target = Target(facts.repository, facts.number)
    over = (
        comment
        for comment in facts.comments
        if (began := begins_surge(comment.body.partition("\n")[0])) is not None and began <= since
    )
    return tuple(MinimizeComment(target, each.node_id, "RESOLVED") for each in over if not each.minimized)


def _note(facts: DigestFacts, surge: Surge, note: str) -> Effect | None:
    target, marker = Target(facts.repository, facts.number), note.partition("\n")[0]
    ours = next((each for each in facts.comments if each.body.partition("\n")[0].strip() == marker), None)
    if ours is None:
        deleted = facts.deleted_at is not None and facts.deleted_at >= surge.began_at
        return None if deleted else CreateComment(target, note)
    return None if state_of(ours.body) == state_of(note) else EditComment(target, ours.id, note)


def _call(facts: DigestFacts, call: Call) -> Iterator[Effect]:
    target, words = Target(facts.repository, facts.number), say_call(call, facts.repository)
    marker = words.partition("\n")[0]
    yield CreateComment(target, words)
    for comment in facts.comments:
        first = comment.body.partition("\n")[0].strip()
        if first.startswith(reminder_prefix(call.login)) and first != marker and not comment.minimized:
            yield MinimizeComment(target, comment.node_id, "OUTDATED")
