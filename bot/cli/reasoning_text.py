"""What a change shows of its reasoning, for the terminal: addresses in full, since nothing can be pressed."""

from bot.facts.verdict import Reasoning, ReasoningLog
from bot.judgement.naming import listed
from bot.judgement.reasoning.shown import unsaid

SHOWN_LOGS = 3


def reasoning_text(reasoning: Reasoning) -> str:
    """Return one line of plain text; foreign words in it are raw."""
    more = len(reasoning.logs) - SHOWN_LOGS
    logs = [_log(log) for log in reasoning.logs[:SHOWN_LOGS]] + ([f"{more} more"] if more > 0 else [])
    said = {"answered for by": reasoning.answers, "read": reasoning.read, "ran": reasoning.ran}
    parts = [listed(logs) or "no plan, session or task log is linked"]
    parts += [f"{what} {listed([f'“{each}”' for each in words])}" for what, words in said.items() if words]
    missing = unsaid(reasoning)
    return "reasoning: " + "; ".join([*parts, *([f"not said: {listed(missing)}"] if missing else [])])


def _log(log: ReasoningLog) -> str:
    return f"“{log.text}” in the description" if log.what == "description" else f"{log.agent} {log.what} {log.text}"
