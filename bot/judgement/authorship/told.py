"""From weighed signs to what is told: the tool's name, the model, the confidence, the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from bot.facts.verdict import Authorship, AuthorshipSign, Channel, Confidence, Outcome

if TYPE_CHECKING:
    from bot.judgement.authorship.disclosure import Disclosed
    from bot.judgement.authorship.sign import Sign
    from bot.policy.agents import Kind

MOST_EVIDENCE = 12
_CHANNELS: tuple[Channel, ...] = get_args(Channel)
_LEVELS: tuple[Confidence, ...] = ("low", "medium", "high")
_KINDS: dict[Outcome, tuple[Kind, ...]] = {
    "agent": ("agent", "assistant"),
    "assisted": ("agent", "assistant"),
    "human_with_suggestions": ("reviewer",),
    "automation": ("automation",),
    "unknown": (),
}


def told(
    outcome: Outcome, decisive: tuple[Sign, ...], every: tuple[Sign, ...], disclosed: Disclosed | None
) -> Authorship:
    """Return the authorship in the words of the verdict; `decisive` are the signs that made the outcome."""
    proof = _declaration(disclosed)
    if outcome == "unknown":
        return Authorship(evidence=proof if disclosed is not None and not disclosed.used else ())
    name, family = _whose(decisive)
    if not name and disclosed is not None and disclosed.agent is not None:
        name, family = disclosed.agent.name, disclosed.agent.family or disclosed.agent.id
    decided = frozenset(decisive)
    families = {found.family for found in every if not found.corroborating} | {family}
    shown = [
        found
        for found in every
        if found in decided or (found.kind in _KINDS[outcome] and (not found.corroborating or found.family in families))
    ]
    return Authorship(
        outcome,
        name or None,
        _model(shown, family) or (disclosed.model if disclosed is not None and disclosed.used else None),
        _confidence(decisive, shown, family),
        (_evidence(shown, decided, family) + proof)[:MOST_EVIDENCE] if shown else proof,
    )


def _whose(decisive: tuple[Sign, ...]) -> tuple[str, str]:
    """Return name and family of the tool: the surest sign first, then the most signs, then the name."""
    counted = Counter((found.name, found.family) for found in decisive if found.name)
    surest = {(found.name, found.family): 0 for found in decisive}
    for found in decisive:
        who = (found.name, found.family)
        surest[who] = max(surest[who], _LEVELS.index(found.confidence))
    return min(counted, key=lambda who: (-surest[who], -counted[who], who), default=("", ""))


def _confidence(decisive: tuple[Sign, ...], shown: list[Sign], family: str) -> Confidence:
    """Return the surest decisive sign's confidence, one step higher where a second channel names the same tool."""
    if not decisive:
        return "medium"  # the author's own words in the description
    level = max(_LEVELS.index(found.confidence) for found in decisive if found.family == family or not family)
    channels = {found.channel.replace("committer", "commit_author") for found in shown if found.family == family}
    return _LEVELS[min(level + (len(channels) > 1 and bool(family)), len(_LEVELS) - 1)]


def _model(shown: list[Sign], family: str) -> str | None:
    counted = Counter(found.model for found in shown if found.model and found.family in (family, ""))
    return min(counted, key=lambda model: (-counted[model], model), default=None)


def _evidence(shown: list[Sign], decided: frozenset[Sign], family: str) -> tuple[AuthorshipSign, ...]:
    """Return each thing once, what decided first; it cannot be forged where one of its occurrences cannot."""
    first: dict[tuple[Channel, str], Sign] = {}
    for found in sorted(shown, key=lambda one: (one not in decided, one.family != family, *_rank(one))):
        first.setdefault((found.channel, found.text), found)
    return tuple(
        AuthorshipSign(
            found.channel, found.text, found.forgeable, found.name, found.entry, found.model or "", found.confidence
        )
        for found in first.values()
    )


def _rank(found: Sign) -> tuple[bool, int, bool, int, str, str]:
    level = -_LEVELS.index(found.confidence)
    return (found.corroborating, _CHANNELS.index(found.channel), found.forgeable, level, found.name, found.text)


def _declaration(disclosed: Disclosed | None) -> tuple[AuthorshipSign, ...]:
    if disclosed is None:
        return ()
    name, entry = (disclosed.agent.name, disclosed.agent.id) if disclosed.agent is not None else ("", "")
    model = disclosed.model or ""
    return (AuthorshipSign("disclosure", disclosed.line, forgeable=True, agent=name, entry=entry, model=model),)
