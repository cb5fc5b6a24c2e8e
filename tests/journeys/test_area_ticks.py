"""The boxes of a comment that is not sure where an issue belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import OWNERSHIP
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from bot.practice import PracticeIssue
    from bot.practice.accounts import Account
    from tests.journeys.stage import Stage

UNSURE = {OWNERSHIP: MAP[OWNERSHIP].replace("defaults: {auto_route: 0.8}\n", "")}


def triager(stage: Stage) -> Account:
    """Return somebody who may write here, and so edit a comment of ours."""
    person = stage.practice.account("max")
    stage.shop.collaborator(person)
    return person


@pytest.fixture
async def unsure(stage: Stage) -> PracticeIssue:
    """Return an issue that waits with the rota, with boxes for the areas that it may belong to."""
    stage.shop.commit(UNSURE)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert ["dee"] == [account.login for account in issue.assignees]
    return issue


async def test_a_tick_gives_the_issue_to_the_owner(stage: Stage, unsure: PracticeIssue) -> None:
    """The same as the command: label, owner, and the one comment edited in place, which says who decides."""
    unsure.comments[0].tick("checkout", by=triager(stage))
    await stage.settle()
    assert (["area: checkout"], ["bo"]) == (unsure.labels, [account.login for account in unsure.assignees])
    (comment,) = unsure.comments
    assert "Routed to `checkout`: a person chose it." in comment.body
    assert "- [" not in comment.body


async def test_a_tick_counts_though_the_text_has_changed_since(stage: Stage, unsure: PracticeIssue) -> None:
    """The box said checkout when it was ticked; that the new words name no area takes nothing back."""
    unsure.comments[0].tick("checkout", by=triager(stage))
    unsure.edit(title="It is ugly", body="I do not like the colours at all, and neither do my friends at work, sorry.")
    await stage.settle()
    assert (["area: checkout"], ["bo"]) == (unsure.labels, [account.login for account in unsure.assignees])


async def test_a_tick_counts_once(stage: Stage, unsure: PracticeIssue) -> None:
    """Looked at again and again, nothing more is written."""
    unsure.comments[0].tick("checkout", by=triager(stage))
    await stage.settle()
    mark = stage.practice.mark()
    unsure.comment("/onesitting recheck", by=stage.ana)
    await stage.settle()
    assert ["reactions"] == [call.path.rpartition("/")[2] for call in stage.practice.calls_since(mark) if call.is_write]


async def test_a_bots_tick_changes_nothing_and_gets_a_reaction(stage: Stage, unsure: PracticeIssue) -> None:
    """It may edit our comment, and has no say in whose the issue is."""
    agent = stage.practice.account("agent[bot]", "Bot")
    stage.shop.collaborator(agent)
    unsure.comments[0].tick("checkout", by=agent)
    await stage.settle()
    assert (["needs-area"], ["dee"]) == (unsure.labels, [account.login for account in unsure.assignees])
    assert [("-1", "onesitting[bot]")] == [(each.content, each.by.login) for each in unsure.comments[0].reactions]


async def test_who_is_not_sure_decides_nothing(stage: Stage, unsure: PracticeIssue) -> None:
    """Ticked and opened again before anybody looked: it stays where it is."""
    for _ in range(2):
        unsure.comments[0].tick("checkout", by=triager(stage))
    await stage.settle()
    assert ["needs-area"] == unsure.labels


async def test_a_suggested_area_is_accepted_by_a_tick(stage: Stage) -> None:
    """Where the map only suggests, the tick decides as the command does."""
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("mode: route", "mode: suggest")})
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert ([], []) == (issue.labels, issue.assignees)
    issue.comments[0].tick("checkout", by=triager(stage))
    await stage.settle()
    assert (["area: checkout"], ["bo"]) == (issue.labels, [account.login for account in issue.assignees])
    assert "- [" not in issue.comments[0].body
