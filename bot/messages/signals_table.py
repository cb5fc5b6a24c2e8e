"""The rules that were looked at, and why they fired or did not: one click away from every verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judgement.naming import counted
from bot.messages.figures import measured
from bot.messages.fold import fold, table
from bot.messages.markdown import cell, cell_prose
from bot.messages.places import rule_link

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict


_NOT_EVALUATED = "not evaluated"
"""Never shown as passed: a fact was missing that only GitHub can tell."""


def signals_table(verdict: Verdict, facts: PullRequestFacts) -> str:
    """Return a fold with the quiet rules, by id; empty where every rule fired."""
    quiet = sorted((signal for signal in verdict.signals if not signal.fired), key=lambda signal: signal.rule)
    if not quiet:
        return ""
    rows = [
        (
            rule_link(signal.rule, signal.place, facts),
            _value(signal.value) if signal.evaluated else _NOT_EVALUATED,
            _value(signal.limit),
            cell_prose(signal.why),
        )
        for signal in quiet
    ]
    says = f"{counted(len(quiet), 'rule')} that did not fire, and why"
    return fold(says, table(("Rule", "Measured", "Limit", "Why it did not fire"), rows))


def every_rule(verdict: Verdict, facts: PullRequestFacts) -> str:
    """Return a table of all rules that were looked at, by id, fired or not."""
    rows = [
        (
            rule_link(signal.rule, signal.place, facts),
            ("yes" if signal.fired else "no") if signal.evaluated else _NOT_EVALUATED,
            _value(signal.value),
            _value(signal.limit),
            signal.mode,
            cell_prose(signal.why),
        )
        for signal in sorted(verdict.signals, key=lambda signal: signal.rule)
    ]
    return table(("Rule", "Fired", "Measured", "Limit", "Mode", "Why"), rows)


def _value(value: float | str) -> str:
    return cell(value) if isinstance(value, str) else measured(value)
