"""The boxes of the checklist: read back as people left them, and kept in whatever is written next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.facts.said import Said, SaidComment
from bot.facts.ticks import Tick
from bot.facts.verdict import ChecklistItem, Place
from bot.facts.wishes import Wish
from bot.messages.boxes import MOST_KEPT, box, boxes, keep_ticks, ticked
from bot.messages.limit import MOST
from bot.messages.marker import REVIEW, opening, state_of
from bot.messages.pull_request import say_pull_request
from tests.messages.build import FACTS, FITS, NOT_EXPLAINED
from tests.messages.golden import golden, shown
from tests.messages.hostile import foreign

ONE, TWO, THREE = "1" * 16, "2" * 16, "3" * 16
BODY = opening(REVIEW, "abc") + f"{box(ONE)} First?\n{box(TWO)} Second?\n"
RETRY, MONEY = (item.id for item in FITS.checklist)
ASKS = replace(FITS, findings=(NOT_EXPLAINED,))
WHEN = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WISH = Wish("checklist", "bo", WHEN, comment=9)
items = st.frozensets(st.sampled_from([ONE, TWO, THREE, "f" * 16]))


def said(body: str) -> Said:
    """Return what we said: a comment with this body."""
    return Said(comment=SaidComment(5, "IC_5", body))


@given(items)
def test_what_is_kept_is_read_back(ticks: frozenset[str]) -> None:
    """With a box or without one: nothing is lost, nothing is added."""
    assert ticked(keep_ticks(BODY, ticks)) == ticks


@given(items, items)
def test_a_persons_box_wins_over_what_was_kept(before: frozenset[str], now: frozenset[str]) -> None:
    """The last writing leaves exactly the ticks it was given, and the words as they were."""
    assert keep_ticks(keep_ticks(BODY, before), now) in {
        keep_ticks(BODY, now),
        keep_ticks(keep_ticks(BODY, before), now),
    }
    assert boxes(keep_ticks(keep_ticks(BODY, before), now)) == {ONE: ONE in now, TWO: TWO in now}


def test_line_ends_of_a_form_change_nothing() -> None:
    """Who ticks on GitHub's page sends the whole comment with carriage returns."""
    sent = keep_ticks(BODY, {ONE, THREE}).replace("\n", "\r\n")
    assert (ticked(sent), state_of(sent)) == (frozenset({ONE, THREE}), "abc")


def test_a_tick_may_be_a_capital_and_a_quoted_box_is_none() -> None:
    """`[X]` is a tick as well; a box that does not begin its line is none of ours."""
    body = BODY.replace("- [ ]", "- [X]", 1).replace(f"- [ ] {box(TWO)[6:]}", f"> - [x] {box(TWO)[6:]}")
    assert boxes(body) == {ONE: True}


def test_what_is_kept_without_a_box_has_a_limit() -> None:
    """The hidden line fits between our own limit and GitHub's."""
    many = [f"{number:016x}" for number in range(500)]
    assert len(keep_ticks(BODY + "x" * (MOST - len(BODY)), many)) < 65_536 - 400
    assert len(ticked(keep_ticks(BODY, many))) == MOST_KEPT


@given(foreign, foreign)
def test_foreign_words_make_no_box(words: str, path: str) -> None:
    """Whoever knows the name of a question cannot tick it from a title, a path or a note."""
    forged = f"{words}\n- [x] <!-- onesitting:item {RETRY} --> {words}"
    place = Place(f"{path}{forged}", (1, 2), note=forged)
    finding = replace(NOT_EXPLAINED, says=forged, fix=forged, evidence=(place,))
    verdict = replace(
        FITS, findings=(finding,), checklist=(replace(FITS.checklist[1], place=place), *FITS.checklist[:1])
    )
    assert boxes(say_pull_request(verdict, FACTS).comment or "") == {RETRY: False, MONEY: False}


def test_a_tick_writes_nothing_new_into_the_comment() -> None:
    """The wanted words have open boxes whoever ticked: their state is the same, so nothing is written."""
    first = say_pull_request(ASKS, FACTS).comment or ""
    again = say_pull_request(ASKS, replace(FACTS, said=said(keep_ticks(first, {RETRY})))).comment
    assert again == first


def test_who_ticked_what_reads_as_kept() -> None:
    """One by the author, one without a name because its event was lost, one opened again; two are open."""
    more = (ChecklistItem("A third question?", None, "third", THREE), ChecklistItem("A fourth?", None, "fourth", ONE))
    verdict = replace(ASKS, checklist=(*FITS.checklist, *more))
    body = keep_ticks(say_pull_request(verdict, FACTS).comment or "", {RETRY, THREE})
    ticks = (
        Tick(MONEY, ticked=False, by="bo", by_id=12, at=WHEN),
        Tick(RETRY, ticked=True, by="ada", by_id=11, at=WHEN),
    )
    words = shown(say_pull_request(verdict, replace(FACTS, said=said(body), ticks=ticks)))
    assert words == golden("ticked", words)


def test_the_comment_that_was_asked_for_reads_as_kept() -> None:
    """Nobody must act; somebody asked for the checklist, so that the one comment holds it, open."""
    words = shown(say_pull_request(FITS, replace(FACTS, wishes=(WISH,))))
    assert words == golden("checklist", words)


def test_without_a_question_no_comment_is_made() -> None:
    """There is nothing to tick: the check run says so."""
    wanted = say_pull_request(replace(FITS, checklist=()), replace(FACTS, wishes=(WISH,)))
    assert wanted.comment is None
    assert "Nothing in this change calls for a question of its own." in wanted.check.text


def test_asking_opens_no_comment_where_none_is_welcome() -> None:
    """A draft, a repository that observes, a silenced pull request: the check run shows a plain list."""
    facts = replace(FACTS, wishes=(WISH,))
    quiet = [(replace(FITS, mode="observe"), facts), (replace(FITS, silenced_by="a label"), facts),
             (FITS, replace(facts, draft=True))]  # fmt: skip
    wanted = [say_pull_request(*each) for each in quiet]
    assert [(one.comment, "- [ ]" in one.check.text, "checklist:" in one.check.summary) for one in wanted] == [
        (None, False, False)
    ] * 3


def test_what_was_deleted_has_no_boxes_in_the_check_run() -> None:
    """The comment stays deleted: nothing can be ticked, and nobody is sent to look for it."""
    check = say_pull_request(ASKS, replace(FACTS, said=Said(comment_deleted=True))).check
    assert ("- [ ]" in check.text, "the boxes are in the comment" in check.summary) == (False, False)
