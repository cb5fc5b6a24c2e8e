"""Drill 14: the installation is suspended, deleted, installed anew, renamed; a permission or a token is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.permissions import ALL
from tests.drills.play import SUM, large
from tests.journeys.stage import COMMENT_MODE, WINDOW, Stage

if TYPE_CHECKING:
    from bot.practice.routes.call import Call


async def test_suspended_means_no_call_and_nothing_lost(stage: Stage) -> None:
    """What was due is done when it goes on."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    stage.installation.suspend()
    await stage.settle(times=3)
    assert stage.calls == []
    stage.installation.unsuspend()
    await stage.settle()
    assert len(pull.check_runs) == 1


async def test_deleted_in_the_middle_of_the_work_means_no_write_afterwards(stage: Stage) -> None:
    """The word comes while a pull request is being read."""
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)

    def uninstall(call: Call) -> bool:
        if call.operation == "BeforeWriting" and not stage.installation.deleted:
            stage.installation.delete()
        return False

    stage.practice.fault("POST", "/graphql", status=500, only=uninstall)
    await stage.settle(times=4)
    queue = await stage.bot.queue.health(stage.clock.now())
    assert [call for call in stage.writes if call.status < 400] == []
    assert (queue.due, queue.waiting, queue.parked) == (0, 0, 0)


async def test_installed_anew_under_another_number_it_goes_on(stage: Stage) -> None:
    """One comment, found again by its author: the account is the app's, whatever the installation."""
    stage.shop.commit(COMMENT_MODE)
    pull = large(stage)
    await stage.settle()
    stage.installation.delete()
    await stage.settle()
    stage.installation = stage.practice.install("acme")
    pull.push({"more.py": "x = 1\n"})
    await stage.settle()
    assert (len(pull.comments), pull.check_runs[-1].head_sha) == (1, pull.head_sha)
    assert pull.head_sha in pull.comments[0].body


async def test_a_repository_that_was_renamed_is_found_by_its_number(stage: Stage) -> None:
    """The event was sent under the old name."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    await stage.deliver()
    stage.shop.rename("acme/market")
    await stage.settle()
    assert (len(pull.check_runs), await stage.name(pull)) == (1, "acme/market")


async def test_a_permission_that_was_taken_switches_one_thing_off_and_is_told_once(stage: Stage) -> None:
    """Comments go on without a single refused call, and work again as soon as it is granted."""
    stage.shop.commit(COMMENT_MODE)
    stage.installation.set_permissions({**ALL, "checks": "read"})
    pull = large(stage)
    await stage.settle()
    pull.push({"more.py": "x = 1\n"})
    await stage.settle()
    assert (len(pull.comments), stage.shop.check_runs) == (1, {})
    assert [notice.topic for notice in await stage.bot.journal.standing()] == ["permission:checks:write"]
    assert [call for call in stage.calls if call.status >= 400] == []
    stage.installation.set_permissions(ALL)
    pull.push({"more.py": "x = 2\n"})
    await stage.settle()
    assert len(pull.check_runs) == 1


async def test_a_revoked_token_is_bought_anew_once(stage: Stage) -> None:
    """One 401 for each kind of token, no storm."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    await stage.settle()
    bought = len(stage.tokens)
    stage.forget_calls()
    stage.installation.revoke_tokens()
    pull.push({"sum.py": "x = 2\n"})
    await stage.settle()
    assert (len(stage.tokens), [call.status for call in stage.calls].count(401)) == (bought, bought)
    assert len(pull.check_runs) == 1


async def test_tokens_that_are_refused_again_and_again_end_in_a_dead_letter(stage: Stage) -> None:
    """A wrong key or a wrong clock: a person has to look, and GitHub is not asked in a circle."""
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    stage.practice.fault("POST", "/graphql", status=401, body={"message": "Bad credentials"}, times=None)
    for _ in range(20):
        stage.clock.advance(WINDOW + 1)
        await stage.settle()
    (parked,) = await stage.bot.queue.parked()
    assert "check the app id, the private key" in parked.error
    assert len(stage.calls) < 12
