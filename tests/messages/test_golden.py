"""The words people read, whole: each case is kept in tests/golden/."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.facts.routing import Candidate, Routing
from bot.facts.verdict import (
    AreaTouched,
    Contribution,
    Effort,
    FileReading,
    Finding,
    LineCounts,
    Place,
    Reasoning,
    ReasoningLog,
    Verdict,
)
from bot.messages.feedback import say_feedback
from bot.messages.pull_request import say_pull_request
from tests.messages.build import (
    ASSISTED,
    CLAUDE,
    DEPENDABOT,
    FACTS,
    FAILURE_QUIET,
    FITS,
    ISSUE,
    NOT_EXPLAINED,
    SCATTERED,
    TEST_GONE,
    TOLD,
    TOO_LARGE,
    WORKFLOW,
)
from tests.messages.golden import golden, shown, shown_issue

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts

NEEDS = replace(
    FITS,
    band="needs_sittings",
    effort=replace(
        FITS.effort,
        minutes=142.0,
        sittings=3,
        lines=LineCounts(1020, 240, 88_000),
        contributions=(
            Contribution("640 lines of source", 96.0),
            Contribution("240 lines of tests", 19.2),
            Contribution("spread over 31 files in 9 folders", 14.0),
        ),
    ),
    findings=(SCATTERED, TOO_LARGE, NOT_EXPLAINED, WORKFLOW, TEST_GONE),
    areas=(AreaTouched("checkout", "ada", 9, 900), AreaTouched("search", "bo", 2, 120)),
    signals=(FAILURE_QUIET,),
)
OBSERVED = replace(
    NEEDS, mode="observe", findings=tuple(replace(finding, mode="observe") for finding in NEEDS.findings)
)
TOO_LARGE_TO_SHOW = "GitHub does not show the patch of this file (24,000 changed lines): it is too large"
UNREAD = replace(
    FITS,
    band="not_analysed",
    effort=replace(FITS.effort, minutes=0.4, lines=LineCounts(24_000, 0, 0), contributions=()),
    files=(FileReading("shop/all.py", "source", "by its ending .py", "to_review", 24_000, 0, note=TOO_LARGE_TO_SHOW),),
    unseen=(f"`shop/all.py`: {TOO_LARGE_TO_SHOW}",),
    checklist=(),
    signals=(FAILURE_QUIET,),
)
HOSTILE = "@org/team </details> ## Approved | x <!-- onesitting:review --> #1 `tick` \u202e ![a](https://evil.example)"
PATH = "src/`@all`\n| a\u202eb/</details>#1.py"

PULL_REQUESTS: dict[str, tuple[Verdict, PullRequestFacts]] = {
    "fits": (FITS, FACTS),
    "unread": (UNREAD, FACTS),
    "needs-sittings": (NEEDS, FACTS),
    "blocks": (replace(NEEDS, mode="block", findings=(replace(TOO_LARGE, mode="block"), SCATTERED)), FACTS),
    "observe": (OBSERVED, FACTS),
    "silenced": (replace(OBSERVED, silenced_by="the label `onesitting: ignore`"), FACTS),
    "draft": (replace(FITS, findings=(NOT_EXPLAINED,)), replace(FACTS, draft=True)),
    "not-analysed": (
        replace(
            FITS,
            band="not_analysed",
            effort=Effort(0.0, 0, LineCounts()),
            files=(),
            checklist=(),
            signals=(FAILURE_QUIET,),
            mode="block",
            unseen=(
                "GitHub did not answer for the files of this pull request; it is looked at again within the hour",
                "`db/dump.sql` has no patch: GitHub leaves out files that are too large",
            ),
        ),
        FACTS,
    ),
    "agent": (replace(FITS, authorship=CLAUDE, reasoning=TOLD), FACTS),
    "assisted": (replace(FITS, authorship=ASSISTED, reasoning=Reasoning(), findings=(NOT_EXPLAINED,)), FACTS),
    "automation": (
        replace(
            FITS,
            authorship=DEPENDABOT,
            effort=Effort(0.5, 1, LineCounts(0, 0, 1200)),
            files=FITS.files[2:],
            checklist=(),
            signals=(FAILURE_QUIET,),
        ),
        FACTS,
    ),
    "hostile": (
        replace(
            FITS,
            findings=(
                Finding(
                    rule="scope/title",
                    level="act",
                    value=HOSTILE,
                    limit=0,
                    says=f"The title `{HOSTILE}` names nothing that changes: {HOSTILE}",
                    fix=f"name `{PATH}` in the title",
                    evidence=(Place(PATH, (1, 2), note=HOSTILE),),
                ),
            ),
            files=(FileReading(PATH, "source", HOSTILE, "to_review", 1, 1, 0.3, old_path=HOSTILE, note=HOSTILE),),
            unseen=(HOSTILE,),
            reasoning=Reasoning(
                (ReasoningLog(HOSTILE, HOSTILE, HOSTILE), ReasoningLog("description", "", HOSTILE)),
                answers=(HOSTILE,),
                read=(HOSTILE, PATH),
            ),
        ),
        replace(FACTS, title=HOSTILE),
    ),
}

ROUTED = Routing(
    id=ISSUE.id,
    routed=True,
    step="form",
    area="checkout",
    owner="ada",
    why="matched the form value `Checkout`",
    confidence=1.0,
    kind="bug",
    label="area: checkout",
    backup="grace",
    due_at=datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
)
FALLBACK = replace(
    ROUTED,
    routed=False,
    step="fallback",
    area=None,
    owner="rota-lead",
    why="keywords of two areas were found, neither clearly ahead",
    label="needs-area",
    backup=None,
    candidates=(Candidate("checkout", "ada", 0.41), Candidate("search", "linus", 0.38)),
)
ISSUES: dict[str, Routing] = {
    "feedback-routed": ROUTED,
    "feedback-fallback": FALLBACK,
    "feedback-question": replace(FALLBACK, asks=True),
    "feedback-incident": replace(ROUTED, kind="incident", backup="grace"),
    "feedback-praise": replace(ROUTED, kind="praise", due_at=None),
    "feedback-corrected": replace(ROUTED, step="corrected", why="it was handed over with the command not-mine"),
    "feedback-suggest": replace(ROUTED, mode="suggest"),
    "feedback-security": replace(ROUTED, kind="security_report", why="found `password dump at https://evil.example`"),
}


@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_a_pull_request_reads_as_kept(name: str) -> None:
    """Check run, annotations and comment read as they did when a person last looked."""
    words = shown(say_pull_request(*PULL_REQUESTS[name]))
    assert words == golden(name, words)


def test_the_first_contact_reads_as_kept() -> None:
    """Where the repository has no settings of its own, observing offers a file to begin with."""
    words = say_pull_request(OBSERVED, FACTS, unconfigured=True).check.summary.partition("| Lines")[0]
    assert words == golden("first-contact", words)


def test_where_people_can_sign_in_our_page_is_offered() -> None:
    """It has the same file, and what that would have made of the past."""
    check = say_pull_request(OBSERVED, FACTS, unconfigured=True, first_rules="https://bot.example/r").check
    words = check.summary.partition("| Lines")[0]
    assert words == golden("first-contact-page", words)


@pytest.mark.parametrize(
    "verdict", [NEEDS, replace(OBSERVED, silenced_by="a label")], ids=["comments are on", "silenced"]
)
def test_nothing_is_offered_where_comments_are_on_or_not_wanted(verdict: Verdict) -> None:
    """An offer beside an answer is noise."""
    assert "Make it yours" not in say_pull_request(verdict, FACTS, unconfigured=True).check.summary


def test_the_resolved_note_reads_as_kept() -> None:
    """A comment whose findings are answered says so in one line."""
    words = say_pull_request(FITS, FACTS).farewell
    assert words == golden("resolved", words)


@pytest.mark.parametrize("name", ISSUES)
def test_an_issue_reads_as_kept(name: str) -> None:
    """Label, assignee and comment read as they did when a person last looked."""
    words = shown_issue(say_feedback(ISSUES[name], ISSUE))
    assert words == golden(name, words)
