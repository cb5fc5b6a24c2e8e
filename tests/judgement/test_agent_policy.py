"""A policy on agents is a finding of its own: never part of the band, never a failure by what anybody could write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.errors import RuleError
from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.agent_policy import NOBODY
from bot.judgement.verdict import judge_pull_request
from tests.judgement.case_files import composed
from tests.judgement.changes import change

POLICY = "mode: block\nagents: {deny: any, models: {deny: '.*'}, require_disclosure: true, max_open_per_author: 1}\n"
STRICT = (
    POLICY
    + "agent_authored: {applies_to: [agent, assisted], signals: {too_large: block}, sitting: {budget_minutes: 1}}\n"
)
AUTHORS = (
    Account("ada", 1),
    Account("devin-ai-integration[bot]", 158243242, "Bot"),
    Account("devin-ai-integration[bot]", 158243242),
    Account("devin-ai-integration[bot]"),
    Account("dependabot[bot]", 49699333, "Bot"),
)
MESSAGES = (
    "Fix",
    "Fix\n\nCo-authored-by: Claude Opus 4.1 <noreply@anthropic.com>",
    "Fix\n\nAssisted-by: Claude:claude-opus-4-6",
    "Fix\n\nMade-with: Cursor",
)
SIGNATURES = (Signature("Ada", "ada@example.org"), Signature("Cursor Agent", "cursoragent@cursor.com"))
BODIES = ("It was wrong.", "AI was used to write the tests.", "No AI was used.", "- [x] AI was used")
commits = st.builds(
    lambda message, who, verified: Commit("1", message, who, who, verified=verified),
    st.sampled_from(MESSAGES),
    st.sampled_from(SIGNATURES),
    st.booleans(),
)
pulls = st.builds(
    lambda author, branch, body, made, number: PullRequestFacts(
        "1",
        "Fix the total",
        body,
        (change("shop/cart.py", added=("total = 1",) * 30),),
        author=author,
        branch=branch,
        commits=tuple(made),
        number=number,
        open_by_author=(1, 2, 3),
    ),
    st.sampled_from(AUTHORS),
    st.sampled_from(("topic", "codex/x", "cursor/fix-ab12", "devin/1700000000-fix")),
    st.sampled_from(BODIES),
    st.lists(commits, max_size=3),
    st.integers(1, 3),
)


@settings(max_examples=300, deadline=None)
@given(pulls)
def test_only_what_cannot_be_forged_fails_a_check(facts: PullRequestFacts) -> None:
    """Under the strictest rules: what GitHub does not vouch for blocks nothing that would not block anyway."""
    verdict, ordinary = judge_pull_request(facts, composed(STRICT)), judge_pull_request(facts, composed("mode: block"))
    proof = [sign for sign in verdict.authorship.evidence if not sign.forgeable]
    blocks, anyway = (
        {finding.rule for finding in each.findings if (finding.mode, finding.level) == ("block", "act")}
        for each in (verdict, ordinary)
    )
    assert proof or blocks <= anyway
    assert "agent_policy/model" not in blocks


@settings(max_examples=200, deadline=None)
@given(pulls)
def test_a_policy_is_no_part_of_the_band(facts: PullRequestFacts) -> None:
    """Band, minutes and every other rule are as without it."""
    plain, policy = (judge_pull_request(facts, composed(text)) for text in ("mode: block", POLICY))
    others = [finding for finding in policy.findings if not finding.rule.startswith("agent_policy/")]
    assert (plain.band, plain.effort, list(plain.findings)) == (policy.band, policy.effort, others)


@settings(max_examples=200, deadline=None)
@given(pulls)
def test_a_disclosure_can_only_satisfy(facts: PullRequestFacts) -> None:
    """The same change with an open word about AI has no finding more, and none that weighs more."""
    silent = replace(facts, body="It was wrong.")
    told = replace(facts, body="It was wrong.\n\nAI was used to write the tests.")
    trailer = "\n\nAssisted-by: Codex:gpt-5"
    signed = replace(silent, commits=tuple(replace(each, message=each.message + trailer) for each in silent.commits))
    assert found(told) <= found(silent)
    assert found(signed) <= found(silent)


def found(facts: PullRequestFacts) -> set[tuple[str, str, str]]:
    """Return the findings under a strict policy, with what they weigh."""
    return {(each.rule, each.level, each.mode) for each in judge_pull_request(facts, composed(STRICT)).findings}


def test_accepted_suggestions_disclose_no_agent() -> None:
    """They are nobody's agent: the rule says that it found none, not that one was disclosed."""
    message = "Fix\n\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>"
    made = Commit("1", message, SIGNATURES[0], SIGNATURES[0])
    facts = PullRequestFacts("1", "Fix", "It was wrong.", (change("a.py", added=("x = 1",)),), commits=(made,))
    verdict = judge_pull_request(facts, composed("agents: {require_disclosure: true}"))
    (signal,) = (each for each in verdict.signals if each.rule == "agent_policy/disclosure")
    assert (verdict.authorship.outcome, signal.why) == ("human_with_suggestions", NOBODY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "agents: {deny: [devni]}",
            "1:17: agents.deny[0]: no agent has the id or family `devni` (did you mean",
        ),
        ("agents: {allow: dependabot}", "agents.allow[0]: `dependabot` is a kind of automation"),
        ("agents: {allow: any}", "agents.allow[0]: no agent has the id or family `any`"),
        ("agents: {allow: devin, deny: devin}", "agents.deny[0]: `devin` is allowed and denied"),
        ("agents: {models: {deny: 'x('}}", "agents.models.deny: not a pattern that RE2 accepts"),
        ("agents: {max_open_per_author: 0}", "0 is too little"),
        ("signals: {agent_polcy: block}", "did you mean `agent_policy`?"),
    ],
)
def test_mistakes_in_a_policy_are_named_at_their_place(text: str, expected: str) -> None:
    """A mistyped agent would be allowed."""
    with pytest.raises(RuleError) as caught:
        composed(text)
    assert expected in str(caught.value.problems[0])
