"""A surge from many webhooks to the one note, against the practice GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.test_clocks import later
from tests.journeys.test_digest import MAP, MINUTES, digests

if TYPE_CHECKING:
    from tests.journeys.stage import Stage


async def reports(stage: Stage, *words: str) -> None:
    """Have users write that, and the digest looked at."""
    for each in words:
        stage.shop.open_issue(title=f"{each} card refused", body="area: checkout", author=stage.ana)
    await stage.settle()
    await later(stage, MINUTES)


async def test_many_alike_are_told_in_one_note_that_is_edited_in_place(stage: Stage) -> None:
    """Five are; two more go into the same comment, which mentions owner and backup, and a deleted one stays deleted."""
    stage.shop.commit(MAP)
    await reports(stage, "My", "Again", "Our", "Visa")
    assert [] == digests(stage)
    await reports(stage, "Old")
    (digest,) = digests(stage)
    (note,) = digest.comments
    assert "@bo, @cy: this may be an incident in `checkout`." in note.body
    await reports(stage, "New", "Red")
    assert (1, "7 issues are alike" in note.body) == (len(digest.comments), True)
    note.delete(by=stage.owner)
    await reports(stage, "Blue")
    assert [] == digest.comments


async def test_the_note_is_folded_away_when_the_surge_is_over(stage: Stage) -> None:
    """A day after it began, also where nothing else happens in the repository."""
    stage.shop.commit(MAP)
    await reports(stage, "My", "Again", "Our", "Visa", "Old")
    (digest,) = digests(stage)
    (note,) = digest.comments
    await later(stage, 23)
    assert not note.minimized
    await later(stage, 1)
    assert ("resolved", 1) == (note.minimized_as, sum("may be an incident" in each.body for each in digest.comments))


async def test_much_that_is_not_alike_is_no_incident(stage: Stage) -> None:
    """Five users with five troubles."""
    stage.shop.commit(MAP)
    for title in ("Fonts blurry", "Coupon lost", "Invoice language", "Basket empties", "Receipt late"):
        stage.shop.open_issue(title=title, body="area: checkout", author=stage.ana)
    await stage.settle()
    await later(stage, MINUTES)
    assert [] == digests(stage)
