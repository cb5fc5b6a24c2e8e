from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from bot.facts.verdict import Finding, Place, Verdict
from bot.messages.limit import MOST
from bot.messages.marker import REVIEW, state_of
from bot.messages.pull_request import say_pull_request
from tests.messages.build import BASE, FACTS, FITS, HEAD, NOT_EXPLAINED, SCATTERED, TOO_LARGE
from tests.messages.hostile import foreign
from tests.messages.inert import kinds, linked, tokens

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts

ASKS = replace(FITS, findings=(NOT_EXPLAINED,))
OURS = {
    "paragraph_open", "paragraph_close", "inline", "text", "code_inline", "softbreak", "strong_open", "strong_close",
    "em_open", "em_close", "link_open", "link_close", "html_block", "hr", "heading_open", "heading_close",
    "ordered_list_open", "ordered_list_close", "bullet_list_open", "bullet_list_close", "list_item_open",
    "list_item_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open",
    "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip


def test_a_finding_to_answer_gets_one_comment_with_our_marker_first() -> None:
    """Where a person must act there is a comment, and its first line is the marker."""
    assert (say_pull_request(ASKS, FACTS).comment or "").split("\n")[0] == REVIEW


@pytest.mark.parametrize(
    ("verdict", "facts"),
    [
        (FITS, FACTS),
        (replace(FITS, findings=(SCATTERED,)), FACTS),
        (replace(FITS, findings=(replace(NOT_EXPLAINED, mode="observe"),)), FACTS),
        (replace(ASKS, mode="observe"), FACTS),
        (replace(ASKS, mode="off"), FACTS),
        (replace(ASKS, silenced_by="the label `onesitting: ignore`"), FACTS),
        (ASKS, replace(FACTS, draft=True)),
        (ASKS, replace(FACTS, state="closed")),
    ],
)
def test_nobody_is_asked_without_need(verdict: Verdict, facts: PullRequestFacts) -> None:
    """No comment without a finding to answer, on drafts, on closed pull requests, while observing or silenced."""
    assert say_pull_request(verdict, facts).comment is None


@pytest.mark.parametrize(
    ("verdict", "facts", "expected"),
    [
        (FITS, FACTS, ("resolved", "RESOLVED")),
        (replace(ASKS, mode="observe"), FACTS, ("withdrawn", "OUTDATED")),
        (replace(ASKS, silenced_by="a label"), FACTS, ("withdrawn", "OUTDATED")),
        (FITS, replace(FACTS, draft=True), (None, "RESOLVED")),
        (FITS, replace(FACTS, state="closed"), (None, "RESOLVED")),
        (replace(FITS, band="not_analysed"), FACTS, (None, "RESOLVED")),
    ],
)
def test_an_earlier_comment_is_told_why_it_goes(
    verdict: Verdict, facts: PullRequestFacts, expected: tuple[str | None, str]
) -> None:
    """Resolved only when it is; withdrawn where words are no longer wanted; else it stays as it is."""
    wanted = say_pull_request(verdict, facts)
    assert (state_of(wanted.farewell), wanted.farewell_as) == expected


def test_a_new_commit_with_the_same_findings_says_the_same() -> None:
    """The comment's state names its findings, not the commit they were measured at."""
    moved = say_pull_request(replace(ASKS, head_sha=BASE), replace(FACTS, head_sha=BASE)).comment or ""
    first = say_pull_request(ASKS, FACTS).comment or ""
    assert (state_of(moved), moved == first) == (state_of(first), False)


def test_another_value_says_something_else() -> None:
    """A finding whose value changed is another finding."""
    other = say_pull_request(replace(ASKS, findings=(replace(NOT_EXPLAINED, value=2),)), FACTS).comment or ""
    assert state_of(other) != state_of(say_pull_request(ASKS, FACTS).comment or "")


def test_the_same_verdict_has_the_same_fingerprint() -> None:
    """The check run's fingerprint follows from its words and from nothing else."""
    one, two = say_pull_request(ASKS, FACTS).check, say_pull_request(replace(ASKS), replace(FACTS)).check
    assert one == two


def test_only_lines_of_the_new_file_are_annotated() -> None:
    """GitHub knows lines at the head commit; whole files and lines of the old file stay in the summary."""
    places = (Place("a.py", (3, 5)), Place("b.py"), Place("c.py", (1, 2), "old"))
    check = say_pull_request(replace(FITS, findings=(replace(TOO_LARGE, evidence=places),)), FACTS).check
    assert [(remark.path, remark.lines, remark.level) for remark in check.annotations] == [("a.py", (3, 5), "warning")]


def test_a_check_run_has_at_most_fifty_annotations() -> None:
    """More than one request could carry are left to the summary."""
    places = tuple(Place(f"src/{number}.py", (1, 1)) for number in range(200))
    check = say_pull_request(replace(FITS, findings=(replace(TOO_LARGE, evidence=places),)), FACTS).check
    assert len(check.annotations) == 50


def test_a_monster_fits_and_keeps_its_footer() -> None:
    """Thousands of files are cut with a sentence that says so, and the footer stands."""
    files = tuple(replace(FITS.files[0], path=f"src/{'deep/' * 20}{number}.py") for number in range(3_000))
    text = say_pull_request(replace(FITS, files=files), FACTS).check.text
    assert (len(text) <= MOST, "characters were cut here" in text, HEAD[:7] in text[-500:]) == (True, True, True)


@given(foreign, foreign, foreign)
def test_hostile_words_are_inert_everywhere(words: str, path: str, rule: str) -> None:
    """Whatever a title, a path or a rule says, check run and comment hold our markup alone and mention nobody."""
    finding = Finding(
        rule, "act", words, words, f"The title `{words}`: {words}", path, (Place(path, (1, 2), note=words),)
    )
    files = (
        replace(FITS.files[0], path=path, reason=words, note=words),
        replace(FITS.files[2], path=path, reason=words),
    )
    verdict = replace(FITS, findings=(finding,) * 5, files=files, unseen=(words,), rules_revision=rule)
    wanted = say_pull_request(verdict, FACTS)
    said = (wanted.check.summary, wanted.check.text, wanted.comment or "")
    assert [(kinds(text) - OURS, linked(text), _foreign_html(text)) for text in said] == [(set(), [], [])] * 3


def _foreign_html(text: str) -> list[str]:
    """Return HTML that is none of our folds, markers and summaries; links lead to our repository only."""
    blocks = [line for token in tokens(text) if token.type == "html_block" for line in token.content.split("\n")]
    ours = ("<details>", "</details>", "<summary>", "<!-- onesitting:review -->", "<!-- onesitting:state ")
    odd = [line for line in blocks if line and not line.startswith(ours)]
    hrefs = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    return odd + [href for href in hrefs if not href.startswith("https://github.com/acme/shop/blob/")]
