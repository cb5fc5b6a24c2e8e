"""The one label that says whose turn it is: what has to change so that it stands there, alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.kinds import AddLabels, Effect, RemoveLabels, Target

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.facts.turn import Turn


def plan_state(facts: IssueFacts, prefix: str, turn: Turn | None) -> tuple[Effect, ...]:
    """Return what shows whose turn it is; on a closed issue, and where nobody waits, no label does.

    Who takes such a label off ends this for the issue. One that a person set stands until the reporter waits anew.
    """
    if not prefix or facts.repository is None or not facts.number or facts.locked:
        return ()
    here = _states(facts.labels, prefix)
    wanted = ""
    if turn is not None and facts.now is not None and facts.state == "open":
        wanted = prefix + turn.waits_for(facts.now)
    ours = _states(facts.labels_by_us, prefix)
    stale = ours if turn is None else (*ours, *_set_before(facts, turn, prefix))
    theirs = [label for label in here if label not in stale]
    if theirs or _states(facts.labels_taken_away, prefix):
        wanted = ""
    target = Target(facts.repository, facts.number)
    old = tuple(label for label in here if label in stale and label.lower() != wanted.lower())
    is_new = wanted and wanted.lower() not in {label.lower() for label in here}
    return (
        *((AddLabels(target, (wanted,)),) if is_new else ()),
        *((RemoveLabels(target, old),) if old else ()),
    )


def without_states(facts: IssueFacts, prefix: str) -> IssueFacts:
    """Return the facts without labels that say whose turn it is: they are nothing that routes."""
    if not prefix:
        return facts
    return replace(
        facts,
        labels=_without(facts.labels, prefix),
        labels_by_us=_without(facts.labels_by_us, prefix),
        labels_taken_away=_without(facts.labels_taken_away, prefix),
    )


def _set_before(facts: IssueFacts, turn: Turn, prefix: str) -> tuple[str, ...]:
    """Return the labels that people set before the reporter began to wait anew: what they said is over."""
    acts = [act for act in facts.acts if act.kind == "labeled" and act.at < turn.began_at]
    return _states(tuple(act.name for act in acts), prefix) if turn.ended_at is None else ()


def _states(labels: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return tuple(label for label in labels if label.lower().startswith(prefix.lower()))


def _without(labels: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    states = _states(labels, prefix)
    return tuple(label for label in labels if label not in states)
