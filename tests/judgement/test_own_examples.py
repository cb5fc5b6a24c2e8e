"""Examples inside a repository's own entries prove the entries, each at its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.authorship.examples import fired
from bot.judgement.own_examples import own_example_problems
from bot.judgement.verdict import judge_pull_request
from bot.policy.compose import compose
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load
from tests.judgement.changes import change

SHIPPED = load()
GOOD = """
mode: comment
agents:
  entries:
    - id: shopbot
      name: Shopbot
      kind: agent
      reason: our own
      accounts: [{login: "shopbot[bot]", id: 991}]
      branches: [{pattern: 'shopbot/.+'}]
      examples: [{branch: shopbot/12}, {opener: "shopbot[bot]", opener_id: 991, opener_type: Bot}]
      not_examples: [{branch: shop/12}]
files:
  - {id: prices, kind: data, reason: price list, paths: 'prices/**', examples: [prices/a.csv], not_examples: [a.csv]}
hotspots:
  - id: tax
    title: Tax rate
    risk: 8
    level: act
    says: "Nothing says why {what} {is} changed."
    asks: "Say why {what} {is} changed."
    check: Is this rate the one of the law?
    words: [tax, rate]
    watch: [{files: '*.py', lines: ['^(?P<name>[A-Z]+_RATE) =']}]
    examples: [{path: tax.py, added: ['VAT_RATE = 19'], finds: VAT_RATE}]
    not_examples: [{path: tax.py, added: ['rate = 19']}]
checklist:
  - id: rounding
    risk: 9
    check: Who gets the cent?
    when: {added: ['round\\(']}
    examples: [{path: a.py, added: ['x = round(y)']}]
    not_examples: [{path: a.py, added: ['x = y']}]
"""


def wrong(text: str) -> list[str]:
    """Return the problems of a text's examples, in words."""
    document = read_yaml(text, ".github/onesitting.yml")
    return [str(problem) for problem in own_example_problems(document, compose(SHIPPED, document))]


def test_entries_that_hold_what_they_say_have_no_problem() -> None:
    """One of each kind."""
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{branch: shopbot/12}",
            "{branch: shop/12}",
            "11:18: agents.entries[0].examples[0]: this example does not fire",
        ),
        (
            "not_examples: [{branch: shop/12}]",
            "not_examples: [{branch: shopbot/1}]",
            "12:22: agents.entries[0].not_examples",
        ),
        (
            "examples: [prices/a.csv]",
            "examples: [price/a.csv]",
            "14:81: files[0].examples[0]: this example does not reach",
        ),
        ("not_examples: [a.csv]", "not_examples: [prices/b.csv]", "files[0].not_examples[0]: this counter-example"),
        (
            "finds: VAT_RATE",
            "finds: TAX_RATE",
            "hotspots[0].examples[0]: this example does not hold what its entry finds",
        ),
        ("['rate = 19']", "['A_RATE = 1']", "hotspots[0].not_examples[0]: this counter-example holds"),
        ("['x = round(y)']", "['x = y']", "checklist[0].examples[0]: this question is not asked"),
        (
            "{path: a.py, added: ['x = y']}",
            "{path: a.py, added: ['round(x)']}",
            "checklist[0].not_examples[0]: this question",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_an_error_at_its_place(old: str, new: str, expected: str) -> None:
    """The example's own line and column, and its key."""
    (problem,) = wrong(GOOD.replace(old, new, 1))
    assert expected in problem


def test_an_entry_that_takes_over_a_shipped_one_is_a_warning() -> None:
    """A pattern for every branch claims Devin's, too, unless it says that it is of the family."""
    (problem,) = wrong(GOOD.replace("'shopbot/.+'", "'(?:shopbot|devin)/.+'"))
    assert "5:7: agents.entries[0]: this entry also fires on an example of `devin`" in problem
    assert (
        wrong(
            GOOD.replace("'shopbot/.+'", "'(?:shopbot|devin)/.+'").replace(
                "reason: our", "family: devin\n      reason: our"
            )
        )
        == []
    )


def test_examples_that_would_take_minutes_are_not_tried() -> None:
    """`times` is a number that anybody may write; the warning says what to do."""
    examples = ", ".join("{path: a.py, added: ['x = round(y)'], times: 999999999}" for _ in range(101))
    (problem,) = wrong(GOOD.replace("examples: [{path: a.py, added: ['x = round(y)']}]", f"examples: [{examples}]"))
    assert "the examples have 101,00" in problem
    assert "repeat them less often (`times`)" in problem


def test_own_entries_are_judged_by() -> None:
    """The agent is named, the hotspot asked about, the question asked, the file set aside."""
    files = (change("prices/a.csv", added=("1",)), change("tax.py", added=("VAT_RATE = 20", "x = round(y)")))
    facts = PullRequestFacts("1", "Change it", "", files, branch="shopbot/7")
    verdict = judge_pull_request(facts, compose(SHIPPED, read_yaml(GOOD, ".github/onesitting.yml")))
    assert (verdict.authorship.outcome, verdict.authorship.agent) == ("agent", "Shopbot")
    assert [finding.rule for finding in verdict.findings if finding.level == "act"] == ["missing_rationale/tax"]
    assert {"tax", "rounding"} <= {item.rule for item in verdict.checklist}
    assert {file.path: file.kind for file in verdict.files}["prices/a.csv"] == "data"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([r"(?-i)OURS .*", "(?<model>x)", "(a*)*b", ".{0,90}", r"[\s\S]*", "(?s).*ours", "x|y|"]))
def test_a_hostile_pattern_leaves_the_shipped_entries_alone(pattern: str) -> None:
    """No flag, name or size of an own pattern changes what the shipped ones see."""
    text = f"agents: {{entries: {{id: a, name: A, kind: agent, reason: r, trailers: [{{pattern: '{pattern}'}}]}}}}"
    rules = compose(SHIPPED, read_yaml(text, "f"))
    who = Signature("Ada", "ada@example.org")
    message = "Fix\n\nCO-AUTHORED-BY: Claude <noreply@anthropic.com>\n"
    facts = PullRequestFacts("1", "t", "", (), author=Account("ada", 1), commits=(Commit("1", message, who, who),))
    assert "claude-code" in fired(facts, rules.agents)
