"""The areas that a pull request touches, by the map at its base and the organisation's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import OWNERSHIP, Stage

if TYPE_CHECKING:
    from bot.practice.repositories import PracticeRepository

pytestmark = pytest.mark.pull_requests

CART = "version: 1\nareas:\n  cart: {owner: bo, paths: {acme/shop: [cart/**]}}\n"
SEARCH = "version: 1\nareas:\n  search: {owner: cy, paths: {shop: [search/**]}}\n"
FILES: dict[str, str | bytes | None] = {"cart/a.py": "x = 1\ny = 2\n", "search/b.py": "x = 1\n"}


async def summary(stage: Stage, shop: PracticeRepository) -> str:
    """Return what the check run of a new pull request says."""
    pull = shop.open_pull_request(title="Sum", author=stage.ana, files=FILES)
    await stage.settle()
    return str(pull.check_runs[0].summary)


async def test_areas_are_named_in_the_same_four_reads_without_a_mention(stage: Stage) -> None:
    """The map is read in the question that is asked anyway."""
    stage.shop.commit({OWNERSHIP: CART})
    stage.forget_calls()
    assert "\nAreas: `cart` (bo).\n" in await summary(stage, stage.shop)
    assert len(stage.reads) == 4


async def test_the_organisations_map_counts_once_an_issue_showed_it(stage: Stage) -> None:
    """A pull request's token does not open a private `.github`; the journey of issues has one that does."""
    stage.organisation_map({OWNERSHIP: SEARCH})
    stage.shop.commit({OWNERSHIP: CART})
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert "\nAreas: `cart` (bo) and `search` (cy).\n" in await summary(stage, stage.shop)


async def test_the_map_of_the_base_counts(stage: Stage) -> None:
    """What a pull request proposes is not in force yet."""
    stage.shop.commit({OWNERSHIP: CART})
    files = {**FILES, OWNERSHIP: CART.replace("owner: bo", "owner: dee")}
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=files)
    await stage.settle()
    assert "Areas: `cart` (bo)." in str(pull.check_runs[0].summary)


async def test_a_broken_map_stops_no_verdict(stage: Stage) -> None:
    """Areas are left out; everything else is said."""
    stage.shop.commit({OWNERSHIP: "areas: [\n"})
    said = await summary(stage, stage.shop)
    assert "Areas:" not in said
    assert "Fits one sitting" in said


async def test_without_a_map_nothing_is_said_of_areas(stage: Stage) -> None:
    """Not even that there is none."""
    assert "Areas" not in await summary(stage, stage.shop)
