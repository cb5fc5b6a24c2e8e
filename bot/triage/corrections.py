"""What people did against a routing, read off an issue's acts and commands: each a correction with its author."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.outcome import Correction
from bot.policy.logins import same_login

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.facts.issue import Act, IssueFacts
    from bot.facts.outcome import Past
    from bot.facts.wishes import Wish
    from bot.policy.ownership import OwnershipMap


SKEW = timedelta(minutes=1)
"""How far GitHub's clock may be behind ours: what people did so shortly before would have made us leave it alone."""


def find_corrections(facts: IssueFacts, past: Past, ownership: OwnershipMap) -> tuple[Correction, ...]:
    """Return the corrections that are not remembered yet, oldest first.

    A command counts whenever it was accepted; a label or an assignee only after we had said or done something.
    """
    known = {_key(each) for each in past.corrections}
    found = [*_by_command(facts.wishes, ownership), *_by_act(facts, past, ownership)]
    return tuple(sorted((each for each in found if _key(each) not in known), key=lambda each: each.at))


def _by_command(wishes: Sequence[Wish], ownership: OwnershipMap) -> Iterator[Correction]:
    for wish in wishes:
        named = ownership.named(wish.arguments[0]) if wish.arguments else None
        area, owner = (named.id, str(named.owner)) if named else (None, None)
        if wish.command == "not-mine":
            yield Correction("not_mine", wish.by, wish.at, area, owner, wish.lifts_block)
        elif wish.command == "area" and named is not None:
            yield Correction("area", wish.by, wish.at, area, owner, wish.lifts_block)
        elif wish.command == "duplicate":
            yield Correction("duplicate", wish.by, wish.at, firm=wish.lifts_block, target=wish.arguments[0])


def _by_act(facts: IssueFacts, past: Past, ownership: OwnershipMap) -> Iterator[Correction]:
    """Yield what people did with labels and assignees since we acted; what was undone again does not count."""
    prediction = past.prediction
    if prediction is None or prediction.acted == "nothing":
        return
    labels, people = {label.casefold() for label in facts.labels}, {login.casefold() for login in facts.assignees}
    replaced = _sets_a_person(facts, people)
    for act in facts.acts:
        name = act.name.casefold()
        if act.at < prediction.at - SKEW:
            continue
        if act.kind == "labeled" and name in labels:
            yield from _relabelled(act, ownership)
        elif act.kind == "unlabeled" and name not in labels and _is(facts.labels_taken_away, name):
            area = ownership.of_label(act.name)
            if area is not None:
                yield Correction("unlabelled", act.by.login, act.at, target=area.id)
        elif act.kind == "assigned" and name in people:
            yield _reassigned(act, ownership)
        elif act.kind == "unassigned" and not replaced and name not in people and _is(facts.assignees_taken_away, name):
            yield Correction("unassigned", act.by.login, act.at, target=act.name)


def _relabelled(act: Act, ownership: OwnershipMap) -> Iterator[Correction]:
    area = ownership.of_label(act.name)
    if area is not None:
        yield Correction("relabel", act.by.login, act.at, area.id, str(area.owner))


def _reassigned(act: Act, ownership: OwnershipMap) -> Correction:
    """Return whom it was given to; their area, where they own one alone."""
    owned = [area.id for area in ownership.areas if same_login(area.owner, act.name)]
    return Correction("assignee", act.by.login, act.at, owned[0] if len(owned) == 1 else None, act.name)


def _sets_a_person(facts: IssueFacts, people: set[str]) -> bool:
    return any(act.kind == "assigned" and act.name.casefold() in people for act in facts.acts)


def _is(names: tuple[str, ...], name: str) -> bool:
    return any(each.casefold() == name for each in names)


def _key(correction: Correction) -> tuple[str, str, object]:
    return correction.how, correction.by.casefold(), correction.at
