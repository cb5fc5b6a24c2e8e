"""What counts as user feedback, and what is never touched."""

import pytest

from bot.facts.people import Account
from bot.facts.repository import Repository
from bot.triage.feedback import is_feedback
from tests.triage.maps import issue, read_map

RULES = read_map(
    "feedback: {repositories: [acme/shop, desk, 'open/*'], labels: [Feedback], forms: [How can we help?]}\n"
    "areas: {a: {owner: x}}"
)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"author_association": "NONE"}, True),
        ({"author_association": "CONTRIBUTOR"}, True),
        ({"author_association": "MEMBER"}, False),
        ({"author_association": "COLLABORATOR"}, False),
        ({"author_association": "OWNER"}, False),
        ({"author_association": "MEMBER", "labels": ("feedback",)}, True),
        ({"author_association": "MEMBER", "body": "### How can we help?\n\nHi"}, True),
        ({"author_association": "MEMBER", "body": "> ### How can we help?\n\nHi"}, False),
        ({"author": Account("x[bot]", 1, "Bot")}, False),
        ({"author": Account("x", 1, "Bot"), "labels": ("feedback",)}, False),
        ({"repository": Repository(1, "Acme", "Shop")}, True),
        ({"repository": Repository(1, "acme", "desk")}, True),
        ({"repository": Repository(1, "open", "anything")}, True),
        ({"repository": Repository(1, "acme", "internal")}, False),
    ],
)
def test_feedback_is_what_the_map_says(facts: dict[str, object], *, counts: bool) -> None:
    """Users' issues and marked ones count; bots, internal work and other repositories never."""
    assert counts == is_feedback(issue(**facts), RULES)  # type: ignore[arg-type]


def test_an_empty_list_of_associations_leaves_labels_and_forms() -> None:
    """A team may take marked issues only."""
    ownership = read_map("feedback: {author_associations: []}\nareas: {a: {owner: x}}")
    assert not is_feedback(issue(), ownership)
    assert is_feedback(issue(labels=("feedback",)), ownership)


def test_the_mode_off_makes_nothing_feedback() -> None:
    """Then no issue is looked at."""
    assert not is_feedback(issue(), read_map("feedback: {mode: off}\nareas: {a: {owner: x}}"))
