"""Signs in the lines of a message or description: co-authors, tools and models named in trailers, generator lines.

Every line is looked at, wherever it stands: a squash message carries its trailers in the middle, where git's own parser
does not see them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.judgement.authorship.sign import Sign, in_use, shortened, sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    import re2

    from bot.facts.verdict import Channel
    from bot.judgement.authorship.index import Index
    from bot.policy.agents import Agent, Marker

LONGEST_LINE = 1_000
_TRAILER = re.compile(r"([A-Za-z-]+)[ \t]*:[ \t]*(.*)")
_ADDRESS = re.compile(r"<([^<>]*)>\s*$|(\S+@\S+)\s*$")
_TOOL_MODEL = re.compile(r"([^:]{1,40}):\s*(\S{2,80})(?:\s.*)?")  # the Linux kernel's AGENT_NAME:MODEL_VERSION [TOOLS]


def message_signs(message: str, index: Index, channel: Channel, day: str) -> Iterator[Sign]:
    """Yield the signs of every line of a commit message."""
    for line in _lines(index.message_lines, message):
        yield from _line_signs(line, index, channel, day)


def body_signs(body: str, index: Index, day: str) -> Iterator[Sign]:
    """Yield the signs of every line of a description: what a message may carry, and the markers of descriptions.

    A message's line in a description says that a tool took part, not that it opened this.
    """
    for line in _lines(index.body_lines, body):
        for one in _line_signs(line, index, "body", day):
            yield one._replace(kind="assistant") if one.kind == "agent" else one
        yield from _marked(line, index.body_markers, "body", day)


def _lines(wanted: re2._Regexp, text: str) -> Iterator[str]:
    # In bytes: RE2 would otherwise count the characters up to every match, four times the cost of finding it.
    raw = text.encode()
    for found in wanted.finditer(raw):
        start, end = found.span()
        yield raw[start:end].decode().strip()[:LONGEST_LINE]


@lru_cache(maxsize=1024)  # the same few lines stand under every commit of a change
def _line_signs(line: str, index: Index, channel: Channel, day: str) -> tuple[Sign, ...]:
    marked: tuple[Sign, ...] = ()
    if index.any_marker.fullmatch(line):
        marked = tuple(_marked(line, index.trailer_markers, channel, day))
    if any(found.model for found in marked):
        return marked  # the entry reads the model itself, and better
    trailer = _TRAILER.fullmatch(line)
    return marked if trailer is None else marked + tuple(_trailer_signs(line, trailer, index, channel, day))


def _marked(line: str, markers: tuple[tuple[Agent, Marker], ...], channel: Channel, day: str) -> Iterator[Sign]:
    for agent, marker in markers:
        if in_use(marker, day) and (found := marker.pattern.fullmatch(line)) is not None:
            yield sign(channel, line, agent, marker, model=found.groupdict().get("model"))


def _trailer_signs(line: str, trailer: re.Match[str], index: Index, channel: Channel, day: str) -> Iterator[Sign]:
    key, value = trailer[1].lower(), trailer[2]
    address = _ADDRESS.search(value)
    name = (value[: address.start()] if address else value).strip(" \t\"'`*_")
    known = index.signer("coauthor", address[1] or address[2] or "") if address and key in index.people_keys else None
    if known is not None:
        agent, worth = known
        if agent.kind == "automation" or not in_use(worth, day):
            return
        model = _spelled(name)[1] or index.model(name) if agent.kind != "reviewer" else None
        # An address says that an AI wrote it, not reliably which: a name of another tool is believed.
        other = index.named(_spelled(name)[0]) if agent.kind == "assistant" else None
        if other is not None and (other.family or other.id) != (agent.family or agent.id):
            yield sign(channel, line, other, worth, model=model)._replace(confidence="medium")
        else:
            yield sign(channel, line, agent, worth, model=model)
    elif key in index.tool_keys:
        yield from _named_signs(line, name, index, channel)


def _named_signs(line: str, name: str, index: Index, channel: Channel) -> Iterator[Sign]:
    tool, said_model = _spelled(name)
    agent = index.named(tool)
    if agent is None and said_model is not None:  # with a model behind it, a short name is no person
        agent = index.spoken.get(tool.lower())
    model = index.model(name) or (said_model if agent is not None else None)
    if agent is not None:
        yield Sign(
            channel,
            shortened(line),
            agent.id,
            agent.name,
            agent.family or agent.id,
            "assistant" if agent.kind == "agent" else agent.kind,
            "medium",
            model=model,
        )
    elif model is not None and name.lower().startswith(model.lower()):
        yield Sign(channel, shortened(line), "", "", "", "assistant", "medium", model=model)


def _spelled(name: str) -> tuple[str, str | None]:
    """Return tool and model as written: `TOOL:MODEL`, `MODEL via TOOL`, else the name alone."""
    if found := _TOOL_MODEL.fullmatch(name):
        return found[1].strip(), found[2]
    model, via, tool = name.rpartition(" via ")
    return (tool.strip(), None) if via and model else (name, None)
