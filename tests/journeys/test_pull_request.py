"""A pull request from webhook to words, through the real door, queue and client, against the practice GitHub."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.practice.pull_requests import PracticeCommit
from tests.journeys.stage import COMMENT_MODE, PERMISSIONS, RULES, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.routes.call import Call

pytestmark = PERMISSIONS
COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments"


async def test_a_new_pull_request_gets_one_check_run(stage: Stage) -> None:
    """Before a maintainer said anything the bot observes: real numbers, no comment, nothing that fails."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    (check,) = pull.check_runs
    assert (check.name, check.conclusion) == ("Reviewability", "neutral")
    assert str(check.title).startswith("Observe: Fits one sitting")
    assert pull.comments == []


async def test_a_large_change_is_told_once_where_comments_are_wanted(stage: Stage) -> None:
    """One comment by our own account, with the marker in its first line."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    (comment,) = pull.comments
    assert comment.author.login == "onesitting[bot]"
    assert comment.body.startswith("<!-- onesitting:review -->\n")


async def test_an_event_costs_at_most_four_reads_and_two_writes(stage: Stage) -> None:
    """The price of a pull request with a hundred files, counted on GitHub's side; tokens are bought once an hour."""
    stage.shop.commit(COMMENT_MODE)
    stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(files=100))
    await stage.settle()
    assert (len(stage.tokens), len(stage.reads), len(stage.writes)) == (2, 4, 2)


async def test_an_edit_of_the_comment_costs_one_read_more(stage: Stage) -> None:
    """It is read before it is written over: somebody may have ticked a box. The plan reads texts once, too."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(files=100))
    await stage.settle()
    stage.forget_calls()
    pull.push({"lib/module.py": "x = 1\n" * 90})
    await stage.settle()
    assert (len(stage.reads), len(stage.writes)) == (4 + 2, 2)


async def test_an_unchanged_verdict_writes_nothing(stage: Stage) -> None:
    """A label that means nothing to us: three reads, no write."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    stage.forget_calls()
    pull.label("good first issue")
    await stage.settle()
    assert (len(stage.reads), stage.writes) == (3, [])


async def test_commits_listed_out_of_order_make_no_second_check_run(stage: Stage) -> None:
    """The head was rebased and kept an old date, so that another commit is listed last."""
    old = stage.clock.now() - timedelta(days=9)
    commits = [PracticeCommit("New", {"sum.py": "x = 1\n"}), PracticeCommit("Old", {"sum.py": "x = 2\n"}, at=old)]
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, commits=commits)
    await stage.settle()
    stage.forget_calls()
    pull.label("good first issue")
    await stage.settle()
    assert (len(stage.reads), stage.writes, len(pull.check_runs)) == (5, [], 1)


async def test_fifty_pushes_are_at_most_two_evaluations_and_one_comment(stage: Stage) -> None:
    """Pushes are gathered; the last head wins; no older commit is ever written to."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.deliver()
    for number in range(50):
        pull.push({"more.py": f"x = {number}\n"})
        stage.clock.advance(0.2)
        await stage.deliver()
        await stage.bot.drain()
    await stage.settle()
    assert stage.operations("PullRequestSaid") <= 2
    assert len(stage.reads) <= 8
    assert len(pull.comments) == 1
    assert [run.head_sha for run in stage.shop.check_runs.values()][-1] == pull.head_sha


async def test_an_answer_that_was_lost_does_not_make_a_second_comment(stage: Stage) -> None:
    """GitHub took the comment and the connection broke: the next journey looks first."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", COMMENTS, drop=True, after=True)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle(times=4)
    assert len(pull.comments) == 1
    assert [call.status for call in stage.writes if call.path.endswith("/comments")] == [0]


async def test_a_502_after_the_comment_was_taken_does_not_make_a_second_one(stage: Stage) -> None:
    """The same, said in words that sound like nothing happened."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", COMMENTS, status=502, after=True)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle(times=4)
    assert len(pull.comments) == 1


async def test_a_502_on_a_comment_that_was_not_taken_is_made_up_for(stage: Stage) -> None:
    """Nothing is repeated blindly, and nothing is lost either."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", COMMENTS, status=502)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle(times=4)
    assert len(pull.comments) == 1


async def test_nothing_is_written_about_a_head_that_moved(stage: Stage) -> None:
    """A push between judgement and writing: the effects are dropped with both commits named, and judged anew."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    old = pull.head_sha

    def push(call: Call) -> bool:
        if call.operation == "BeforeWriting" and pull.head_sha == old:
            pull.push({"sum.py": "total = 2\n"})
        return False

    stage.practice.fault("POST", "/graphql", status=500, only=push)
    await stage.settle()
    (refused,) = [line for line in await stage.audit(pull) if line.outcome == "refused"]
    assert refused.record["reason"] == f"stale_head: judged {old}, now {pull.head_sha}"
    await stage.settle(times=3)
    assert {run.head_sha for run in stage.shop.check_runs.values()} == {pull.head_sha}


async def test_a_comment_that_a_person_deleted_stays_deleted(stage: Stage) -> None:
    """Their act wins."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.comments[0].delete(stage.ana)
    pull.push({"more.py": "x = 1\n"})
    await stage.settle(times=2)
    assert pull.comments == []


async def test_somebody_elses_marker_does_not_stop_our_comment(stage: Stage) -> None:
    """Anybody can type a hidden line."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    pull.comment("<!-- onesitting:review -->\nAll fine!", by=stage.ana)
    await stage.settle()
    assert [comment.author.login for comment in pull.comments] == ["ana", "onesitting[bot]"]


async def test_a_comment_whose_reasons_are_gone_is_folded_away(stage: Stage) -> None:
    """Edited to say so and minimised as resolved; nothing else is posted."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.push(commits=[PracticeCommit("Only this", {"sum.py": "total = 1\n"})], force=True)
    pull.edit(title="Fix the total", body="The total was off by one because the last line was left out.")
    await stage.settle(times=2)
    (comment,) = pull.comments
    assert comment.minimized_as == "resolved"


async def test_broken_rules_change_nothing_and_are_named(stage: Stage) -> None:
    """The shipped rules hold; the check run names file, line and column."""
    stage.shop.commit({RULES: "mode: coment\n"})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert f"{RULES}:1:7" in str(pull.check_runs[0].summary)
    assert pull.comments == []


async def test_rules_are_read_from_the_base_and_never_from_the_head(stage: Stage) -> None:
    """A pull request cannot switch comments on or off for itself."""
    stage.shop.commit(COMMENT_MODE)
    files = {**large_change(), RULES: "mode: off\n"}
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=files, fork=True)
    await stage.settle()
    assert len(pull.comments) == 1


async def test_a_draft_is_told_in_the_check_run_alone(stage: Stage) -> None:
    """Words wait until it is ready."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), draft=True)
    await stage.settle()
    assert (len(pull.check_runs), pull.comments) == (1, [])
    pull.ready()
    await stage.settle()
    assert len(pull.comments) == 1


async def test_a_first_settings_file_is_offered_until_there_is_one(stage: Stage) -> None:
    """One that only observes is a maintainer's word as well."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    assert "[Make it yours](http://github.test/acme/shop/new/main?filename=" in str(pull.check_runs[-1].summary)
    stage.shop.commit({".github/onesitting.yml": "mode: observe\n"})
    pull.push({"sum.py": "x = 2\n"})
    await stage.settle()
    assert "Make it yours" not in str(pull.check_runs[-1].summary)
