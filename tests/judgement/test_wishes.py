"""What people asked for, applied to a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.facts.verdict import Authorship, Effort, Finding, LineCounts, Mode, Signal, Verdict
from bot.facts.wishes import Wish
from bot.judgement.wishes import heed

WHEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RULE = "missing_rationale/dependency_added"


def verdict(mode: Mode = "comment") -> Verdict:
    """Return a verdict with one finding, of a family."""
    finding = Finding(RULE, "act", 1, 0, "Why?", "Say why.", mode=mode)
    signal = Signal(RULE, fired=True, value=1, limit=0, why="fired", mode=mode)
    return Verdict("1", "fits_one_sitting", Effort(5, 1, LineCounts(9)), Authorship(), (finding,), (signal,), mode=mode)


def ignore(rule: str = RULE, *, lifts_block: bool = False) -> Wish:
    """Return the wish to ignore a rule."""
    return Wish("ignore", "ana", WHEN, (rule, "agreed"), lifts_block, 7)


EXPEDITE = Wish("expedite", "wren", WHEN, ("the shop is down",), lifts_block=True, comment=9, sha="a1")
OBSERVE = Wish("observe", "owner", WHEN, (), lifts_block=True)


@pytest.mark.parametrize("rule", [RULE, "missing_rationale"])
def test_an_ignored_rule_is_only_observed(rule: str) -> None:
    """By its own id or its family's; its figures stay, and the other rules stand."""
    heeded = heed(verdict(), (ignore(rule),))
    assert (heeded.findings[0].mode, heeded.signals[0].mode) == ("observe", "observe")
    assert (heeded.mode, heeded.findings[0].value) == ("comment", 1)


def test_another_rule_is_not_concerned() -> None:
    """Neither a sister of the family nor a rule that begins alike."""
    wishes = (ignore("missing_rationale/licence"), ignore("missing_rational"))
    assert heed(verdict(), wishes) == verdict()


@pytest.mark.parametrize(("lifts", "mode"), [(False, "block"), (True, "observe")])
def test_a_block_is_lifted_by_triage_permission_alone(lifts: bool, mode: Mode) -> None:  # noqa: FBT001 - a parameter
    """Whoever asked without it silences words at most."""
    assert heed(verdict("block"), (ignore(lifts_block=lifts),)).findings[0].mode == mode


def test_one_who_may_is_enough() -> None:
    """The author asked before the maintainer did."""
    assert heed(verdict("block"), (ignore(), ignore(lifts_block=True))).findings[0].mode == "observe"


def test_observing_silences_everything_and_says_who_asked() -> None:
    """No word, no failing check."""
    heeded = heed(verdict("block"), (OBSERVE,))
    assert (heeded.mode, heeded.findings[0].mode) == ("observe", "observe")
    assert heeded.silenced_by == "`/onesitting observe`, which `owner` asked for"


def test_an_expedited_commit_blocks_nothing_and_says_who_asked() -> None:
    """Its figures stay, only observed; the repository's mode stays, too."""
    heeded = heed(replace(verdict("block"), head_sha="a1"), (EXPEDITE,))
    assert (heeded.findings[0].mode, heeded.signals[0].mode, heeded.mode) == ("observe", "observe", "block")
    assert (heeded.expedited_by, heeded.silenced_by) == ("wren", "`/onesitting expedite`, which `wren` asked for")


@pytest.mark.parametrize("sha", ["b2", ""])
def test_an_expedite_is_for_one_commit(sha: str) -> None:
    """A push ends it; a commit that is not known was never expedited."""
    moved = replace(verdict("block"), head_sha=sha)
    assert heed(moved, (replace(EXPEDITE, sha="a1" if sha else ""),)) == moved


def test_what_is_off_stays_off() -> None:
    """Nobody wakes a rule or a repository by asking for less."""
    off = replace(verdict("off"), mode="off")
    assert heed(off, (OBSERVE, ignore())) == off
    assert heed(replace(verdict("off"), mode="comment"), (OBSERVE,)).findings[0].mode == "off"
