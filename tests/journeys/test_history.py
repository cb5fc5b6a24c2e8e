"""Labelled issues from before the installation: read in the background, learned from, and then used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.inbox.feedback_tables import FINALS, TEXTS
from bot.inbox.learning_tables import HISTORIES
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from sqlalchemy import Table

FRESH = {OWNERSHIP: MAP[OWNERSHIP].replace("defaults: {auto_route: 0.8}\n", "")}
PAY, FIND = "The {} is declined at the till.", "Ordering of the {} is strange."
THINGS = ["bank", "voucher", "gift", "deposit", "transfer", "wallet", "coupon", "account"]


def label_past(stage: Stage, count: int) -> None:
    """Have people label issues as they did before the app came."""
    dee = stage.practice.account("dee")
    for number in range(count):
        words, label = (PAY, "area: checkout") if number % 2 else (FIND, "area: search")
        thing = THINGS[number % len(THINGS)]
        issue = stage.shop.open_issue(title=words.format(thing), body=f"Number {number}.", author=stage.ana)
        issue.label(label, by=dee)


async def rows(stage: Stage, table: Table) -> list[dict[str, object]]:
    """Return every row of a table."""
    found = await stage.bot.database.read(lambda connection: connection.execute(select(table)).mappings().all())
    return [dict(row) for row in found]


async def test_past_labels_are_read_page_by_page(stage: Stage) -> None:
    """Once, only where there is a map, and without a write."""
    label_past(stage, 60)
    await stage.settle()
    assert await rows(stage, HISTORIES) == []
    stage.shop.commit(FRESH)
    stage.shop.open_issue(title="Hello", author=stage.ana)
    await stage.settle(times=4)
    assert (3, 60) == (stage.operations("LabelledIssues"), len(await rows(stage, FINALS)))
    stage.shop.open_issue(title="Hello again", author=stage.ana)
    await stage.settle(times=2)
    assert stage.operations("LabelledIssues") == 3


async def test_words_are_those_of_the_moment_of_the_label(stage: Stage) -> None:
    """What was renamed and rewritten later would tell the learner more than it can know."""
    dee = stage.practice.account("dee")
    issue = stage.shop.open_issue(title="It fails", body="At the till.", author=stage.ana)
    stage.clock.advance(60)
    issue.label("area: checkout", by=dee)
    stage.clock.advance(60)
    await stage.settle()
    issue.edit(title="Payment: it fails", body="Solved: the bank.", by=dee)
    await stage.settle()
    stage.shop.commit(FRESH)
    stage.shop.open_issue(title="Hello", author=stage.ana)
    await stage.settle(times=2)
    words = [(row["title"], row["body"]) for row in await rows(stage, TEXTS) if row["number"] == issue.number]
    assert words == [("It fails", "At the till.")]


async def test_a_label_of_the_form_or_of_a_bot_is_no_answer(stage: Stage) -> None:
    """Nor one that was taken off again."""
    dee = stage.practice.account("dee")
    stage.shop.open_issue(title="It fails", author=stage.ana, labels=["area: checkout"])
    stage.shop.open_issue(title="It fails", author=stage.ana).label(
        "area: checkout", by=stage.practice.account("tidy[bot]", "Bot")
    )
    gone = stage.shop.open_issue(title="It fails", author=stage.ana)
    gone.label("area: checkout", by=dee)
    gone.unlabel("area: checkout", by=dee)
    stage.shop.commit(FRESH)
    stage.shop.open_issue(title="Hello", author=stage.ana)
    await stage.settle(times=2)
    assert await rows(stage, FINALS) == []


async def test_words_of_a_past_security_report_are_not_kept(stage: Stage) -> None:
    """However it was labelled: there is nothing to learn from it without its words."""
    issue = stage.shop.open_issue(title="Security vulnerability in payment", author=stage.ana)
    issue.label("area: checkout", by=stage.practice.account("dee"))
    await stage.settle()
    stage.shop.commit(FRESH)
    stage.shop.open_issue(title="Hello", author=stage.ana)
    await stage.settle(times=2)
    assert issue.number not in {row["number"] for table in (FINALS, TEXTS) for row in await rows(stage, table)}


async def test_what_was_learned_acts_only_above_its_bar(stage: Stage) -> None:
    """Before the fit the rota gets the issue; afterwards outcomes let the learned step assign its owner."""
    label_past(stage, 80)
    stage.shop.commit(FRESH)
    before = stage.shop.open_issue(title="Wallet declined", body="Declined at the till.", author=stage.ana)
    await stage.settle(times=6)
    assert before.labels == ["needs-area"]
    assert await stage.bot.teacher.fit_due(stage.clock.now()) == 1
    issue = stage.shop.open_issue(title=PAY.format("voucher"), body="Number 7.", author=stage.ana)
    await stage.settle(times=2)
    decision = await stage.decision(issue)
    assert ("learned", ["area: checkout"], "bo") == (decision["step"], issue.labels, issue.assignees[0].login)
    strange = stage.shop.open_issue(title="Lorem ipsum dolor", body="Sit amet consectetur.", author=stage.ana)
    await stage.settle(times=2)
    assert strange.labels == ["needs-area"]
