"""Predictions and what people made of them, from webhook to database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.facts.repository import Subject
from bot.inbox.feedback_tables import TEXTS
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from bot.facts.outcome import Past
    from bot.practice.issues import PracticeIssue


async def past(stage: Stage, issue: PracticeIssue) -> Past:
    """Return what is remembered of an issue."""
    here = Subject("issue", stage.installation.id, stage.shop.id, stage.shop.full_name, issue.number)
    return await stage.bot.ledger.past(here)


async def routed(stage: Stage, mode: str = "route") -> PracticeIssue:
    """Return an issue that reached the owner of checkout."""
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("mode: route", f"mode: {mode}")})
    issue = stage.shop.open_issue(title="Card payment fails", body="area: checkout", author=stage.ana)
    await stage.settle()
    return issue


async def test_a_prediction_is_kept_with_what_was_done(stage: Stage) -> None:
    """Area, owner and step; nobody has answered yet."""
    remembered = await past(stage, await routed(stage))
    assert remembered.prediction is not None
    kept = remembered.prediction
    assert ("checkout", "bo", "area_line", "assigned") == (kept.area, kept.owner, kept.step, kept.acted)
    assert remembered.final is None


async def test_words_of_a_deleted_issue_are_forgotten(stage: Stage) -> None:
    """Whoever deletes it wants them gone; what was thought of it stays a figure."""
    issue = await routed(stage)
    issue.delete()
    await stage.settle(times=2)
    count = select(func.count()).select_from(TEXTS)
    assert await stage.bot.database.read(lambda connection: connection.execute(count).scalar()) == 0
    assert (await past(stage, issue)).prediction is not None


async def test_in_observe_a_prediction_was_not_acted_on(stage: Stage) -> None:
    """A label that a person sets then is the answer to learn from."""
    issue = await routed(stage, "observe")
    issue.label("area: search", by=stage.practice.account("dee"))
    await stage.settle()
    remembered = await past(stage, issue)
    assert remembered.prediction is not None
    assert remembered.final is not None
    assert ("nothing", "label", ("search",)) == (
        remembered.prediction.acted, remembered.final.how, remembered.final.areas
    )  # fmt: skip


async def test_a_relabel_is_a_correction(stage: Stage) -> None:
    """By whoever may triage; the words of the issue are kept with it."""
    issue = await routed(stage)
    issue.unlabel("area: checkout", by=stage.practice.account("dee"))
    issue.label("area: search", by=stage.practice.account("dee"))
    await stage.settle()
    final = (await past(stage, issue)).final
    assert final is not None
    assert ("relabel", ("search",), "cy") == (final.how, final.areas, final.owner)


async def test_a_bots_label_is_nobodys_word(stage: Stage) -> None:
    """Two machines do not correct each other."""
    issue = await routed(stage)
    issue.label("area: search", by=stage.practice.account("tidy[bot]", "Bot"))
    await stage.settle()
    assert (await past(stage, issue)).final is None


async def test_the_owners_answer_confirms(stage: Stage) -> None:
    """The comment alone makes the issue due."""
    issue = await routed(stage)
    issue.comment("Fixed in the next release.", by=stage.practice.account("bo"))
    await stage.settle()
    final = (await past(stage, issue)).final
    assert final is not None
    assert ("answered", ("checkout",), "bo") == (final.how, final.areas, final.by)


async def test_closing_by_the_owner_confirms(stage: Stage) -> None:
    """Closing by anybody else says nothing of the area."""
    mine, theirs = await routed(stage), stage.shop.open_issue(title="Card", body="area: checkout", author=stage.ana)
    await stage.settle()
    mine.close(by=stage.practice.account("bo"))
    theirs.close(by=stage.ana)
    await stage.settle()
    answers = [(await past(stage, issue)).final for issue in (mine, theirs)]
    assert ["closed", None] == [final.how if final else None for final in answers]


async def test_a_pull_request_of_the_owner_that_closes_it_confirms(stage: Stage) -> None:
    """GitHub tells which pull requests close an issue."""
    issue = await routed(stage)
    stage.shop.open_pull_request(
        title="Retry", body=f"Closes #{issue.number}", author=stage.practice.account("bo"), files={"a.py": "x = 1\n"}
    )
    issue.edit(body="area: checkout\n\nStill.")
    await stage.settle()
    final = (await past(stage, issue)).final
    assert "linked" == (final.how if final else None)


async def test_a_transfer_says_that_it_did_not_belong_here(stage: Stage) -> None:
    """The issue is gone, and nobody keeps asking for it; a bot's transfer is nobody's word."""
    one, other = await routed(stage), await routed(stage)
    there = stage.practice.create_repository("acme/tills")
    one.transfer(there, by=stage.practice.account("dee"))
    other.transfer(there, by=stage.practice.account("tidy[bot]", "Bot"))
    stage.forget_calls()
    await stage.settle(times=2)
    final = (await past(stage, one)).final
    assert ("transfer", (), "dee") == ((final.how, final.areas, final.by) if final else None)
    assert ("acme/tills",) == tuple(each.target for each in (await past(stage, one)).corrections)
    assert (await past(stage, other)).final is None
    health = await stage.bot.queue.health(stage.clock.now())
    assert (0, 0, 0) == (health.parked, health.due, health.waiting)
