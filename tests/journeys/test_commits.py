"""Commits: merge groups are answered, forks are found, one head of two pull requests says both, Re-run re-runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.emitting import emit
from bot.practice.pull_requests import PracticeCommit
from tests.journeys.stage import COMMENT_MODE, PERMISSIONS, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = PERMISSIONS
SMALL = {"sum.py": "x = 1\n"}


def queue_up(stage: Stage, pull: PracticePullRequest) -> str:
    """Let the merge queue make a group of the pull request and ask for its checks; return the group's head."""
    branch = f"gh-readonly-queue/main/pr-{pull.number}-{stage.shop.head}"
    stage.shop.branches[branch] = stage.shop.head
    head = stage.shop.commit_to(branch, PracticeCommit("Merge", SMALL), stage.owner, merging=pull.head_sha)
    group = {"head_sha": head, "head_ref": f"refs/heads/{branch}", "base_sha": stage.shop.head, "base_ref": "main"}
    emit(stage.practice.world, stage.shop, "merge_group", "checks_requested", stage.owner, merge_group=group)
    return head


async def test_a_merge_group_is_answered_on_its_own_head(stage: Stage) -> None:
    """A required check must not keep the queue waiting: success, and the sentence says why."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL)
    head = queue_up(stage, pull)
    await stage.settle()
    (run,) = stage.shop.check_runs_on(head)
    assert (run.name, run.status, run.conclusion) == ("Reviewability", "completed", "success")
    assert "judged on its own" in str(run.summary)


async def test_a_merge_group_is_answered_once(stage: Stage) -> None:
    """The event comes twice: one read finds out that nothing is to be done."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL)
    head = queue_up(stage, pull)
    await stage.settle()
    stage.forget_calls()
    group = {"head_sha": head}
    emit(stage.practice.world, stage.shop, "merge_group", "checks_requested", stage.owner, merge_group=group)
    await stage.settle()
    assert (len(stage.reads), stage.writes) == (1, [])


async def test_a_merge_group_that_is_gone_is_left_alone(stage: Stage) -> None:
    """GitHub does not know the commit any more: nothing is parked for a person to look at."""
    group = {"head_sha": "0" * 40}
    emit(stage.practice.world, stage.shop, "merge_group", "checks_requested", stage.owner, merge_group=group)
    await stage.settle()
    assert (stage.writes, await stage.bot.queue.parked()) == ([], ())


async def test_the_re_run_of_a_fork_s_check_finds_its_pull_request(stage: Stage) -> None:
    """Nothing changed, and GitHub shows the suite as queued: the check is made anew."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL, fork=True)
    await stage.settle()
    (run,) = pull.check_runs
    run.rerequest(stage.ana)
    await stage.settle(times=2)
    assert (len(pull.check_runs), run.updates, stage.shop.suites_asked_again) == (2, 0, set())


async def test_a_re_run_writes_once_and_no_comment(stage: Stage) -> None:
    """One write for one press; the comment stays as it is, and the next look is silent again."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    stage.forget_calls()
    pull.check_runs[-1].rerequest(stage.ana)
    await stage.settle(times=2)
    assert [call.method for call in stage.writes] == ["POST"]
    pull.label("good first issue")
    await stage.settle()
    assert len(stage.writes) == 1


async def test_what_github_does_not_list_is_known_from_the_last_verdict(stage: Stage) -> None:
    """The commit of a fork may be in no list of the base repository."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL, fork=True)
    await stage.settle()
    route = "/repos/{owner}/{repo}/commits/{commit_sha}/pulls"
    stage.practice.fault("GET", route, status=200, body=[], times=None)
    pull.check_runs[0].rerequest(stage.ana)
    await stage.settle(times=2)
    assert len(pull.check_runs) == 2


async def test_two_pull_requests_with_one_head_are_told_in_one_check_run(stage: Stage) -> None:
    """The worse conclusion holds, both are named, and whichever is looked at, nothing flips."""
    stage.shop.commit(COMMENT_MODE)
    stage.shop.branches["release"] = stage.shop.head
    first = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    second = stage.shop.open_pull_request(title="Again", author=stage.ana, head_sha=first.head_sha, base="release")
    await stage.settle(times=2)
    (run,) = stage.shop.check_runs_on(first.head_sha)[-1:]
    assert str(run.title).startswith(f"#{first.number}: Needs")
    assert f"; #{second.number}: " in str(run.title)
    assert "2 pull requests" in str(run.summary)
    stage.forget_calls()
    first.label("good first issue")
    second.label("good first issue")
    await stage.settle(times=2)
    assert stage.writes == []


async def test_a_closed_pull_request_leaves_the_check_run_to_the_other(stage: Stage) -> None:
    """What the other gets stands alone again."""
    stage.shop.branches["release"] = stage.shop.head
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL)
    second = stage.shop.open_pull_request(title="Again", author=stage.ana, head_sha=first.head_sha, base="release")
    await stage.settle(times=2)
    first.close()
    await stage.settle(times=2)
    assert str(second.check_runs[-1].title).startswith("Observe: Fits one sitting")


async def test_a_push_leaves_the_check_run_to_the_other(stage: Stage) -> None:
    """GitHub tells of the push on one of them alone, and the check run of the other speaks for both no more."""
    stage.shop.branches["release"] = stage.shop.head
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL)
    second = stage.shop.open_pull_request(title="Again", author=stage.ana, head_sha=first.head_sha, base="release")
    await stage.settle(times=2)
    first.push({"sum.py": "x = 2\n"})
    await stage.settle(times=2)
    assert str(second.check_runs[-1].title).startswith("Observe: Fits one sitting")


async def test_a_push_before_the_first_look_leaves_the_check_run_to_the_other(stage: Stage) -> None:
    """What moved on before anybody judged it left no verdict behind that could tell."""
    stage.shop.branches["release"] = stage.shop.head
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL)
    await stage.deliver()
    second = stage.shop.open_pull_request(title="Again", author=stage.ana, head_sha=first.head_sha, base="release")
    told, stage.practice.pending[:] = list(stage.practice.pending), []
    await stage.settle()
    assert f"; #{second.number}: " in str(first.check_runs[-1].title)
    second.push({"sum.py": "x = 2\n"})
    stage.practice.pending.extend(told)
    await stage.settle(times=6)
    assert str(first.check_runs[-1].title).startswith("Observe: Fits one sitting")
