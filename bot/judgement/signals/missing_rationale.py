"""Says which hotspots of a change neither the description nor a commit message explains: a reason for each kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.facts.verdict import Signal
from bot.judgement.modes import rule_mode
from bot.judgement.naming import counted, named

if TYPE_CHECKING:
    from bot.facts.verdict import Finding, Mode, Place
    from bot.judgement.case import Answer, Case, Ruling
    from bot.judgement.hotspots import Hotspot
    from bot.policy.hotspots import HotspotRule

MAX_PLACES = 20
"""Places shown for one kind of hotspot."""


def missing_rationale(case: Case, answer: Answer) -> Ruling:
    """Ask for a sentence on each kind of unexplained hotspot; automation is not asked for reasons."""
    ruling = _ruling(case, answer)
    untried = tuple(_untried(entry, case, answer) for entry in case.untried)
    return replace(ruling, members=ruling.members + untried) if untried else ruling


def _untried(entry: HotspotRule, case: Case, answer: Answer) -> Signal:
    mode = _mode(entry, case, answer)
    return Signal(entry.rule, False, "", 0, "not tried on so large a change", mode, entry.place, evaluated=False)  # noqa: FBT003


def _ruling(case: Case, answer: Answer) -> Ruling:
    if case.authorship.outcome == "automation":
        return answer.quiet(0, 0, "opened by automation, which is not asked for reasons")
    if not case.hotspots:
        return answer.quiet(0, 0, "nothing in this change needs an explanation of its own")
    kinds = [
        tuple(group) for _, group in groupby(case.hotspots, key=lambda hotspot: hotspot.entry.id)
    ]  # sorted by kind
    asks = [spot for spot in case.hotspots if not spot.explained and _mode(spot.entry, case, answer) != "off"]
    asking = {(spot.entry.id, place.path) for spot in asks for place in spot.places}
    kinds = [tuple(_heeding(spot, asking) for spot in kind) for kind in kinds]
    members = tuple(_member(kind, case, answer) for kind in kinds)
    findings = tuple(
        _finding(signal, kind, answer) for signal, kind in zip(members, kinds, strict=True) if signal.fired
    )
    missing, found = sum(finding.value for finding in findings if isinstance(finding.value, int)), len(case.hotspots)
    if not findings:
        why = f"{counted(found, 'place')} that could need it, spoken of or not asked for"
        return replace(answer.quiet(0, 0, why), members=members)
    why = f"{missing} of {counted(found, 'place')} not spoken of in the description or a commit message"
    return replace(answer.fired(missing, 0, why, findings), members=members)


def _heeding(hotspot: Hotspot, asking: set[tuple[str, str]]) -> Hotspot:
    """Return the hotspot as one not to ask about where each of its files is asked about by an entry it yields to."""
    stronger = hotspot.entry.yields_to
    said = all(any((entry, place.path) in asking for entry in stronger) for place in hotspot.places)
    return replace(hotspot, explained=True) if said and not hotspot.explained else hotspot


def _member(kind: tuple[Hotspot, ...], case: Case, answer: Answer) -> Signal:
    """Return what was found of one kind of hotspot, and whether words speak of it."""
    entry = kind[0].entry
    mode = _mode(entry, case, answer)
    missing = len([hotspot for hotspot in kind if not hotspot.explained])
    if mode == "off":
        why = "not looked at: its mode is off"
    elif missing:
        why = f"{missing} of {len(kind)} found not spoken of"
    else:
        why = f"{len(kind)} found, explained by words or the change itself, or asked about by a stronger rule"
    return Signal(entry.rule, bool(missing) and mode != "off", missing, 0, why, mode, entry.place)


def _mode(entry: HotspotRule, case: Case, answer: Answer) -> Mode:
    return rule_mode(entry.rule, answer.entry.mode, case.rules.repository)


def _finding(signal: Signal, kind: tuple[Hotspot, ...], answer: Answer) -> Finding:
    entry = kind[0].entry
    hotspots = tuple(hotspot for hotspot in kind if not hotspot.explained)
    what, count = named(tuple(hotspot.name for hotspot in hotspots)), len(hotspots)
    return answer.finding(
        entry.level,
        count,
        0,
        says=entry.sentence(entry.says, what, count),
        fix=entry.sentence(entry.asks, what, count),
        evidence=_places(hotspots),
        rule=entry.rule,
        mode=signal.mode,
        place=entry.place,
    )


def _places(hotspots: tuple[Hotspot, ...]) -> tuple[Place, ...]:
    places = dict.fromkeys(place for hotspot in hotspots for place in hotspot.places)
    return tuple(sorted(places, key=lambda place: (place.path, place.side, place.lines or (0, 0))))[:MAX_PLACES]
