"""Events about the installation itself: what stops, what waits, what follows a new name, what is deleted and when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.inbox.purge import purge_departed
from bot.inbox.schema import METADATA
from bot.practice.permissions import ALL
from bot.practice.render.repositories import render_repository
from tests.drills.play import another_bot
from tests.journeys.stage import COMMENT_MODE, WINDOW, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from pathlib import Path

    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.repositories import PracticeRepository

GRACE = timedelta(days=30)


def opened(stage: Stage, repository: PracticeRepository | None = None) -> PracticePullRequest:
    """Open a small pull request."""
    return (repository or stage.shop).open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})


def tell(stage: Stage, event: str, action: str, **parts: object) -> None:
    """Queue a webhook about the one repository that the practice GitHub has no act for."""
    payload = {"action": action, "installation": {"id": stage.installation.id}, **parts}
    stage.practice.world.webhooks.queue(event, payload, installation_id=stage.installation.id)


async def rows(stage: Stage, installation: int) -> int:
    """Return how many rows of any table belong to an installation."""
    tables = [table for table in METADATA.sorted_tables if "installation" in table.c]
    looks = [select(func.count()).select_from(table).where(table.c.installation == installation) for table in tables]
    return await stage.bot.database.read(lambda connection: sum(connection.scalar(look) or 0 for look in looks))


async def test_a_suspended_installation_costs_no_call_until_it_goes_on(stage: Stage) -> None:
    """What was due waits; nothing of it is lost."""
    pull = opened(stage)
    stage.installation.suspend()
    await stage.settle(times=5)
    assert stage.calls == []
    stage.installation.unsuspend()
    await stage.settle()
    assert len(pull.check_runs) == 1


async def test_a_late_word_of_a_suspension_does_not_undo_its_end(stage: Stage) -> None:
    """GitHub's own times decide, not the order of arrival."""
    pull = opened(stage)
    stage.installation.suspend()
    stage.clock.advance(5)
    stage.installation.unsuspend()
    stage.practice.pending.reverse()
    await stage.settle()
    assert len(pull.check_runs) == 1


async def test_after_the_app_was_uninstalled_there_is_no_call(stage: Stage) -> None:
    """What was due is dropped, and what arrives late is not looked at."""
    opened(stage)
    await stage.deliver()
    opened(stage)
    stage.installation.delete()
    stage.practice.pending.reverse()
    await stage.settle(times=5)
    assert stage.calls == []


async def test_the_data_of_an_uninstalled_account_goes_when_the_grace_is_over(stage: Stage) -> None:
    """Not a minute before, and of nobody else."""
    theirs = opened(stage, stage.other_installation())
    opened(stage)
    await stage.settle()
    stage.installation.delete()
    await stage.deliver()
    stage.clock.advance(GRACE.total_seconds() - 60)
    assert await purge_departed(stage.bot.database, stage.clock.now(), GRACE) == 0
    assert await rows(stage, stage.installation.id) > 0
    stage.clock.advance(60)
    await purge_departed(stage.bot.database, stage.clock.now(), GRACE)
    assert await rows(stage, stage.installation.id) == 0
    assert await stage.decision(theirs)


async def test_a_server_that_is_restarted_often_forgets_all_the_same(stage: Stage) -> None:
    """What is over is deleted as soon as the workers begin, and not only hours later."""
    opened(stage)
    await stage.settle()
    stage.installation.delete()
    await stage.deliver()
    stage.clock.advance(GRACE.total_seconds())
    bot = another_bot(stage)
    async with bot.app.router.lifespan_context(bot.app):
        while await rows(stage, stage.installation.id):
            continue


async def test_a_repository_that_was_taken_away_is_dropped_and_later_forgotten(stage: Stage) -> None:
    """No call about it any more; its rows go after the grace, the other repository's stay."""
    depot = stage.practice.create_repository("acme/depot")
    pulls = [opened(stage), opened(stage, depot)]
    await stage.settle()
    pulls[0].push({"sum.py": "x = 2\n"})
    await stage.deliver()
    stage.installation.remove(stage.shop)
    stage.forget_calls()
    await stage.settle()
    assert stage.calls == []
    await purge_departed(stage.bot.database, stage.clock.now() + GRACE, GRACE)
    assert await stage.audit(pulls[0]) == ()
    assert await stage.audit(pulls[1]) != ()


async def test_a_repository_that_came_back_keeps_its_data(stage: Stage) -> None:
    """Added again before the grace was over."""
    pull = opened(stage)
    await stage.settle()
    stage.installation.remove(stage.shop)
    stage.installation.add(stage.shop)
    await stage.settle()
    assert await purge_departed(stage.bot.database, stage.clock.now() + 2 * GRACE, GRACE) == 0
    assert await stage.decision(pull)


async def test_a_repository_that_something_happens_in_is_not_forgotten(stage: Stage) -> None:
    """The word that it is back was lost, a later pull request was judged: what is true wins over what was told."""
    tell(stage, "installation_repositories", "removed", repositories_removed=[render_repository(stage.shop)])
    await stage.deliver()
    stage.clock.advance(60)
    pull = opened(stage)
    await stage.settle()
    assert await purge_departed(stage.bot.database, stage.clock.now() + 2 * GRACE, GRACE) == 0
    assert await stage.decision(pull)


async def test_names_follow_a_renamed_repository_and_a_renamed_account(stage: Stage) -> None:
    """The number stays; the queue and the records know the new name."""
    pull = opened(stage)
    await stage.settle()
    stage.shop.rename("acme/market")
    await stage.settle()
    assert await stage.name(pull) == "acme/market"
    tell(stage, "installation_target", "renamed", account={"login": "apex"}, changes={"login": {"from": "acme"}})
    await stage.deliver()
    assert await stage.name(pull) == "apex/market"


