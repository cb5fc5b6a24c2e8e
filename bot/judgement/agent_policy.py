"""What a repository's policy on agents looks at: the agents that took part, as far as signs tell that nobody disclosed.

A disclosure can only satisfy a policy: what the author says openly, in the description or in a trailer that projects
ask for, is never held against the change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.modes import softened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.facts.verdict import AuthorshipSign, Mode, Outcome
    from bot.judgement.case import Answer, Case, Level
    from bot.policy.agents import AgentRules

_OPEN: frozenset[str] = frozenset({"trailer", "body"})
"""Channels in which a tool is named for everybody to read, but in an HTML comment."""
_WRITTEN: frozenset[Outcome] = frozenset({"agent", "assisted"})
"""Outcomes of changes in which an agent took part."""
NOBODY = "no sign of an agent that counts here"


def taking_part(case: Case) -> tuple[AuthorshipSign, ...]:
    """Return the signs of agents and assistants on a change, the strongest first, without what was disclosed."""
    if case.authorship.outcome not in _WRITTEN:
        return ()
    return tuple(sign for sign in case.authorship.evidence if not is_disclosing(sign, case.rules.agents))


def is_disclosed(case: Case, signs: Sequence[AuthorshipSign]) -> bool:
    """Return whether the change says itself that an agent took part.

    By the description's own words, by a line that names the tool, or because the account that opened it is the agent's.
    """
    authorship = case.authorship
    if authorship.outcome not in _WRITTEN:
        return False
    said = any(sign.channel in _OPEN and not sign.signal.startswith("<!--") for sign in authorship.evidence)
    return said or authorship.declared == "used" or any(sign.channel == "opener" for sign in signs)


def is_named(sign: AuthorshipSign, names: Iterable[str], rules: AgentRules) -> bool:
    """Return whether a sign's entry is among names of entries and families."""
    families = {agent.family for agent in rules.agents if agent.id == sign.entry}
    return bool(sign.entry) and bool({sign.entry, *families} & frozenset(names))


def weight(answer: Answer, signs: Sequence[AuthorshipSign]) -> tuple[Level, Mode]:
    """Return how much a finding may weigh: only signs that cannot be forged fail a check, weak ones are a notice.

    Each sign counts by itself: what is disclosed beside a weak one makes the change surer an agent's, not worse.
    """
    if any(not sign.forgeable for sign in signs):
        return "act", answer.mode
    return "notice" if all(sign.confidence == "low" for sign in signs) else "act", softened(answer.mode)


def seen_by(signs: Sequence[AuthorshipSign]) -> str:
    """Return how it is known, in words: the strongest sign, a proven one first."""
    sign = next((one for one in signs if not one.forgeable), signs[0])
    return f"seen by the {sign.channel.replace('_', ' ')} `{sign.signal}`"


def names_of(signs: Iterable[AuthorshipSign]) -> str:
    """Return the agents' names, each once, as code spans."""
    return " and ".join(dict.fromkeys(f"`{sign.agent or 'an agent that is not named'}`" for sign in signs))


def is_disclosing(sign: AuthorshipSign, rules: AgentRules) -> bool:
    """Return whether the author said it: in the description, or in a trailer that projects ask for."""
    keys = {key.lower() for key in rules.disclosing_keys}
    key = sign.signal.partition(":")[0].strip().lower()
    return sign.channel == "disclosure" or (sign.channel in _OPEN and key in keys)
