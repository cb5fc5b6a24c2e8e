from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects.kinds import (
    CreateCheckRun,
    CreateComment,
    EditComment,
    Effect,
    UpdateCheckRun,
)
from bot.effects.plan import plan_pull_request
from bot.facts.said import Said, SaidComment
from bot.messages.pull_request import say_pull_request
from tests.effects.apply import after
from tests.messages.build import BASE, FACTS, FITS, NOT_EXPLAINED, SCATTERED, TOO_LARGE

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.verdict import Verdict

ASKS = replace(FITS, findings=(NOT_EXPLAINED,))
OTHER = "9" * 40


def plan(verdict: Verdict, facts: PullRequestFacts) -> tuple[Effect, ...]:
    """Say the verdict and plan the difference."""
    return plan_pull_request(facts, say_pull_request(verdict, facts))


def kinds(effects: tuple[Effect, ...]) -> list[str]:
    """Return what kinds of effects these are."""
    return [type(effect).__name__ for effect in effects]


def settled(verdict: Verdict, facts: PullRequestFacts = FACTS) -> PullRequestFacts:
    """Return the facts once the verdict was said."""
    return after(facts, plan(verdict, facts))


def test_first_contact_writes_a_check_run_and_a_comment() -> None:
    """A finding to answer: one check run, one comment, in this order."""
    assert kinds(plan(ASKS, FACTS)) == ["CreateCheckRun", "CreateComment"]


def test_a_change_that_is_fine_gets_a_check_run_alone() -> None:
    """Nobody must act: no comment."""
    assert kinds(plan(FITS, FACTS)) == ["CreateCheckRun"]


def test_an_unchanged_verdict_writes_nothing() -> None:
    """The second look at the same thing costs no write."""
    assert plan(ASKS, settled(ASKS)) == ()


def test_a_new_commit_with_the_same_findings_writes_its_check_run_alone() -> None:
    """Checks belong to commits; the comment still says what is so."""
    facts = replace(settled(ASKS), head_sha=OTHER)
    assert kinds(plan(replace(ASKS, head_sha=OTHER), facts)) == ["CreateCheckRun"]


def test_other_findings_edit_the_comment_in_place() -> None:
    """One comment for the life of a pull request."""
    later = replace(ASKS, findings=(NOT_EXPLAINED, TOO_LARGE))
    assert next(effect for effect in plan(later, settled(ASKS)) if isinstance(effect, EditComment)).comment_id == 5


def test_findings_answered_fold_the_comment_once() -> None:
    """Resolved: folded, edited to say so, and left in peace afterwards."""
    facts = settled(ASKS)
    effects = plan(FITS, facts)
    assert (kinds(effects)[1:], plan(FITS, after(facts, effects))) == (["MinimizeComment", "EditComment"], ())


def test_a_resolved_comment_is_not_edited_again_by_later_commits() -> None:
    """What was resolved at one commit needs no edit at the next."""
    facts = replace(settled(FITS, settled(ASKS)), head_sha=OTHER)
    assert kinds(plan(replace(FITS, head_sha=OTHER), facts)) == ["CreateCheckRun"]


def test_findings_that_come_back_are_shown_in_the_same_comment() -> None:
    """A comment that we had folded is shown again and edited."""
    assert kinds(plan(ASKS, settled(FITS, settled(ASKS))))[1:] == ["UnminimizeComment", "EditComment"]


def test_a_comment_that_a_person_folded_stays_folded() -> None:
    """New findings are edited into it without showing it again."""
    facts = settled(ASKS)
    hidden = replace(facts, said=replace(facts.said, comment=_folded(facts, folded=True)))
    later = replace(ASKS, findings=(TOO_LARGE,))
    assert [kind for kind in kinds(plan(later, hidden)) if "Comment" in kind] == ["EditComment"]


def test_a_resolved_comment_that_a_person_unfolded_stays_open() -> None:
    """A person's act wins over our fold."""
    facts = settled(FITS, settled(ASKS))
    opened = replace(facts, said=replace(facts.said, comment=_folded(facts, folded=False)))
    assert plan(FITS, opened) == ()


def test_a_deleted_comment_stays_deleted() -> None:
    """Whoever deletes our comment hears no more from us there."""
    facts = replace(FACTS, said=Said(comment_deleted=True))
    assert kinds(plan(ASKS, facts)) == ["CreateCheckRun"]


@pytest.mark.parametrize("broken_off", [1, 2])
def test_a_broken_off_farewell_is_made_up_for(broken_off: int) -> None:
    """Wherever the process dies between check, fold and edit, the next look ends in the same state."""
    facts = settled(ASKS)
    rest = settled(FITS, after(facts, plan(FITS, facts)[:broken_off]))
    assert rest.said == settled(FITS, facts).said


