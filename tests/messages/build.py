"""Verdicts, facts and routings for tests: complete, small, and changed one field at a time with `replace`."""

from __future__ import annotations

from bot.facts.change import FileChange
from bot.facts.issue import IssueFacts
from bot.facts.people import Account
from bot.facts.pull_request import PullRequestFacts
from bot.facts.repository import Repository
from bot.facts.verdict import (
    Authorship,
    AuthorshipSign,
    ChecklistItem,
    Contribution,
    Effort,
    FileReading,
    Finding,
    LineCounts,
    Place,
    Reasoning,
    ReasoningLog,
    RulePlace,
    Signal,
    Verdict,
)

HEAD = "4f9c2d7e1ab05c3d8e6f7a9b0c1d2e3f4a5b6c7d"
BASE = "1d2e3f4a5b6c7d4f9c2d7e1ab05c3d8e6f7a9b0c"
REPOSITORY = Repository(id=700, owner="acme", name="shop")
SHIPPED = RulePlace("rules/signals.yml", 12, "9f3c21")
OWN = RulePlace(".github/onesitting.yml", 4, BASE)

FACTS = PullRequestFacts(
    id="acme/shop#7",
    title="Retry failed payments",
    body="Payments fail when the provider is slow. We retry three times.",
    files=(FileChange("src/payments/retry.py", additions=64, deletions=20),),
    author=Account("ada", 11),
    branch="retry",
    number=7,
    repository=REPOSITORY,
    base_ref="main",
    base_sha=BASE,
    head_sha=HEAD,
)

FILES = (
    FileReading("src/payments/retry.py", "source", "by its ending .py", "to_review", 64, 20, 13.0),
    FileReading("tests/payments/test_retry.py", "test", "in a folder tests/", "tests", 40, 0, 3.6),
    FileReading("poetry.lock", "lock", "lock file by name", "set_aside", 812, 388),
)

SIZE_QUIET = Signal(
    "too_large", fired=False, value=16.6, limit=30, why="16.6 minutes of review: within the 30 that need no remark"
)
FAILURE_QUIET = Signal(
    "known_failure",
    fired=False,
    value=0,
    limit=0,
    why="the description speaks of no check that failed or could not run",
    place=SHIPPED,
)

FITS = Verdict(
    id=FACTS.id,
    band="fits_one_sitting",
    effort=Effort(
        minutes=16.6,
        sittings=1,
        lines=LineCounts(84, 40, 1200),
        contributions=(
            Contribution("84 lines of source", 12.6),
            Contribution("40 lines of tests", 3.2),
            Contribution("2 files to open", 0.8),
        ),
    ),
    authorship=Authorship(),
    signals=(SIZE_QUIET, FAILURE_QUIET),
    checklist=(
        ChecklistItem("A retry loop: what ends it?", Place("src/payments/retry.py", (31, 48)), "retry", "a" * 16),
        ChecklistItem("Money is charged here: what if the answer to the first call was lost?", None, "money", "b" * 16),
    ),
    files=FILES,
    mode="comment",
    head_sha=HEAD,
    rules_revision="9f3c21",
)

TOO_LARGE = Finding(
    rule="too_large",
    level="act",
    value=142,
    limit=60,
    says="This change takes about 142 minutes to review: 3 sittings of 60 minutes.",
    fix="Split it into 3 or more pull requests that build on each other; begin with the largest files.",
    evidence=(Place("src/payments/retry.py", (1, 420)), Place("db/0042_retry.sql", (1, 388))),
    mode="comment",
    place=OWN,
)
NOT_EXPLAINED = Finding(
    rule="missing_rationale/dependency_added",
    level="act",
    value=1,
    limit=0,
    says="The description does not say why `left-pad` is added.",
    fix="Add one sentence that names `left-pad` and what it is needed for",
    evidence=(Place("package.json", (14, 14)),),
    mode="comment",
    place=SHIPPED,
)
WORKFLOW = Finding(
    rule="missing_rationale/workflow_permission",
    level="act",
    value=1,
    limit=0,
    says="The description does not say why the workflow `release.yml` may now write to the repository.",
    fix="Say what needs `contents: write`, or leave the permission out",
    evidence=(Place(".github/workflows/release.yml", (9, 11)),),
    mode="comment",
    place=SHIPPED,
)
SCATTERED = Finding(
    rule="scattered_scope",
    level="notice",
    value=14,
    limit=10,
    says="14 files in 9 folders change, and the description names two of the folders.",
    fix="Name the other folders in the description",
    evidence=(Place("src/search"), Place("src/mail"), Place("web"), Place("docs")),
    mode="comment",
    place=SHIPPED,
)
TEST_GONE = Finding(
    rule="missing_rationale/test_deleted",
    level="act",
    value=1,
    limit=0,
    says="The test `test_charge_twice` is deleted and nothing says why.",
    fix="Say why it is no longer needed, or keep it",
    evidence=(Place("tests/test_charge.py", (10, 31), "old"),),
    mode="comment",
    place=SHIPPED,
)

CLAUDE = Authorship(
    outcome="agent",
    agent="Claude Code",
    model="claude-opus-4-6",
    confidence="high",
    evidence=(AuthorshipSign("trailer", "Co-Authored-By: Claude <noreply@anthropic.com>", forgeable=True),),
)
ASSISTED = Authorship(
    outcome="assisted",
    agent="Aider",
    confidence="medium",
    evidence=(AuthorshipSign("commit_author", "(aider)", forgeable=True),),
)
SESSION = "https://claude.ai/code/session_01AbCdEfGh"
TOLD = Reasoning(
    logs=(ReasoningLog("session", "Claude Code", SESSION, SESSION),),
    answers=("@ada will read and reply",),
    ran=("A human has tested this on a phone",),
)
DEPENDABOT = Authorship(
    outcome="automation",
    agent="Dependabot",
    confidence="high",
    evidence=(AuthorshipSign("opener", "49699333", forgeable=False),),
)

ISSUE = IssueFacts(
    id="acme/shop#31",
    title="Payment button does nothing",
    body="I press pay and nothing happens.",
    author=Account("visitor", 99),
    number=31,
    repository=REPOSITORY,
)
