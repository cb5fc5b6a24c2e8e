"""Every entry of rules/kinds.yml keeps what its examples promise."""

import pytest

from bot.policy.kinds import KindEntry
from bot.triage.issue_text import read_issue_text
from bot.triage.kinds import judge_kind
from tests.triage.maps import KINDS


def _kind(example: str, *labels: str) -> str:
    title, _, body = example.partition("\n")
    return judge_kind(read_issue_text(title, body), labels, KINDS)


@pytest.mark.parametrize("entry", KINDS.kinds, ids=lambda entry: entry.kind)
def test_examples_are_of_their_kind(entry: KindEntry) -> None:
    """Each example is judged by the whole list and lands in its own kind."""
    assert entry.examples
    assert dict.fromkeys(entry.examples, entry.kind) == {example: _kind(example) for example in entry.examples}


@pytest.mark.parametrize("entry", KINDS.kinds, ids=lambda entry: entry.kind)
def test_counter_examples_are_not(entry: KindEntry) -> None:
    """Each counter-example lands elsewhere."""
    assert entry.not_examples
    assert [] == [example for example in entry.not_examples if _kind(example) == entry.kind]


def test_a_label_decides_over_words() -> None:
    """What a person sorted stays sorted."""
    assert "question" == _kind("App crashes", "Question")


def test_a_security_report_stays_one_under_any_label() -> None:
    """A secret mislabelled as a bug is still a secret."""
    assert "security_report" == _kind("Stored XSS in the profile name", "bug")


def test_nothing_said_is_unclear() -> None:
    """No kind is invented."""
    assert "unclear" == _kind("🙂")
