"""The answer that holds in the end: people's strongest word on where an issue belongs. Untouched means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.outcome import Final
from bot.policy.commands import PREFIX
from bot.policy.logins import same_login

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Correction, FinalHow, Prediction
    from bot.policy.ownership import OwnershipMap


def final_answer(
    facts: IssueFacts, prediction: Prediction | None, corrections: Sequence[Correction], ownership: OwnershipMap
) -> Final | None:
    """Return the answer, None as long as nobody has given one.

    An area that somebody with a say named (handing it over, by command or by label) goes before an assignee, that
    before what the reporter asked for, that before "not here", and that before a confirmation: the predicted owner
    answered, closed it, or wrote a pull request that closes it. Among equals the newest counts.
    """
    naming: dict[str, FinalHow] = {"not_mine": "not_mine", "area": "area", "relabel": "relabel"}
    firm = [each for each in corrections if each.how in naming and each.area and _has_a_say(each)]
    if firm:
        last = firm[-1]
        return Final(naming[last.how], _areas(last), last.owner, last.by, last.at)
    if prediction is None or prediction.acted == "nothing":
        return _labelled(facts, ownership)
    given = [each for each in corrections if each.how == "assignee"]
    asked = [each for each in corrections if each.how == "area" and each.area]
    for group, how in ((given, "assignee"), (asked, "area")):
        if group:
            last = group[-1]
            answer: FinalHow = "assignee" if how == "assignee" else "area"
            return Final(answer, _areas(last), last.owner, last.by, last.at)
    return _refused(corrections) or _confirmed(facts, prediction)


def _has_a_say(correction: Correction) -> bool:
    """Return whether it is more than the reporter's wish: the owner's `not-mine`, or anything of a triager."""
    return correction.firm or correction.how == "not_mine"


def _areas(correction: Correction) -> tuple[str, ...]:
    return (correction.area,) if correction.area else ()


def _labelled(facts: IssueFacts, ownership: OwnershipMap) -> Final | None:
    """Return the areas that people labelled an issue with on which we did nothing; a reporter's form is no answer."""
    there = {label.casefold() for label in facts.labels}
    named = [
        (area, act)
        for act in facts.acts
        if act.kind == "labeled" and act.name.casefold() in there and not same_login(act.by.login, facts.author.login)
        if (area := ownership.of_any_label(act.name)) is not None
    ]
    if not named:
        return None
    last = named[-1][1]
    areas = tuple(dict.fromkeys(area.id for area, _ in named))
    return Final("label", areas, str(named[0][0].owner), last.by.login, last.at)


def _refused(corrections: Sequence[Correction]) -> Final | None:
    """Return that it does not belong where it was put, and nobody said where it does."""
    ways: dict[str, FinalHow] = {"not_mine": "not_mine", "unassigned": "unassigned", "unlabelled": "unassigned",
                                 "transfer": "transfer"}  # fmt: skip
    found = [each for each in corrections if each.how in ways]
    if not found:
        return None
    return Final(ways[found[-1].how], (), None, found[-1].by, found[-1].at)


def _confirmed(facts: IssueFacts, prediction: Prediction) -> Final | None:
    if prediction.area is None or prediction.owner is None:
        return None
    owner, areas = prediction.owner, (prediction.area,)
    for reply in facts.replies:
        if same_login(reply.by.login, owner) and reply.at >= prediction.at and PREFIX not in reply.body.lower():
            return Final("answered", areas, owner, owner, reply.at)
    for act in facts.acts:
        if act.kind == "closed" and same_login(act.by.login, owner) and act.at >= prediction.at:
            return Final("closed", areas, owner, owner, act.at)
    if facts.now is not None and any(same_login(each.by.login, owner) for each in facts.fixes):
        return Final("linked", areas, owner, owner, facts.now)
    return None
