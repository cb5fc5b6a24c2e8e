"""How a change shows its reasoning, in one line: where its log is, and what its description declares, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted, listed
from bot.judgement.reasoning.shown import unsaid
from bot.messages.links import link_url
from bot.messages.markdown import code, link_text
from bot.messages.visible import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.verdict import Finding, Reasoning, ReasoningLog

_SAYS_THE_SAME = "visible_reasoning"
"""The rule that fires where nothing at all is shown, and asks for it."""

_LOGS = 3
_NAME_AT_MOST = 60
_QUOTE_AT_MOST = 80


def reasoning_line(reasoning: Reasoning | None, findings: Iterable[Finding] = ()) -> str:
    """Return the line as Markdown; empty where no agent and no tool took part, or where a finding beside it says it.

    Only pages on hosts that the rules know become links; every other word is a code span.
    """
    if reasoning is None or any(finding.rule == _SAYS_THE_SAME for finding in findings):
        return ""
    parts = [_logs(reasoning.logs), _declared(reasoning), _unsaid(reasoning)]
    return "Reasoning: " + " ".join(part for part in parts if part)


def _logs(logs: tuple[ReasoningLog, ...]) -> str:
    if not logs:
        return "no plan, session or task log is linked."
    more = len(logs) - _LOGS
    shown = [_log(log) for log in logs[:_LOGS]]
    return f"{listed([*shown, counted(more, 'more log')] if more > 0 else shown)}."


def _log(log: ReasoningLog) -> str:
    if log.what == "description":
        return f"{code(shorten(log.text, _NAME_AT_MOST))} in the description"
    url = link_url(log.url)
    named = f"{log.agent} {log.what}".strip()
    return f"[{link_text(named)}]({url})" if url else f"{link_text(named)} {code(shorten(log.text, _NAME_AT_MOST))}"


def _declared(reasoning: Reasoning) -> str:
    said = {"answered for by": reasoning.answers, "read": reasoning.read, "ran": reasoning.ran}
    quotes = [f"{what} {_quotes(words)}" for what, words in said.items() if words]
    return f"Declared: {'; '.join(quotes)}." if quotes else ""


def _quotes(words: tuple[str, ...]) -> str:
    return listed([code(shorten(each, _QUOTE_AT_MOST)) for each in words])


def _unsaid(reasoning: Reasoning) -> str:
    missing = unsaid(reasoning)
    return f"Not said: {listed(missing)}." if missing else ""
