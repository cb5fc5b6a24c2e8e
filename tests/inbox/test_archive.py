"""What is remembered of one subject: the deliveries that led to a decision, the decision, and what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.repository import Subject
from bot.facts.trail import Delivered, Performed, Trail
from bot.facts.verdict import Authorship, Effort, LineCounts, Verdict
from bot.facts.wishes import Heard
from bot.inbox.archive import Archive
from bot.inbox.commands import Commands
from bot.inbox.deliveries import Inbox
from bot.inbox.records import Recorder
from bot.inbox.retention import DELIVERIES_KEPT, prune
from bot.messages.explain_trail import effect_rows
from tests.inbox.given import PATIENCE, at, delivery, pull_request

if TYPE_CHECKING:
    from bot.inbox.database import Database

VERDICT = Verdict("org1/repo#7", "fits_one_sitting", Effort(9, 1, LineCounts(90)), Authorship(), head_sha="abc")


@dataclass(frozen=True)
class Done:
    """A line of the audit trail."""

    says: str
    commit: str = ""


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Return an inbox that wakes nobody."""
    return Inbox(database, PATIENCE, lambda: None)


async def guids(database: Database, *commits: str) -> list[str]:
    """Return which deliveries led to pull request 7."""
    trail = await Archive(database).trail(pull_request(), commits)
    return [each.guid for each in trail.deliveries]


async def test_a_pull_request_knows_its_deliveries(database: Database, inbox: Inbox) -> None:
    """The newest first, each once however often it came, and none of another's."""
    await inbox.accept(delivery("one", pull_request(), pull_request(8)))
    await inbox.accept(delivery("two", pull_request(), seconds=5))
    await inbox.accept(delivery("two", pull_request(), seconds=6))
    await inbox.accept(delivery("other", pull_request(8), seconds=7))
    trail = await Archive(database).trail(pull_request())
    assert trail.deliveries == (
        Delivered("two", "pull_request", "opened", at(5)),
        Delivered("one", "pull_request", "opened", at(0)),
    )


async def test_comments_and_reruns_lead_to_it_too(database: Database, inbox: Inbox) -> None:
    """A command in a comment, and a check run of one of its heads that was asked for again."""
    comment, commit = replace(pull_request(55), kind="comment"), replace(pull_request(0), kind="commit", sha="abc")
    await Commands(database).hear(pull_request(), 55, [Heard("line", "accepted", "recheck")], at(0))
    await inbox.accept(delivery("comment", comment))
    await inbox.accept(delivery("again", commit, seconds=1))
    assert (await guids(database, "abc"), await guids(database)) == (["again", "comment"], ["comment"])


async def test_causes_go_with_their_deliveries(database: Database, inbox: Inbox) -> None:
    """After seven days there is neither."""
    await inbox.accept(delivery("old", pull_request()))
    await inbox.accept(delivery("new", pull_request(), seconds=60))
    removed = await prune(database, at(30) + DELIVERIES_KEPT)
    assert (removed, await guids(database)) == (2, ["new"])


async def test_the_trail_ends_with_what_was_done(database: Database) -> None:
    """The decision as it was kept, and each effect with what it said, the newest first."""
    recorder = Recorder(database)
    await recorder.verdict(pull_request(), VERDICT, at(0))
    await recorder.effect(
        pull_request(), Done("neutral: Fits one sitting", "abc"), "done", at(1), kind="CreateCheckRun"
    )
    await recorder.effect(pull_request(), Done("folded"), "refused", at(2), kind="MinimizeComment")
    trail = await Archive(database).trail(pull_request())
    assert trail.performed == (
        Performed("MinimizeComment", "refused", "folded", at(2)),
        Performed("CreateCheckRun", "done", "neutral: Fits one sitting", at(1), "abc"),
    )
    assert trail.decided is not None
    assert (trail.decided.revision, trail.decided.at) == ("abc", at(0))


async def test_nothing_is_known_of_what_never_came(database: Database, inbox: Inbox) -> None:
    """A pull request in the queue or one that was decided is known; any other is not."""
    await inbox.accept(delivery("one", pull_request()))
    await Recorder(database).verdict(pull_request(8), VERDICT, at(0) + timedelta(days=1))
    archive = Archive(database)
    found = [await archive.known("pull_request", 101, number) for number in (7, 8, 9)]
    assert found == [pull_request(), pull_request(8), None]
    assert await archive.trail(Subject("issue", 1, 101, "org1/repo", 9)) == Trail()


async def test_a_command_that_nothing_came_of_says_why(database: Database) -> None:
    """In words, beside what was done; one that was accepted shows in what it did."""
    heard = Heard("line", "not_understood", "away", ("2026-11-02", "torvalds"), "bo", 3, why="the map names nobody so")
    await Commands(database).hear(pull_request(), 70, [heard, Heard("other", "accepted", "recheck", by="bo")], at(4))
    trail = await Archive(database).trail(pull_request())
    assert trail.performed == (
        Performed("Command", "not_understood", "/onesitting away by bo: the map names nobody so", at(4)),
    )
    assert "heard a command, and did nothing" == effect_rows(trail)[0].what


async def test_a_repository_is_known_by_its_feedback(database: Database, inbox: Inbox) -> None:
    """By an issue in the queue, else by one that was decided; pull requests alone are no feedback."""
    issue = replace(pull_request(3), kind="issue")
    await inbox.accept(delivery("one", pull_request()))
    archive = Archive(database)
    before = await archive.home(101)
    await inbox.accept(delivery("two", issue, seconds=1))
    assert (before, await archive.home(101)) == (None, replace(issue, number=0))
