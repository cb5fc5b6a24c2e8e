"""A repository's own patterns cost a bounded amount of work on a change, whatever they are."""

from bot.facts.pull_request import PullRequestFacts
from bot.facts.verdict import Verdict
from bot.judgement.own_work import MOST_WORK, own_size, wide_patterns
from bot.judgement.verdict import judge_pull_request
from bot.messages.conclusion import conclude
from bot.policy.compose import compose
from bot.policy.rules import Rules
from bot.policy.yaml_tree import read_yaml
from bot.reading.diff import read_diff
from bot.shipped import load

SHIPPED = load()
HOSTILE = "(?P<name>[ab]*a[ab]{40})"
SAYS = "they were not tried"


def rules_with(patterns: int, more: str = "") -> Rules:
    """Return rules with so many hotspots of a repository's own."""
    entry = (
        '{{id: h{0}, title: t, risk: 5, level: act, says: "{{what}} is", asks: "{{what}}", check: "c?", '
        'words: [x], watch: [{{lines: ["{1}"]}}]}}'
    )
    entries = ", ".join(entry.format(number, HOSTILE) for number in range(patterns))
    return compose(SHIPPED, read_yaml(f"mode: comment\nhotspots: [{entries}]\n{more}", ".github/onesitting.yml"))


def judged(rules: Rules, characters: int) -> Verdict:
    """Return the verdict on a new file with so many characters."""
    lines = characters // 51
    diff = f"--- /dev/null\n+++ b/a.py\n@@ -0,0 +1,{lines} @@\n" + ("+" + "ab" * 25 + "\n") * lines
    return judge_pull_request(PullRequestFacts("1", "Sum", "", read_diff(diff)), rules)


def test_patterns_are_tried_up_to_the_bound() -> None:
    """One character for each instruction of the bound."""
    rules = rules_with(4)
    most = MOST_WORK // own_size(rules.repository)
    within, beyond = judged(rules, most - 1_000), judged(rules, most + 1_000)
    assert "missing_rationale/h1" in {finding.rule for finding in within.findings}
    assert not any(SAYS in note for note in within.unseen)
    assert "missing_rationale/h1" not in {finding.rule for finding in beyond.findings}
    assert any(SAYS in note for note in beyond.unseen)


def test_what_the_shipped_rules_see_stays() -> None:
    """Only the own ones are too much for the change."""
    beyond = judged(rules_with(40), 100_000)
    assert "too_large" in {finding.rule for finding in beyond.findings}


def test_a_change_that_a_blocking_rule_was_not_tried_on_does_not_pass() -> None:
    """Padding a change is no way around it."""
    beyond = judged(rules_with(40, "signals: {missing_rationale/h1: block}"), 100_000)
    assert (beyond.band, conclude(beyond)) == ("not_analysed", "action_required")
    assert SAYS in beyond.unseen[0]


def test_the_author_of_the_rules_is_told_before() -> None:
    """From the size on at which changes that people open would be too large."""
    assert wide_patterns(rules_with(4).repository) == ""
    assert "instructions of RE2 together" in wide_patterns(rules_with(40).repository)
