"""The answer that holds: people's strongest word, and nothing for an issue that nobody touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.issue import Fix
from bot.facts.outcome import Correction, Final
from bot.facts.people import Account
from bot.triage.final_answer import final_answer
from tests.triage.maps import MONDAY, issue
from tests.triage.outcomes import PREDICTED, TOWN, act, after, reply

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts

HANDED = Correction("not_mine", "bo", after(1), "search", "cy", firm=True)
RELABEL = Correction("relabel", "ann", after(2), "maps", "dee", firm=True)
GIVEN = Correction("assignee", "ann", after(3), None, "zoe", firm=True)
ASKED = Correction("area", "rep", after(4), "routes", "dee")
BACK = Correction("not_mine", "bo", after(5))


def told(*corrections: Correction) -> tuple[str, tuple[str, ...], str | None] | None:
    """Return the answer of some corrections to an untouched issue."""
    final = final_answer(issue(), PREDICTED, corrections, TOWN)
    return None if final is None else (final.how, final.areas, final.owner)


def test_untouched_means_nothing() -> None:
    """That nobody objected is no answer."""
    assert told() is None


def test_the_newest_firm_word_counts() -> None:
    """A hand-over and a label with triage rights are equals; an assignee and a reporter's wish are weaker."""
    assert ("not_mine", ("search",), "cy") == told(HANDED, GIVEN, ASKED, BACK)
    assert ("relabel", ("maps",), "dee") == told(HANDED, RELABEL, GIVEN, ASKED, BACK)


def test_an_assignee_goes_before_the_reporters_wish_and_that_before_a_refusal() -> None:
    """Weaker words count where there are no stronger ones."""
    assert ("assignee", (), "zoe") == told(GIVEN, ASKED, BACK)
    assert ("area", ("routes",), "dee") == told(ASKED, BACK)
    assert ("not_mine", (), None) == told(BACK)


@pytest.mark.parametrize(
    ("facts", "how"),
    [
        (issue(replies=(reply("bo"),)), "answered"),
        (issue(acts=(act("closed", by="BO"),)), "closed"),
        (issue(fixes=(Fix(Account("bo", 3)),), now=MONDAY), "linked"),
        (issue(replies=(reply("ann"),), acts=(act("closed"),)), None),
        (issue(replies=(reply("bo", minutes=-1), reply("bo", "/onesitting help"))), None),
    ],
)
def test_an_answer_close_or_pull_request_of_the_owner_confirms(facts: IssueFacts, how: str | None) -> None:
    """Nobody else's does, nor what came before the routing, nor a command."""
    final = final_answer(facts, PREDICTED, (), TOWN)
    assert how == (final.how if final else None)
    assert final is None or (final.areas, final.owner) == (("checkout",), "bo")


def test_a_label_on_an_issue_that_was_left_alone_is_an_answer() -> None:
    """Old labels that the map folds into an area count; the reporter's form does not."""
    acts = (act("labeled", "old-pay"), act("labeled", "area: search", by="ann", minutes=2))
    facts = issue(labels=("old-pay", "area: search"), acts=acts, author=Account("rep", 9))
    assert Final("label", ("checkout", "search"), "bo", "ann", after(2)) == final_answer(facts, None, (), TOWN)
    assert final_answer(replace(facts, author=Account("ann", 5)), None, (), TOWN) is None
    observed = replace(PREDICTED, acted="nothing")
    assert final_answer(facts, observed, (), TOWN) == final_answer(facts, None, (), TOWN)
