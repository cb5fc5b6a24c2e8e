"""The plans, sessions and task logs that a text names: addresses on hosts that the rules know, and ids in trailers.

An address is put together from the rule's own host and the page that its pattern matched, so that no text can make a
link to another place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import re2

from bot.facts.verdict import ReasoningLog
from bot.judgement.authorship.index import either, roomy
from bot.policy.pattern_parts import without_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.policy.agents import Agent, AgentRules
    from bot.policy.reasoning import SessionLog

_SCHEME = "https://"
_BEFORE = frozenset(b" \t\n\"'<>([{*_|,;:")
"""What may stand before an address: inside another one it is that one's business."""

LONGEST_ADDRESS = 300
"""Bytes of an address: a longer one is nobody's log, and would push everything else out of what we say."""


@dataclass(frozen=True, slots=True, eq=False)
class _Logs:
    """The rules' logs, with one expression that finds every candidate."""

    known: tuple[tuple[Agent, SessionLog], ...]
    addresses: re2._Regexp
    trailers: re2._Regexp


def logs_in(text: str, rules: AgentRules) -> Iterator[ReasoningLog]:
    """Yield what a text names, addresses first, each in the order of the text."""
    known = _index(rules)
    raw = text.encode()  # RE2 counts the characters up to every match of a str, which is slower than finding it
    for found in known.addresses.finditer(raw):
        start, end = found.span()
        if end - start <= LONGEST_ADDRESS and (start == 0 or raw[start - 1] in _BEFORE) and not _goes_on(raw, end):
            yield from _pages(raw[start:end].decode(), known)
    for found in known.trailers.finditer(raw):
        start, end = found.span()
        key, _, value = raw[start:end].decode().partition(":")
        yield from _ids(key.strip().lower(), value.strip(), known)


def _goes_on(raw: bytes, end: int) -> bool:
    """Return whether the id does not end here: then it is none of those that the pattern means."""
    following = raw[end : end + 1]
    return following.isalnum() or following in (b"_", b"-", b"%", b"@")


def _pages(address: str, known: _Logs) -> Iterator[ReasoningLog]:
    host, _, page = address[len(_SCHEME) :].partition("/")
    for agent, log in known.known:
        if log.page is not None and host.lower() == log.host and log.page.fullmatch(page):
            url = f"{_SCHEME}{log.host}/{page}"
            yield ReasoningLog(log.what, agent.name, url, url)
            return


def _ids(key: str, value: str, known: _Logs) -> Iterator[ReasoningLog]:
    for agent, log in known.known:
        if log.id is not None and key == log.trailer.lower() and log.id.fullmatch(value):
            yield ReasoningLog(log.what, agent.name, value)
            return


@lru_cache(maxsize=8)
def _index(rules: AgentRules) -> _Logs:
    known = tuple((agent, log) for agent in rules.agents for log in agent.logs)
    pages = [f"{re2.escape(log.host)}/(?:{without_groups(log.page.text)})" for _, log in known if log.page is not None]
    keys = dict.fromkeys(re2.escape(log.trailer) for _, log in known if log.trailer)
    return _Logs(
        known,
        re2.compile(f"(?i){_SCHEME}{either(pages)}", roomy()),
        re2.compile(rf"(?im)^[ \t]*{either(keys)}[ \t]*:[ \t]*\S[^\n]*$", roomy()),
    )
