"""One issue, edited in place; a comment only where somebody has to be called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.effects.kinds import CreateComment, CreateIssue, EditComment, EditIssue, MinimizeComment
from bot.effects.plan_digest import plan_calls, plan_digest, plan_over, plan_surges
from bot.facts.digest import DigestFacts
from bot.facts.repository import Repository
from bot.facts.said import SaidComment
from bot.messages.digest import say_call, say_digest
from bot.messages.surge import say_surge
from bot.triage.reminders import Digest
from tests.messages.test_digest import CALL, DIGEST, SURGE

HOME = Repository(7, "acme", "shop")
THERE = DigestFacts(HOME, 9, "Feedback", say_digest(DIGEST, HOME))


def test_the_issue_is_opened_once_somebody_has_to_be_reminded() -> None:
    """Not before."""
    assert [CreateIssue] == [type(effect) for effect in plan_digest(DigestFacts(HOME), DIGEST)]
    assert () == plan_digest(DigestFacts(HOME), Digest())


def test_what_stands_there_is_not_written_again() -> None:
    """What has changed is edited in place."""
    assert () == plan_digest(THERE, DIGEST)
    assert [EditIssue] == [type(effect) for effect in plan_digest(THERE, Digest())]


@pytest.mark.parametrize("facts", [replace(THERE, gone=True), DigestFacts(HOME, 9, gone=True)])
def test_a_person_who_closes_or_deletes_it_ends_it(facts: DigestFacts) -> None:
    """Nothing is written and nobody is called."""
    assert () == (*plan_digest(facts, Digest()), *plan_calls(facts, (CALL,)))


def test_a_call_folds_away_what_was_said_to_the_same_person_before() -> None:
    """Not what was said to others, nor what is folded already."""
    yesterday = say_call(replace(CALL, day="2026-11-15"), HOME)
    others = say_call(replace(CALL, login="ada-2"), HOME)
    said = [
        SaidComment(1, "C1", yesterday),
        SaidComment(2, "C2", others),
        SaidComment(3, "C3", yesterday, minimized=True),
    ]
    create, fold = plan_calls(replace(THERE, comments=tuple(said)), (CALL,))
    assert isinstance(create, CreateComment)
    assert MinimizeComment(create.target, "C1", "OUTDATED") == fold


def test_a_note_is_posted_once_and_edited_where_more_came_in() -> None:
    """What somebody deleted since the surge began is not posted again."""
    more = replace(SURGE, numbers=(*SURGE.numbers, 99))
    note, news = (SURGE, say_surge(SURGE, ("ada",), HOME)), (more, say_surge(more, ("ada",), HOME))
    told = replace(THERE, comments=(SaidComment(4, "C4", note[1]),))
    assert [CreateComment] == [type(effect) for effect in plan_surges(THERE, (note,))]
    assert () == plan_surges(told, (note,)) == plan_surges(replace(THERE, deleted_at=SURGE.began_at), (note,))
    assert [EditComment] == [type(effect) for effect in plan_surges(told, (news,))]
    assert () == plan_surges(DigestFacts(HOME), (note,))


def test_the_note_of_a_surge_that_is_over_is_folded_away_once() -> None:
    """One that goes on stays open, and so does what is no note of ours."""
    told = SaidComment(4, "C4", say_surge(SURGE, ("ada",), HOME))
    there = replace(THERE, comments=(told, SaidComment(5, "C5", "Thanks!")))
    (fold,) = plan_over(there, SURGE.began_at)
    assert MinimizeComment(fold.target, "C4", "RESOLVED") == fold
    assert () == plan_over(there, SURGE.began_at - timedelta(minutes=1))
    assert () == plan_over(replace(THERE, comments=(replace(told, minimized=True),)), SURGE.began_at)
