from bot.facts.verdict import Finding
from bot.messages.measure import in_words


def finding(rule: str, value: float, limit: float) -> Finding:
    """Return a finding of a rule."""
    return Finding(rule, "act", value, limit, "It says so.", "", (), "comment", None)


def test_a_rule_that_allows_none_counts_in_words() -> None:
    """Nobody is shown a limit of nought."""
    assert in_words(finding("missing_rationale/licence", 1, 0)) == "1 place without a reason"
    assert in_words(finding("missing_rationale/licence", 12, 0)) == "12 places without a reason"
    assert in_words(finding("known_failure", 2, 0)) == "2 lines that tell of a failure"


def test_an_empty_description_has_no_words() -> None:
    """It is there or it is not."""
    assert in_words(finding("empty_description", 0, 1)) == "No words beside the title"


def test_a_limit_that_is_a_number_is_shown() -> None:
    """How far above it the value lies is what a person wants to know; minutes are whole."""
    assert in_words(finding("scattered_scope", 14, 10)) == "Measured 14, limit 10"
    assert in_words(finding("too_large", 75.04, 60)) == "75 minutes, limit 60"
