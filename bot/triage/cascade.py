"""Whose feedback is this: the cascade of docs/routing.md, each step with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.facts.routing import Candidate, Routing, Sign, Step
from bot.policy.logins import same_login
from bot.triage.destination import to_owner, to_rota
from bot.triage.explicit import find_explicit
from bot.triage.issue_text import read_issue_text
from bot.triage.kinds import judge_kind
from bot.triage.leave_alone import reason_to_leave_alone
from bot.triage.lexical import Spoken, listen
from bot.triage.lexicon import build_lexicon
from bot.triage.people import without_people
from bot.triage.ranking import confidence, every_area, owners_of, rank
from bot.triage.reasons import (
    below_bar_in_words,
    disagreement_in_words,
    explicit_in_words,
    keywords_in_words,
    learned_in_words,
    silence_in_words,
)
from bot.triage.thin import is_thin

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.policy.kinds import KindRules
    from bot.policy.ownership import Area, OwnershipMap
    from bot.triage.opinion import Learned, Opinion

_NEVER_ASKED = {"praise", "security_report", "incident"}
"""Thanks need no details, a secret is told elsewhere, and what burns is looked at by a person at once."""

_EVIDENCE = 24
"""Signs that are kept; the strongest come first."""

CLEAR = 0.8
"""The confidence from which words name an area, where the map says no other (`auto_route`)."""

_LEAST_SHARE = 0.02
"""Areas less likely than that are no candidates."""


@dataclass(frozen=True, slots=True)
class _Decision:
    """An area, or None where it goes to the rota, with the step and the reason."""

    step: Step
    area: Area | None
    why: str
    confidence: float
    candidates: tuple[Candidate, ...]
    evidence: tuple[Sign, ...]
    ranked: tuple[str, ...] = ()


def route_issue(
    facts: IssueFacts, ownership: OwnershipMap, kinds: KindRules, learned: Learned | None = None
) -> Routing:
    """Return where the issue goes and why; total and deterministic.

    `routed` says that the area's owner is certain enough to be assigned. Otherwise the rota gets it. `candidates` are
    all areas that something speaks for, best first; `confidence` is that of the first; `ranked` names the silent
    areas too. `learned` is what the repository's labels have taught; it is asked where nothing explicit was found, and
    then decides together with the words.
    """
    text = read_issue_text(facts.title, facts.body)
    kind = judge_kind(text, facts.labels, kinds)
    start = Routing(facts.id, routed=False, step="left_alone", area=None, owner=None, why="", kind=kind)
    start = replace(start, mode=ownership.feedback.mode, map_revision=ownership.revision)
    if why := reason_to_leave_alone(facts, ownership):
        return replace(start, why=why)
    explicit = find_explicit(facts, text, ownership)
    if explicit:
        decision = _by_signs(explicit, ownership)
    else:
        spoken = listen(text, build_lexicon(ownership))
        unnamed = without_people(text, facts.author.login)
        opinion = learned.opinion(unnamed, spoken, ownership) if learned else None
        decision = _by_labels(opinion, spoken, ownership) if opinion else _by_words(spoken, ownership)
    if decision.area is not None and same_login(decision.area.owner, facts.author.login):
        return replace(start, why=f'the owner of "{decision.area.name}" filed it', candidates=decision.candidates)
    routing = replace(
        start,
        step=decision.step,
        why=decision.why,
        confidence=decision.confidence,
        candidates=decision.candidates,
        ranked=decision.ranked or every_area(decision.candidates, ownership),
        evidence=decision.evidence[:_EVIDENCE],
    )
    area = decision.area
    routing = to_owner(routing, area, facts, ownership) if area else to_rota(routing, facts, ownership)
    if kind == "praise":
        routing = replace(routing, due_at=None)
    asks = area is None and decision.confidence < CLEAR and kind not in _NEVER_ASKED and not explicit and is_thin(text)
    routing = replace(routing, asks=asks)
    # A secret gets a person to look at it, and no label that would point others to it.
    return replace(routing, label=None) if kind == "security_report" else routing


def _by_signs(signs: tuple[Sign, ...], ownership: OwnershipMap) -> _Decision:
    """Decide by what the issue says outright; signs for areas of different owners decide nothing."""
    area_ids = tuple(dict.fromkeys(sign.area for sign in signs))
    candidates = rank(dict.fromkeys(area_ids, 1.0), ownership, doubt=0.0)
    if len(owners_of(area_ids, ownership)) > 1:
        why = disagreement_in_words(signs, ownership)
        return _Decision("fallback", None, why, round(1 / len(area_ids), 4), candidates, signs)
    area = ownership.area(signs[0].area)
    order = sorted(candidates, key=lambda candidate: candidate.area != signs[0].area)
    return _Decision(signs[0].step, area, explicit_in_words(signs[0]), 1.0, tuple(order), signs)


def _by_words(spoken: Spoken, ownership: OwnershipMap) -> _Decision:
    """Decide by the map's words: the best owner must be clearly ahead, and the area no catch-all.

    Only where the map writes an `auto_route` do they assign; else they name the area where the map suggests.
    """
    candidates, sure = rank(spoken.scores, ownership), confidence(spoken.scores, ownership)
    if not candidates:
        return _Decision("fallback", None, silence_in_words(spoken.vetoed, ownership), 0.0, (), ())
    area = ownership.area(candidates[0].area)
    signs = tuple(sorted(spoken.evidence, key=lambda sign: sign.area != candidates[0].area))
    if area is None or not area.auto:
        why = "its words fit a catch-all best, which takes nothing on words alone"
        return _Decision("fallback", None, why, sure, candidates, signs)
    bar = ownership.defaults.auto_route
    if sure < (CLEAR if bar is None else bar):
        why = "no area is clearly ahead" if len(candidates) > 1 else "its words say too little"
        return _Decision("fallback", None, why, sure, candidates, signs)
    why = keywords_in_words(signs, area.id)
    if bar is None and ownership.feedback.mode == "route":
        why = f"{why}, but words alone assign nobody here before outcomes were judged"
        return _Decision("fallback", None, why, sure, candidates, signs)
    return _Decision("keywords", area, why, sure, candidates, signs)


def _by_labels(opinion: Opinion, spoken: Spoken, ownership: OwnershipMap) -> _Decision:
    """Decide by labels and words together: above the owner's bar, and for no catch-all."""
    best = opinion.shares[0][0]
    area = ownership.area(best)
    owners = {each.id: each.owner for each in ownership.areas}
    shown = [(name, share) for name, share in opinion.shares if share >= _LEAST_SHARE or name == best]
    candidates = tuple(Candidate(name, owners[name], share) for name, share in shown)
    signs = (*opinion.evidence, *sorted(spoken.evidence, key=lambda sign: sign.area != best))
    ranked = tuple(name for name, _ in opinion.shares)
    if area is not None and area.auto and opinion.clear:
        why = learned_in_words(signs, best)
        return _Decision("learned", area, why, opinion.confidence, candidates, signs, ranked)
    why = (
        below_bar_in_words(opinion, ownership)
        if area is not None and area.auto
        else "it fits a catch-all best, which takes nothing on words and labels alone"
    )
    return _Decision("fallback", None, why, opinion.confidence, candidates, signs, ranked)
