"""Limits and modes for what agents wrote: chosen by authorship, by a maintainer's word, and never by a disclosure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import RuleError
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.verdict import judge_pull_request
from bot.messages.conclusion import conclude
from bot.policy.compose import compose
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load
from tests.judgement.changes import change

if TYPE_CHECKING:
    from bot.policy.rules import Rules

SHIPPED = load()
APART = "mode: comment\nagent_authored:\n  sitting: {budget_minutes: 10}\n  signals: {too_large: block}\n"
BOTH = APART + "  applies_to: [agent, assisted]\n"
ADA = Signature("Ada", "ada@example.org", "2026-03-01")
DEVIN = Account("devin-ai-integration[bot]", 158243242, "Bot")
CO_AUTHOR = "Fix\n\nCo-authored-by: Cursor <cursoragent@cursor.com>\n"
LINES = tuple(f"total_{number} = price * {number}" for number in range(200))


def rules(text: str) -> Rules:
    """Return the shipped rules with a repository's on top."""
    return compose(SHIPPED, read_yaml(text, ".github/onesitting.yml"))


def pull(
    author: Account = Account("ada", 1), branch: str = "topic", message: str = "Fix", body: str = ""
) -> PullRequestFacts:
    """Return a change of half an hour: above ten minutes, below the ordinary sixty."""
    files = (change("shop/cart.py", added=LINES, status="added"),)
    commits = (Commit("1", message, ADA, ADA),)
    return PullRequestFacts("1", "Fix the total", body, files, author=author, branch=branch, commits=commits)


def test_what_an_agent_opened_is_judged_by_its_own_limits() -> None:
    """The band, the rule's mode and the words of the verdict: which limits hold, and why."""
    verdict = judge_pull_request(pull(DEVIN), rules(APART))
    assert (verdict.band, verdict.effort.budget_minutes, verdict.effort.warn_minutes) == ("needs_sittings", 10, 5)
    assert (verdict.findings[0].rule, verdict.findings[0].mode, conclude(verdict)) == ("too_large", "block", "failure")
    assert (verdict.settings.name, verdict.settings.budget_minutes) == ("agent_authored", 60)
    assert verdict.settings.why.endswith("by its opener `devin-ai-integration[bot]`, which cannot be forged")


@pytest.mark.parametrize(
    "facts",
    [pull(), pull(message=CO_AUTHOR), pull(Account("dependabot[bot]", 49699333, "Bot"))],
    ids=["person", "assisted", "automation"],
)
def test_everybody_elses_changes_keep_the_ordinary_limits(facts: PullRequestFacts) -> None:
    """As if nothing were configured, but that the verdict says why."""
    ordinary, apart = judge_pull_request(facts, rules("mode: comment")), judge_pull_request(facts, rules(APART))
    assert (apart.band, apart.effort, apart.findings) == (ordinary.band, ordinary.effort, ordinary.findings)
    assert apart.settings.why == f"`agent_authored` is for `agent`, and authorship here is `{apart.authorship.outcome}`"


def test_without_a_maintainers_word_authorship_moves_nothing() -> None:
    """The same change of an agent and of a person: the same numbers, and not a word about limits."""
    agent, person = (judge_pull_request(pull(author), rules("mode: block")) for author in (DEVIN, Account("ada", 1)))
    assert (agent.band, agent.effort, agent.settings) == (person.band, person.effort, person.settings)
    assert agent.settings.why == ""


def test_what_anybody_can_write_fails_no_check() -> None:
    """A co-author line brings the limits where they are for assisted changes, and asks at most."""
    verdict = judge_pull_request(pull(message=CO_AUTHOR), rules(BOTH))
    assert (verdict.band, verdict.findings[0].mode, conclude(verdict)) == ("needs_sittings", "comment", "neutral")
    assert verdict.settings.why.endswith("anybody can write that, so it fails no check")


def test_a_smaller_budget_by_forgeable_evidence_makes_no_ordinary_block_fail() -> None:
    """The rule blocks above sixty minutes for everybody; between ten and sixty it only asks."""
    text = BOTH + "signals: {too_large: block}\n"
    assert conclude(judge_pull_request(pull(message=CO_AUTHOR), rules(text))) == "neutral"
    assert conclude(judge_pull_request(pull(DEVIN), rules(text))) == "failure"
    long = replace(pull(message=CO_AUTHOR), files=(change("shop/cart.py", added=LINES * 3, status="added"),))
    assert conclude(judge_pull_request(long, rules(text))) == "failure"


def test_not_analysed_is_no_failure_by_forgeable_evidence() -> None:
    """A block that only the agent's settings have, and a co-author line, do not hold up what could not be read."""
    unread = replace(pull(message=CO_AUTHOR), unseen=("GitHub did not answer",), files=())
    assert conclude(judge_pull_request(unread, rules(BOTH))) == "neutral"


@pytest.mark.parametrize(
    "facts",
    [pull(body="AI was used to write the tests."), pull(message="Fix\n\nAssisted-by: Claude Opus 4.6")],
    ids=["description", "trailer"],
)
def test_a_disclosure_never_brings_other_limits(facts: PullRequestFacts) -> None:
    """Who says that AI was used is judged as who says nothing."""
    said = judge_pull_request(facts, rules(BOTH))
    assert (said.authorship.outcome, said.settings.name, said.effort.budget_minutes) == ("assisted", "ordinary", 60)
    assert "saying so brings no other limits" in said.settings.why


def test_a_guess_brings_no_other_limits() -> None:
    """A branch can be called anything; saying beside it that AI was used changes nothing, either."""
    for body in ("", "AI was used to write the tests."):
        guessed = judge_pull_request(pull(branch="codex/search", body=body), rules(BOTH))
        assert (guessed.settings.name, guessed.effort.budget_minutes) == ("ordinary", 60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "agent_authored: {sitting: {budget_minutes: 10, warn_minutes: 20}}",
            "1:48: agent_authored.sitting.warn_minutes: the warning at 20",
        ),
        (
            "sitting: {warn_minutes: 50}\nagent_authored: {sitting: {budget_minutes: 40, warn_minutes: 45}}",
            "2:48: agent_authored",
        ),
        (
            "agent_authored:\n  signals: {to_large: block}",
            "2:13: agent_authored.signals.to_large: no rule has the id `to_large` (did you mean",
        ),
        ("agent_authored: {applies_to: human}", "`human` is not a choice"),
    ],
)
def test_mistakes_are_named_at_their_place(text: str, expected: str) -> None:
    """The same checks as for the ordinary settings."""
    with pytest.raises(RuleError) as caught:
        rules(text)
    assert expected in str(caught.value.problems[0])


def test_what_is_left_out_is_as_for_every_other_change() -> None:
    """The repository's own sitting, not the shipped one."""
    text = "mode: comment\nsitting: {budget_minutes: 20}\nagent_authored: {signals: {too_large: observe}}"
    verdict = judge_pull_request(pull(DEVIN), rules(text))
    assert (verdict.effort.budget_minutes, verdict.settings.name) == (20, "agent_authored")
    assert (verdict.findings[0].rule, verdict.findings[0].mode) == ("too_large", "observe")