async def test_a_transferred_repository_belongs_to_the_installation_that_tells_of_it(stage: Stage) -> None:
    """What was due is done as the new owner's, under the new name."""
    stage.other_installation()
    pull = opened(stage)
    await stage.deliver()
    stage.shop.rename("zeta/shop")
    stage.practice.pending.clear()
    (theirs,) = (one for one in stage.practice.world.installations.values() if one.owner.login == "zeta")
    stage.installation = theirs
    tell(stage, "repository", "transferred", repository=render_repository(stage.shop))
    await stage.settle()
    assert len(pull.check_runs) == 1
    assert {call.installation for call in stage.reads} == {theirs.id}


async def test_what_is_kept_of_a_transferred_repository_goes_with_it(stage: Stage) -> None:
    """The number stays: the new owner finds the history, and the former one's leaving does not delete it."""
    stage.other_installation()
    pull = opened(stage)
    await stage.settle()
    former = stage.installation
    stage.shop.rename("zeta/shop")
    stage.practice.pending.clear()
    (stage.installation,) = (one for one in stage.practice.world.installations.values() if one.owner.login == "zeta")
    tell(stage, "repository", "transferred", repository=render_repository(stage.shop))
    former.delete()
    await stage.deliver()
    await purge_departed(stage.bot.database, stage.clock.now() + GRACE, GRACE)
    assert (await stage.name(pull), await rows(stage, former.id)) == ("zeta/shop", 0)
    assert await stage.audit(pull) != ()


async def test_a_deleted_repository_is_dropped(stage: Stage) -> None:
    """Nothing is asked of what is not there."""
    opened(stage)
    await stage.deliver()
    tell(stage, "repository", "deleted", repository=render_repository(stage.shop))
    stage.shop.deleted = True
    await stage.settle(times=3)
    assert stage.calls == []


async def test_without_permission_for_checks_the_comment_is_still_written(tmp_path: Path) -> None:
    """No call is made in vain, and it is kept once for whoever runs the bot."""
    stage = Stage(tmp_path, {**ALL, "checks": "read"})
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.push({"more.py": "x = 1\n"})
    await stage.settle()
    assert (len(pull.comments), stage.shop.check_runs) == (1, {})
    assert [call.status for call in stage.calls if call.status >= 400] == []
    (notice,) = await stage.bot.journal.standing(stage.installation.id)
    assert notice.topic == "permission:checks:write"
    assert "the check run is off; comments are still written" in notice.says
    await stage.close()


async def test_without_permission_for_comments_the_check_run_is_still_written(tmp_path: Path) -> None:
    """Reading pull requests is enough for it."""
    stage = Stage(tmp_path, {**ALL, "pull_requests": "read", "issues": "read"})
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert (len(pull.check_runs), pull.comments) == (1, [])
    await stage.close()


async def test_rules_that_may_not_be_read_are_named(tmp_path: Path) -> None:
    """The shipped rules hold, and the check run says so instead of passing over what a maintainer wrote."""
    stage = Stage(tmp_path, {name: level for name, level in ALL.items() if name != "contents"})
    stage.shop.commit(COMMENT_MODE)
    pull = opened(stage)
    await stage.settle()
    assert "the app may not read it" in str(pull.check_runs[0].summary)
    await stage.close()


async def test_without_permission_for_issues_no_feedback_is_routed(tmp_path: Path) -> None:
    """Nothing is asked, nothing is written, and it is said."""
    stage = Stage(tmp_path, {**ALL, "issues": "read"})
    stage.shop.commit(MAP)
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert stage.reads + stage.writes == []
    assert [notice.topic for notice in await stage.bot.journal.standing()] == ["permission:issues:write"]
    await stage.close()


async def test_a_permission_that_was_accepted_works_at_once(tmp_path: Path) -> None:
    """Tokens of the old kind are thrown away, and the notice with them."""
    stage = Stage(tmp_path, {**ALL, "checks": "read"})
    pull = opened(stage)
    await stage.settle()
    stage.installation.set_permissions(ALL)
    pull.push({"sum.py": "x = 2\n"})
    await stage.settle()
    assert len(pull.check_runs) == 1
    assert await stage.bot.journal.standing() == ()
    assert [call.status for call in stage.calls if call.status >= 400] == []
    await stage.close()


async def test_a_permission_that_was_accepted_reaches_the_whole_fleet(tmp_path: Path) -> None:
    """The event reached one process; another one has a token of before, which GitHub lets live on."""
    stage = Stage(tmp_path, {**ALL, "checks": "read"})
    worker = another_bot(stage)
    pull = opened(stage)
    await stage.deliver()
    stage.clock.advance(WINDOW + 1)
    await worker.drain()
    stage.installation.set_permissions(ALL, revoke=False)
    pull.push({"sum.py": "x = 2\n"})
    await stage.deliver()
    stage.clock.advance(WINDOW + 1)
    await worker.drain()
    assert len(pull.check_runs) == 1
    await worker.close()
    await stage.close()


async def test_a_permission_that_was_taken_without_a_word_stops_one_thing_alone(stage: Stage) -> None:
    """The token was bought before: the refusal of the check run does not stop the comment."""
    stage.shop.commit(COMMENT_MODE)
    opened(stage)
    await stage.settle()
    stage.installation.permissions["checks"] = "read"
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert (len(pull.comments), pull.check_runs) == (1, [])
