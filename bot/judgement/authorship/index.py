"""The rules turned round for looking up: from an address, an id or a line to the entry it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import re2

from bot.policy.pattern_parts import without_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.policy.agents import Agent, AgentRules, AppAccount, Identity, Marker, Role, Worth

K = TypeVar("K")
V = TypeVar("V")

_NOREPLY = re.compile(r"(?:(\d{1,15})\+)?([^@\s]+)@users\.noreply\.github\.com", re.ASCII)
_NEVER = r"[^\s\S]"


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Every lookup that judging needs; made once for each set of rules."""

    rules: AgentRules
    ids: dict[int, tuple[Agent, AppAccount]]
    logins: dict[tuple[str, str], tuple[Agent, AppAccount]]
    addresses: dict[tuple[Role, str], tuple[Agent, Identity]]
    author_names: tuple[tuple[Agent, Identity], ...]
    any_name: re2._Regexp
    disclosing: re2._Regexp
    spoken: dict[str, Agent]
    spoken_words: re2._Regexp
    model_words: re2._Regexp
    trailer_markers: tuple[tuple[Agent, Marker], ...]
    body_markers: tuple[tuple[Agent, Marker], ...]
    any_marker: re2._Regexp
    message_lines: re2._Regexp
    body_lines: re2._Regexp
    people_keys: frozenset[str]
    tool_keys: frozenset[str]

    def signer(self, role: Role, address: str) -> tuple[Agent, Worth] | None:
        """Return whose address this is in this role: exact addresses first, then the id of a noreply address."""
        address = address.strip().strip('"\\').lower()
        if (role, address) in self.addresses:
            return self.addresses[role, address]
        found = _NOREPLY.fullmatch(address)
        if found is None:
            return None
        if found[1] and (owner := self.ids.get(int(found[1]))):
            return owner
        # An id that is not known: only an app can have a login in brackets, so the login still says which.
        return self.logins.get((bare(found[2]), "Bot")) if found[2].endswith("[bot]") else None

    def named(self, name: str) -> Agent | None:
        """Return the entry that is called exactly so; names that people have are nobody's."""
        if self.any_name.fullmatch(name) is None:
            return None
        for agent in self.rules.agents:
            if any(pattern.fullmatch(name) for pattern in agent.names):
                return agent
        return None

    def model(self, text: str) -> str | None:
        """Return the first name of a model in the text."""
        found = self.model_words.search(text)
        return found.group(0) if found else None


@lru_cache(maxsize=8)
def index_of(rules: AgentRules) -> Index:
    """Return the lookups for these rules. The first entry that claims an id, a login or an address keeps it."""
    agents = rules.agents
    accounts = [(agent, account) for agent in agents for account in agent.accounts]
    identities = [(agent, identity) for agent in agents for identity in agent.identities]
    names = [pattern for agent in agents for pattern in agent.names]
    trailers = tuple((agent, marker) for agent in agents for marker in agent.trailers)
    body = tuple((agent, marker) for agent in agents for marker in agent.body)
    marked = [without_groups(marker.pattern.text) for _, marker in trailers]
    message_lines = _key_line(rules) + marked
    said = rules.disclosure
    anywhere = said.headings + said.boxes + said.denials + said.sentences
    return Index(
        rules=rules,
        ids=_first((account.id, (agent, account)) for agent, account in accounts if account.id),
        logins=_first(((bare(account.login), account.type), (agent, account)) for agent, account in accounts),
        addresses=_first(
            ((role, identity.address.lower()), (agent, identity))
            for agent, identity in identities
            if identity.address
            for role in identity.roles
        ),
        author_names=tuple((agent, identity) for agent, identity in identities if identity.name is not None),
        any_name=re2.compile("(?i)" + either(without_groups(pattern.text) for pattern in names), roomy()),
        disclosing=re2.compile("(?i)" + either(without_groups(line.text) for line in anywhere), roomy()),
        spoken=_first((word.lower(), agent) for agent in agents for word in agent.spoken),
        spoken_words=_words(re2.escape(word) for agent in agents for word in agent.spoken),
        model_words=_words(without_groups(pattern.text) for pattern in rules.models),
        trailer_markers=trailers,
        body_markers=body,
        any_marker=re2.compile("(?i)" + either(marked), roomy()),
        message_lines=_lines(message_lines),
        body_lines=_lines(message_lines + [without_groups(marker.pattern.text) for _, marker in body]),
        people_keys=frozenset(key.lower() for key in rules.people_keys),
        tool_keys=frozenset(key.lower() for key in rules.tool_keys),
    )


def bare(login: str) -> str:
    """Return a login to compare: GraphQL drops the `[bot]` that REST keeps, and case does not count."""
    return login.lower().removesuffix("[bot]")


def _first(pairs: Iterable[tuple[K, V]]) -> dict[K, V]:
    kept: dict[K, V] = {}
    for key, value in pairs:
        kept.setdefault(key, value)
    return kept


def _key_line(rules: AgentRules) -> list[str]:
    keys = dict.fromkeys(rules.people_keys + rules.tool_keys)
    return [either(re2.escape(key) for key in keys) + r"[ \t]*:[^\n]*"] if keys else []


def _lines(patterns: list[str]) -> re2._Regexp:
    options = roomy()
    options.never_nl = True  # whatever a pattern says, it is about one line
    return re2.compile(rf"(?im)^[ \t]*{either(patterns)}[ \t]*$", options)


def _words(patterns: Iterable[str]) -> re2._Regexp:
    return re2.compile(rf"(?i)\b{either(patterns)}\b", roomy())


def either(patterns: Iterable[str]) -> str:
    """Return an expression that matches what one of the patterns does; without any, nothing."""
    return "(?:" + ("|".join(patterns) or _NEVER) + ")"


def roomy() -> re2.Options:
    """Return the options of an expression that is made of many patterns."""
    options = re2.Options()
    options.max_mem = (
        32 << 20
    )  # one automaton for all lines; with less it would be thrown away and rebuilt while reading
    options.log_errors = False
    options.never_capture = True
    return options
