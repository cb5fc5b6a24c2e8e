import pytest

from bot.facts.pull_request import PullRequestFacts
from bot.judgement.inline_comments import comment_of
from bot.judgement.verdict import judge_pull_request
from tests.judgement.changes import change
from tests.judgement.rules_in_force import commenting_rules


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("# the partner's server has no certificate", "the partner's server has no certificate"),
        ("x = 1  # needed until the partner moves", "needed until the partner moves"),
        ("  * the partner has none yet", "the partner has none yet"),
        ("<!-- kept for the old pages -->", "kept for the old pages -->"),
        ("# fix later", ""),
        ("x = 1  # noqa: S501 is what the linter says here", ""),
        ("// eslint-disable-next-line no-console is not enough", ""),
        ("url = 'https://a.example/b c d e f'", ""),
        ("a * b of those there are", ""),
    ],
)
def test_a_comment_that_may_hold_a_reason(line: str, comment: str) -> None:
    """Four words or more that are no directive."""
    assert comment_of(line) == comment


def asked(path: str, *added: str) -> list[str]:
    """Return what a person is asked to act on in a change whose description says nothing."""
    facts = PullRequestFacts("1", "Tidy", "Tidies.", (change(path, added=added),))
    findings = judge_pull_request(facts, commenting_rules()).findings
    return [finding.rule for finding in findings if finding.level == "act"]


def test_a_reason_in_the_code_is_a_reason() -> None:
    """A comment above the new line explains it; far away it does not."""
    assert asked("requirements.txt", "# reads the partner's feed over the network", "httpx==0.28.1") == []
    far = ["# reads the partner's feed over the network", *["# -"] * 9, "httpx==0.28.1"]
    assert asked("requirements.txt", *far) == ["missing_rationale/dependency_added"]


def test_a_strict_entry_needs_words_of_its_kind() -> None:
    """Any comment is not enough where a protection is switched off."""
    line = "requests.get(url, verify=False)"
    assert asked("src/a.py", "# reads what the partner sends us", line) == ["missing_rationale/protection_disabled"]
    assert asked("src/a.py", "# the partner's certificate is self-signed", line) == []
