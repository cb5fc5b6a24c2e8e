"""Limits by path: the first entry that a change lies in holds, and agents soften none."""

from dataclasses import replace

import pytest

from bot.facts.errors import RuleError
from bot.facts.people import Account
from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import Mode, Verdict
from bot.judgement.verdict import judge_pull_request
from bot.policy.compose import compose
from bot.policy.rules import Rules
from bot.policy.yaml_tree import read_yaml
from bot.reading.diff import read_diff
from bot.shipped import load

SHIPPED = load()
PATHS = """mode: comment
paths:
  - {id: payments, paths: [payments/**], sitting: {budget_minutes: 10}, signals: {too_large: block}}
  - {id: docs, paths: [docs/**], applies_to: all, sitting: {budget_minutes: 120, warn_minutes: 90}}
"""
AGENT = Account("devin-ai-integration[bot]", 158243242, "Bot")


def rules(text: str = PATHS) -> Rules:
    """Return the rules of a repository's text."""
    return compose(SHIPPED, read_yaml(text, ".github/onesitting.yml"))


def change(*paths: str, lines: int = 120) -> PullRequestFacts:
    """Return a change that adds so many lines to each path."""
    added = "".join(f"+value_{number} = compute({number})\n" for number in range(lines))
    diff = "".join(f"--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{lines} @@\n{added}" for path in paths)
    return PullRequestFacts("1", "Change it", "", read_diff(diff))


def held(verdict: Verdict) -> tuple[str, int, int]:
    """Return which settings held, and limit and warning."""
    return verdict.settings.name, verdict.effort.budget_minutes, verdict.effort.warn_minutes


def mode_of(verdict: Verdict, rule: str = "too_large") -> Mode:
    """Return the mode of a rule that was looked at."""
    return next(signal.mode for signal in verdict.signals if signal.rule == rule)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("payments/charge.py",), ("paths", 10, 5)),
        (("shop/a.py", "payments/charge.py"), ("paths", 10, 5)),
        (("docs/a.md", "docs/b.md"), ("paths", 120, 90)),
        (("docs/a.md", "shop/a.py"), ("ordinary", 60, 30)),
        (("docs/a.md", "payments/charge.py"), ("paths", 10, 5)),
        (("shop/a.py",), ("ordinary", 60, 30)),
    ],
)
def test_the_first_entry_that_a_change_lies_in_holds(paths: tuple[str, ...], expected: tuple[str, int, int]) -> None:
    """By one file or by all of them, as the entry says; nothing else moves."""
    assert held(judge_pull_request(change(*paths), rules())) == expected


def test_its_modes_hold_too_and_it_is_told_why() -> None:
    """The file by which it holds, the entry and its line."""
    verdict = judge_pull_request(change("shop/a.py", "payments/charge.py"), rules())
    assert mode_of(verdict) == "block"
    assert verdict.settings.why == "`payments/charge.py` lies in the paths of `payments`"
    assert verdict.settings.place is not None
    assert verdict.settings.place.line == 3


def test_what_is_set_aside_brings_no_limits() -> None:
    """Nobody sits over a lock file."""
    text = "mode: comment\npaths: {id: lock, paths: '*.lock', sitting: {budget_minutes: 1}}"
    assert held(judge_pull_request(change("poetry.lock", "a.py"), rules(text)))[0] == "ordinary"


def test_for_agents_the_shorter_sitting_and_the_louder_mode_hold() -> None:
    """A limit for agents never makes a strict path easier for them."""
    text = PATHS + "agent_authored: {sitting: {budget_minutes: 30}, signals: {too_large: observe}}\n"
    verdict = judge_pull_request(replace(change("payments/charge.py"), author=AGENT), rules(text))
    assert (held(verdict), mode_of(verdict)) == (("agent_authored", 10, 5), "block")
    assert verdict.settings.why.endswith("; `payments/charge.py` lies in the paths of `payments`")
    other = judge_pull_request(replace(change("docs/a.md"), author=AGENT), rules(text))
    assert held(other) == ("agent_authored", 30, 15)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{id: a, paths: []}", "`a` holds for nothing: `paths` is empty"),
        ("{id: a, paths: x, signals: {too_larg: block}}", "paths[0].signals.too_larg: no rule has the id `too_larg`"),
        (
            "{id: a, paths: x, sitting: {budget_minutes: 5, warn_minutes: 9}}",
            "warning at 9 minutes comes after the limit",
        ),
        ("[{id: a, paths: x}, {id: a, paths: y}]", "the id `a` stands here a second time"),
    ],
)
def test_what_is_wrong_is_said(entry: str, says: str) -> None:
    """At its place, as everywhere."""
    with pytest.raises(RuleError) as caught:
        rules(f"paths: {entry}")
    assert says in str(caught.value)
