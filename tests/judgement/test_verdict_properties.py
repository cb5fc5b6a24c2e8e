from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts.plain import plain
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.signals import SIGNALS
from bot.judgement.verdict import judge_pull_request
from tests.judgement.generated import pull_requests
from tests.judgement.rules_in_force import commenting_rules

SETTINGS = settings(max_examples=150, deadline=None)


@SETTINGS
@given(pull_requests())
def test_every_changed_line_is_in_one_pile(facts: PullRequestFacts) -> None:
    """To review, tests and set aside sum to the whole change."""
    lines = judge_pull_request(facts, commenting_rules()).effort.lines
    whole = sum(file.additions + file.deletions for file in facts.files)
    assert lines.to_review + lines.tests + lines.set_aside == whole


@SETTINGS
@given(pull_requests())
def test_every_signal_answers(facts: PullRequestFacts) -> None:
    """Nothing raises, every signal is shown, and what fired has a finding."""
    verdict = judge_pull_request(facts, commenting_rules())
    shown = [signal for signal in verdict.signals if signal.rule in SIGNALS]
    assert [signal.rule for signal in shown] == list(SIGNALS)
    found = {finding.rule for finding in verdict.findings}
    families = {rule if rule in SIGNALS else rule.partition("/")[0] for rule in found}
    assert families == {signal.rule for signal in shown if signal.fired}


@SETTINGS
@given(pull_requests())
def test_findings_can_be_checked(facts: PullRequestFacts) -> None:
    """Each says something, asks for something, has its rule's place, and points into files of the change."""
    paths = {file.path for file in facts.files}
    for finding in judge_pull_request(facts, commenting_rules()).findings:
        assert finding.says
        assert finding.fix
        assert finding.place is not None
        assert finding.rule == "scattered_scope" or {place.path for place in finding.evidence} <= paths


@SETTINGS
@given(pull_requests(), st.randoms(use_true_random=False))
def test_order_has_no_effect(facts: PullRequestFacts, random: Random) -> None:
    """Files, commits and labels in any order give the same verdict."""
    shuffled = replace(
        facts,
        files=tuple(random.sample(facts.files, len(facts.files))),
        commits=tuple(random.sample(facts.commits, len(facts.commits))),
        labels=tuple(random.sample(facts.labels, len(facts.labels))),
    )
    assert plain(judge_pull_request(shuffled, commenting_rules())) == plain(
        judge_pull_request(facts, commenting_rules())
    )


@SETTINGS
@given(pull_requests())
def test_the_checklist_is_short_and_belongs_to_the_change(facts: PullRequestFacts) -> None:
    """At most seven questions, none twice, each at a file of this change."""
    items = judge_pull_request(facts, commenting_rules()).checklist
    paths = {file.path for file in facts.files}
    assert len(items) <= 7
    assert len({item.rule for item in items}) == len(items)
    assert all(item.place is not None and item.place.path in paths for item in items)
