"""What people asked for, as the check run tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.facts.wishes import Wish
from bot.judgement.wishes import heed
from bot.messages.asked import asked_for
from bot.messages.buttons import LABELS, buttons
from bot.messages.conclusion import conclude
from bot.messages.pull_request import say_pull_request
from bot.policy.commands import read_command_rules
from bot.shipped import load
from tests.messages.build import FACTS, TOO_LARGE
from tests.messages.golden import golden, shown
from tests.messages.hostile import foreign
from tests.messages.inert import linked, tokens
from tests.messages.test_golden import NEEDS

if TYPE_CHECKING:
    from bot.facts.verdict import Band, Mode

WHEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
IGNORE = Wish("ignore", "ada", WHEN, ("too_large", "one mechanical rename"), comment=7)
LIFTED = Wish("ignore", "maya", WHEN, ("scattered_scope", "agreed in the design"), lifts_block=True, comment=8)
SECTIONS = tuple(Wish(name, "ada", WHEN, comment=9) for name in ("help", "checklist", "explain"))
EXPEDITE = Wish("expedite", "wren", WHEN, ("the shop is down",), lifts_block=True, comment=9, sha=FACTS.head_sha)
OBSERVE = Wish("observe", "maya", WHEN, lifts_block=True)
COMMANDS = read_command_rules(load())


def test_what_was_asked_for_reads_as_kept() -> None:
    """Who ignored what and why, and the three parts that were asked for, open and first."""
    facts = replace(FACTS, wishes=(IGNORE, LIFTED, *SECTIONS))
    words = shown(say_pull_request(heed(NEEDS, facts.wishes), facts, COMMANDS))
    assert words == golden("asked", words)


def test_observing_withdraws_the_comment() -> None:
    """The title begins "Observe:", nothing fails, and the summary says who asked."""
    facts = replace(FACTS, wishes=(OBSERVE,))
    wanted = say_pull_request(heed(NEEDS, facts.wishes), facts, COMMANDS)
    assert (wanted.check.title.partition(":")[0], wanted.check.conclusion) == ("Observe", "neutral")
    assert (wanted.comment, wanted.farewell_as) == (None, "OUTDATED")
    assert "- Only observed: `maya` asked on 2026-11-20." in wanted.check.summary


def test_an_expedited_pull_request_is_told_as_one() -> None:
    """The title, the conclusion whatever was found, who and why; the comment is withdrawn."""
    facts = replace(FACTS, wishes=(EXPEDITE,))
    blocked = replace(NEEDS, mode="block", findings=(replace(TOO_LARGE, mode="block"),))
    wanted = say_pull_request(heed(blocked, facts.wishes), facts, COMMANDS)
    words = shown(wanted)
    assert words == golden("expedited", words)
    assert (wanted.check.conclusion, wanted.comment, wanted.farewell_as) == ("neutral", None, "OUTDATED")


@pytest.mark.parametrize("band", ["fits_one_sitting", "needs_sittings", "not_analysed"])
@pytest.mark.parametrize("mode", ["comment", "block"])
def test_an_expedited_commit_is_neutral_whatever_stands_there(band: Band, mode: Mode) -> None:
    """A person with write permission decided; the verdict is neither hidden nor called fine."""
    assert conclude(replace(NEEDS, band=band, mode=mode, expedited_by="wren")) == "neutral"


@settings(max_examples=200)
@given(foreign, foreign)
def test_a_reason_comes_out_inert(reason: str, rule: str) -> None:
    """Nobody is mentioned, nothing is linked, and no heading or fold is forged."""
    hurried = replace(EXPEDITE, arguments=(reason,))
    said = asked_for(replace(FACTS, wishes=(replace(IGNORE, arguments=(rule, reason)), hurried)))
    headings = sum(token.type == "heading_open" for token in tokens(said))
    assert (linked(said), headings, [token for token in tokens(said) if token.type == "html_block"]) == ([], 1, [])


def test_nobody_asked_for_anything() -> None:
    """Not a word about it."""
    assert asked_for(FACTS) == ""


def test_buttons_fit_into_what_github_takes() -> None:
    """Three, with a label of 20, a description of 40 and an identifier of 20 characters."""
    assert len(buttons(())) == 3
    assert all(len(label) <= 20 and len(says) <= 40 and len(name) <= 20 for name, (label, says) in LABELS.items())


def test_the_button_in_the_middle_ends_what_it_began() -> None:
    """Observed here: the next press lets it speak again."""
    assert [button.identifier for button in buttons((OBSERVE,))] == ["split", "speak", "checklist"]
