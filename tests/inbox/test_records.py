"""What we decided and did, kept and given back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bot.facts.routing import Routing
from bot.facts.verdict import Authorship, AuthorshipSign, Effort, Finding, LineCounts, Place, Reasoning, Verdict
from bot.inbox.records import Recorder
from tests.inbox.given import at, pull_request

if TYPE_CHECKING:
    from bot.inbox.database import Database

VERDICT = Verdict(
    id="org1/repo#7",
    band="needs_sittings",
    effort=Effort(90, 2, LineCounts(900, 40, 3)),
    authorship=Authorship(
        "agent", "claude-code", evidence=(AuthorshipSign("trailer", "SECRET WORDS", forgeable=True),)
    ),
    findings=(Finding("size", "act", 900, 400, "SECRET WORDS", "SECRET WORDS", (Place("a.py", (1, 9)),)),),
    reasoning=Reasoning(answers=("SECRET WORDS",)),
    head_sha="abc",
)


@dataclass(frozen=True)
class CreateLabel:
    """An effect as the effects room makes them: a frozen dataclass."""

    number: int
    label: str


@pytest.fixture
def recorder(database: Database) -> Recorder:
    """Return a recorder of an empty database."""
    return Recorder(database)


async def test_the_last_verdict_is_kept(recorder: Recorder) -> None:
    """One row a pull request: the newest verdict with its head commit."""
    await recorder.verdict(pull_request(), VERDICT, at(0))
    await recorder.verdict(pull_request(), replace(VERDICT, head_sha="def"), at(1))
    kept = await recorder.decision(pull_request().key)
    assert kept is not None
    assert (kept.revision, kept.full_name, kept.decided_at) == ("def", "org1/repo", at(1))
    assert kept.record["band"] == "needs_sittings"


async def test_a_verdict_keeps_numbers_and_no_words(recorder: Recorder) -> None:
    """Rule ids, values, limits and line ranges stay; what may quote the change does not."""
    await recorder.verdict(pull_request(), VERDICT, at(0))
    kept = await recorder.decision(pull_request().key)
    assert kept is not None
    assert "SECRET WORDS" not in str(kept.record)
    assert kept.record["findings"] == [
        {
            "rule": "size",
            "level": "act",
            "value": 900,
            "limit": 400,
            "evidence": [{"path": "a.py", "lines": [1, 9], "side": "new"}],
            "mode": "comment",
            "place": None,
        }
    ]


async def test_a_routing_is_kept(recorder: Recorder) -> None:
    """Where an issue went, why, and by which revision of the map."""
    routing = Routing("org1/repo#7", True, "label", "checkout", "ada", "label area/checkout", map_revision="abc")  # noqa: FBT003
    await recorder.routing(pull_request(), routing, at(0))
    kept = await recorder.decision(pull_request().key)
    assert kept is not None
    assert (kept.revision, kept.record["owner"], kept.record["step"]) == ("abc", "ada", "label")


async def test_the_audit_trail_grows(recorder: Recorder) -> None:
    """Every effect is a line, refused ones too, the newest first; other subjects have their own."""
    await recorder.effect(pull_request(), CreateLabel(7, "big"), "done", at(0))
    await recorder.effect(pull_request(), CreateLabel(7, "huge"), "refused", at(1))
    await recorder.effect(pull_request(8), CreateLabel(8, "big"), "done", at(2))
    trail = await recorder.effects(pull_request().key)
    assert [(line.kind, line.outcome, line.record, line.done_at) for line in trail] == [
        ("CreateLabel", "refused", {"number": 7, "label": "huge"}, at(1)),
        ("CreateLabel", "done", {"number": 7, "label": "big"}, at(0)),
    ]


async def test_what_was_never_decided_is_none(recorder: Recorder) -> None:
    """Nothing is invented for a subject nobody looked at."""
    assert await recorder.decision("pull_request:1:1") is None
    assert await recorder.effects("pull_request:1:1") == ()
