"""A flood of accounts that nobody knows: check runs for all, few words, and a bound on the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import FactsUnavailable, Wait
from bot.facts.repository import Subject
from bot.journeys.crowd import MOST_BY_AUTHOR, MOST_IN_REPOSITORY, Looks
from tests.hand_clock import NOON, HandClock
from tests.journeys.stage import COMMENT_MODE, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.pull_requests import PracticePullRequest


def opened(stage: Stage, number: int, author: Account) -> PracticePullRequest:
    """Open a pull request that nobody reviews in one sitting."""
    files = {**large_change(), f"one_{number}.py": f"ONE = {number}\n"}
    return stage.shop.open_pull_request(title="Everything", author=author, files=files, branch=f"topic-{number}")


async def test_one_stranger_is_told_so_often_within_an_hour(stage: Stage) -> None:
    """The rest have their check runs, and their comments when the hour is over."""
    stage.shop.commit(COMMENT_MODE)
    pulls = [opened(stage, number, stage.ana) for number in range(MOST_BY_AUTHOR + 2)]
    await stage.settle()
    assert [len(pull.check_runs) for pull in pulls] == [1] * len(pulls)
    assert sum(len(pull.comments) for pull in pulls) == MOST_BY_AUTHOR
    assert [notice.topic for notice in await stage.bot.journal.standing()] == [f"crowd:{stage.shop.id}"]
    stage.clock.advance(3_700)
    await stage.bot.drain()
    assert [len(pull.comments) for pull in pulls] == [1] * len(pulls)


async def test_throwaway_accounts_are_told_so_often_and_people_of_the_house_always(stage: Stage) -> None:
    """Each account opens one: together they get what a repository gives to strangers."""
    stage.shop.commit(COMMENT_MODE)
    crowd = [opened(stage, number, stage.practice.account(f"throwaway-{number}")) for number in range(34)]
    await stage.settle()
    stage.clock.advance(61)
    bo = stage.practice.account("bo")
    ours = [opened(stage, 100 + number, bo) for number in range(MOST_BY_AUTHOR + 1)]
    await stage.settle()
    assert sum(len(pull.comments) for pull in crowd) == MOST_IN_REPOSITORY
    assert [len(pull.comments) for pull in ours] == [1] * len(ours)


def test_a_repository_is_looked_at_so_often_within_an_hour() -> None:
    """Then its subjects wait for their turn; other repositories, and what is not counted, do not."""
    clock, looks = HandClock(), Looks(most=3)
    shop, depot = (Subject("pull_request", 1, repository, "acme/shop", 7) for repository in (101, 102))
    for _ in range(3):
        looks.admit(shop, clock.now())
        clock.advance(60)
    with pytest.raises(FactsUnavailable) as caught:
        looks.admit(shop, clock.now())
    looks.admit(depot, clock.now())
    looks.admit(Subject("comment", 1, 101, "acme/shop", 9), clock.now())
    assert isinstance(caught.value.advice, Wait)
    clock.advance((caught.value.advice.at - clock.now()).total_seconds())
    looks.admit(shop, clock.now())
    assert (caught.value.advice.at - NOON).total_seconds() == 3_600