@pytest.mark.parametrize("broken_off", [1, 2])
def test_a_broken_off_return_is_made_up_for(broken_off: int) -> None:
    """The same for findings that come back."""
    facts = settled(FITS, settled(ASKS))
    rest = settled(ASKS, after(facts, plan(ASKS, facts)[:broken_off]))
    assert rest.said == settled(ASKS, facts).said


def test_a_draft_leaves_an_earlier_comment_alone() -> None:
    """Back to draft: the check run is written, the comment waits."""
    facts = replace(settled(ASKS), draft=True)
    assert [kind for kind in kinds(plan(FITS, facts)) if "Comment" in kind] == []


def test_a_closed_pull_request_is_left_alone() -> None:
    """Nothing is written on what is closed or merged."""
    assert plan(ASKS, replace(FACTS, state="closed")) == ()


def test_a_local_change_has_nothing_to_write_to() -> None:
    """A bundle without repository or number plans nothing."""
    assert (plan(ASKS, replace(FACTS, repository=None)), plan(ASKS, replace(FACTS, number=0))) == ((), ())


def test_switched_off_says_nothing_where_nothing_was_said() -> None:
    """Mode off creates no check run; one that stands on the commit is told."""
    off = replace(ASKS, mode="off")
    assert (plan(off, FACTS), kinds(plan(off, settled(FITS)))) == ((), ["UpdateCheckRun"])


def test_other_annotations_need_another_check_run() -> None:
    """GitHub never takes an annotation away: a check run whose annotations change is replaced by a new one."""
    later = replace(ASKS, findings=(TOO_LARGE,))
    assert isinstance(plan(later, settled(ASKS))[0], CreateCheckRun)


def test_the_same_annotations_are_not_sent_again() -> None:
    """GitHub appends annotations on every update, so an update of the words alone sends none."""
    later = replace(ASKS, rules_revision="other")
    effect = plan(later, settled(ASKS))[0]
    assert isinstance(effect, UpdateCheckRun)
    assert effect.check.annotations == ()


def test_a_check_run_that_was_asked_for_again_is_made_anew() -> None:
    """Pressing Re-run queues the suite: the same words are said in a new run, which is the last word of the suite."""
    facts = settled(ASKS)
    assert facts.said.check is not None
    queued = replace(facts, said=replace(facts.said, check=replace(facts.said.check, status="queued")))
    effects = plan(ASKS, queued)
    assert (kinds(effects), plan(ASKS, after(queued, effects))) == (["CreateCheckRun"], ())


def test_every_effect_knows_the_head_that_was_judged() -> None:
    """The performer can refuse to write about a head that has moved."""
    targets = {
        (effect.target.repository.id, effect.target.number, effect.target.head_sha) for effect in plan(ASKS, FACTS)
    }
    assert targets == {(700, 7, FACTS.head_sha)}


verdicts = st.builds(
    replace,
    st.just(FITS),
    findings=st.lists(st.sampled_from([NOT_EXPLAINED, TOO_LARGE, SCATTERED]), max_size=3, unique=True).map(tuple),
    band=st.sampled_from(["fits_one_sitting", "needs_sittings", "not_analysed"]),
    mode=st.sampled_from(["off", "observe", "comment", "block"]),
    head_sha=st.sampled_from([FACTS.head_sha, OTHER, BASE]),
    silenced_by=st.sampled_from(["", "", "the label `onesitting: ignore`"]),
)


@given(st.lists(st.tuples(verdicts, st.booleans()), min_size=1, max_size=6))
def test_planning_again_yields_nothing(history: list[tuple[Verdict, bool]]) -> None:
    """Whatever happened before, once a plan was performed the same look plans nothing, and one comment is the most."""
    facts, created = FACTS, 0
    for verdict, draft in history:
        facts = replace(facts, head_sha=verdict.head_sha, draft=draft)
        effects = plan(verdict, facts)
        created += sum(isinstance(effect, CreateComment) for effect in effects)
        facts = after(facts, effects)
        assert plan(verdict, facts) == ()
    assert created <= 1


@given(st.lists(verdicts, min_size=1, max_size=5))
def test_priority_never_puts_a_comment_before_a_check_run(history: list[Verdict]) -> None:
    """Effects come in the order of the write budget: check, comment, label."""
    facts = FACTS
    for verdict in history:
        effects = plan(verdict, replace(facts, head_sha=verdict.head_sha))
        assert [effect.priority for effect in effects] == sorted(effect.priority for effect in effects)
        facts = after(replace(facts, head_sha=verdict.head_sha), effects)


def _folded(facts: PullRequestFacts, *, folded: bool) -> SaidComment:
    assert facts.said.comment is not None
    return replace(facts.said.comment, minimized=folded)
