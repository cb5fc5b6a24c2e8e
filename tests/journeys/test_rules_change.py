"""A pull request that changes rules or map: checked and tried in a check run of its own, never in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.inbox.rule_tables import CHANGES
from tests.journeys.stage import COMMENT_MODE, OWNERSHIP, RULES, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = pytest.mark.pull_requests

SMALL: dict[str, str | bytes | None] = {"sum.py": "def total(items):\n    return sum(items)\n"}
FOUR_MISTAKES = "mod: comment\nsitting: {budget_minutes: 0}\nsignals:\n  too_larg: block\nagents: {allow: [devn]}\n"


def propose(stage: Stage, text: str | None, path: str = RULES) -> PracticePullRequest:
    """Open a pull request that changes the rules, or the map."""
    return stage.shop.open_pull_request(title="Rules", author=stage.ana, files={path: text}, branch="rules")


def rules_runs(pull: PracticePullRequest) -> list[PracticeCheckRun]:
    """Return the check runs about the rules on the head."""
    return [run for run in pull.check_runs if run.name == "OneSitting rules"]


async def checked(stage: Stage, pull: PracticePullRequest) -> PracticeCheckRun:
    """Let the bot see the pull request and return its check run about the rules."""
    await stage.settle(times=2)
    return rules_runs(pull)[-1]


async def test_four_mistakes_are_four_annotations_at_line_and_column(stage: Stage) -> None:
    """Each with one message and its fix, in the proposed file."""
    run = await checked(stage, propose(stage, FOUR_MISTAKES))
    places = [(one["path"], one["start_line"], one["start_column"]) for one in run.annotations]
    assert places == [(RULES, 1, 1), (RULES, 2, 27), (RULES, 4, 3), (RULES, 5, 18)]
    assert "did you mean `mode`?" in str(run.annotations[0]["message"])
    assert (run.conclusion, run.title) == ("failure", f"4 errors in {RULES}")


async def test_nothing_of_the_head_is_in_force(stage: Stage) -> None:
    """A fork that switches everything off is still judged by the base; its file is only tried."""
    stage.shop.commit(COMMENT_MODE)
    files = {RULES: "mode: off\n", **large_change()}
    pull = stage.shop.open_pull_request(title="Mine", author=stage.ana, files=files, fork=True)
    run = await checked(stage, pull)
    assert len(pull.comments) == 1
    assert (run.conclusion, run.title) == ("success", "Would change 0 of 0 pull requests")


async def test_only_the_pull_requests_whose_result_changes_are_named(stage: Stage) -> None:
    """The large one needs fewer sittings by the proposed rules, the small one fits as before; neither hears of it."""
    stage.shop.commit(COMMENT_MODE)
    large = stage.shop.open_pull_request(title="Large", author=stage.ana, files=large_change(), branch="large")
    stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL, branch="small")
    await stage.settle()
    stage.forget_calls()
    run = await checked(stage, propose(stage, "mode: comment\nsitting: {budget_minutes: 400}\n"))
    assert run.title == "Would change 1 of 2 pull requests"
    assert f"| [{large.number}](" in str(run.summary)
    assert [call.path for call in stage.writes] == ["/repos/acme/shop/check-runs"] * 2


async def test_the_replay_costs_three_reads_a_pull_request_and_one_in_all(stage: Stage) -> None:
    """Counted on GitHub's side, beside the four of the pull request itself and one look before writing."""
    for number in range(3):
        stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL, branch=f"b{number}")
    await stage.settle()
    stage.forget_calls()
    await checked(stage, propose(stage, "mode: comment\n"))
    assert len(stage.reads) == 4 + 1 + 3 * 3 + 1


async def test_what_was_replayed_is_not_replayed_again(stage: Stage) -> None:
    """A label is no reason to."""
    stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL, branch="small")
    pull = propose(stage, "mode: comment\n")
    await checked(stage, pull)
    stage.forget_calls()
    pull.label("chore")
    await stage.settle(times=2)
    assert (len(rules_runs(pull)), len(stage.writes)) == (1, 0)


async def test_a_changed_map_is_tried_on_the_last_issues(stage: Stage) -> None:
    """Who would get which is named, and nothing is written on any of them."""
    stage.shop.commit(MAP)
    moved = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    stage.shop.open_issue(title="Search finds nothing at all", author=stage.ana)
    await stage.settle()
    stage.forget_calls()
    run = await checked(stage, propose(stage, MAP[OWNERSHIP].replace("owner: bo", "owner: dee"), OWNERSHIP))
    assert run.title == "Would change 1 of 2 issues"
    assert f"| [{moved.number}](" in str(run.summary)
    assert "| `checkout` (`bo`) | `checkout` (`dee`) |" in str(run.summary)
    assert {call.path for call in stage.writes} == {"/repos/acme/shop/check-runs"}


async def test_an_error_in_the_map_is_annotated_in_its_own_file(stage: Stage) -> None:
    """Whatever the organisation's map says."""
    stage.shop.commit(MAP)
    run = await checked(stage, propose(stage, "version: 1\nareas:\n  checkout: {owner: '@acme/all'}\n", OWNERSHIP))
    assert [(one["path"], one["start_line"]) for one in run.annotations] == [(OWNERSHIP, 3)]
    assert run.conclusion == "failure"


async def test_a_warning_of_before_is_only_counted(stage: Stage) -> None:
    """The change is asked about what it brings."""
    stage.shop.commit(MAP)
    run = await checked(stage, propose(stage, MAP[OWNERSHIP].replace("owner: bo", "owner: dee"), OWNERSHIP))
    assert "can be used**. Known before: 4 warnings." in str(run.summary)
    assert run.annotations == []


async def test_a_push_that_leaves_the_file_alone_replays_nothing(stage: Stage) -> None:
    """The words are known; only the new head has to show them."""
    stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL, branch="small")
    pull = propose(stage, "mode: comment\n")
    before = (await checked(stage, pull)).summary
    stage.forget_calls()
    pull.push(SMALL)
    assert (await checked(stage, pull)).summary == before
    assert len(stage.reads) == 4 + 1 + 1


async def test_rules_that_are_taken_away_are_tried_too(stage: Stage) -> None:
    """The shipped ones would hold."""
    stage.shop.commit({RULES: "mode: comment\nsitting: {budget_minutes: 400}\n"})
    stage.shop.open_pull_request(title="Large", author=stage.ana, files=large_change(), branch="large")
    await stage.settle()
    run = await checked(stage, propose(stage, None))
    assert "`.github/onesitting.yml` is taken away: what lies below it holds." in str(run.summary)
    assert run.title == "Would change 1 of 1 pull request"


@pytest.mark.parametrize(("proposed", "since"), [(RULES, OWNERSHIP), (OWNERSHIP, RULES)])
async def test_what_came_to_the_base_since_is_not_taken_away(stage: Stage, proposed: str, since: str) -> None:
    """The head is from before it, and a merge keeps it."""
    texts = {RULES: "mode: comment\n", OWNERSHIP: MAP[OWNERSHIP]}
    pull = propose(stage, texts[proposed], proposed)
    stage.shop.commit({since: texts[since]})
    run = await checked(stage, pull)
    said = f"{run.title}\n{run.summary}"
    assert (proposed in said, since in said) == (True, False)


async def test_what_is_too_large_to_read_again_is_said(stage: Stage) -> None:
    """More than a page of files would cost more than three reads."""
    many = {f"docs/{number}.md": "x\n" for number in range(101)}
    stage.shop.open_pull_request(title="Many", author=stage.ana, files=many, branch="many")
    run = await checked(stage, propose(stage, "mode: comment\n"))
    assert "- 1 pull request: more than 100 files or commits" in str(run.summary)


async def test_a_replay_leaves_the_installation_its_requests(stage: Stage) -> None:
    """Below a thousand left of the hour nothing is read again for it."""
    stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL, branch="small")
    await stage.settle()
    stage.installation.rate.remaining = 900
    run = await checked(stage, propose(stage, "mode: comment\n"))
    assert "- 1 pull request: too little of the hour's requests is left" in str(run.summary)


async def test_other_pull_requests_have_no_such_check_run(stage: Stage) -> None:
    """It is about a proposed change of rules alone."""
    pull = stage.shop.open_pull_request(title="Small", author=stage.ana, files=SMALL)
    await stage.settle(times=2)
    assert rules_runs(pull) == []


async def test_a_rerun_is_honoured(stage: Stage) -> None:
    """Somebody wants to see it tried on what came since."""
    pull = propose(stage, "mode: comment\nsitting: {budget_minutes: 400}\n")
    run = await checked(stage, pull)
    stage.shop.open_pull_request(title="Large", author=stage.ana, files=large_change(), branch="large")
    run.rerequest(stage.ana)
    assert (await checked(stage, pull)).title == "Would change 1 of 1 pull request"


async def test_a_switched_off_repository_is_answered_when_it_changes_that(stage: Stage) -> None:
    """Who turns it on by the file sees what the file would do; nothing else is said, and nothing on other changes."""
    stage.shop.commit({RULES: "mode: off\n"})
    large = stage.shop.open_pull_request(title="Large", author=stage.ana, files=large_change(), branch="large")
    pull = propose(stage, "mode: comment\n")
    run = await checked(stage, pull)
    assert "Would change 1 of 1 pull request" == run.title
    assert "the mode is `comment` instead of `off`" in str(run.summary)
    assert [run] == pull.check_runs
    assert ([], [], []) == (large.check_runs, large.comments, pull.comments)


async def test_a_switched_off_repository_hears_nothing_of_its_map(stage: Stage) -> None:
    """The one exception is a change of the settings themselves."""
    stage.shop.commit({RULES: "mode: off\n", **MAP})
    pull = propose(stage, MAP[OWNERSHIP].replace("owner: bo", "owner: dee"), OWNERSHIP)
    await stage.settle(times=2)
    assert [] == pull.check_runs


async def test_a_key_that_stands_twice_hides_no_other_mistake(stage: Stage) -> None:
    """Neither in the settings nor in the map."""
    twice = {RULES: "mode: off\nmode: coment\nsittings: {}\n", OWNERSHIP: "areas: {}\nareas: {}\nrotas: []\n"}
    run = await checked(stage, stage.shop.open_pull_request(title="Rules", author=stage.ana, files=twice))
    assert [(one["path"], one["start_line"]) for one in run.annotations] == [
        (RULES, 2),
        (RULES, 3),
        (OWNERSHIP, 2),
        (OWNERSHIP, 3),
    ]


async def test_a_path_that_matches_nothing_is_named_where_it_stands(stage: Stage) -> None:
    """Held against the head, so that files which come with it count."""
    stage.shop.commit({"api/client.py": "x = 1\n"})
    entry = "files:\n  - {{id: a, kind: generated, reason: r, paths: [api/**, {0}, gen/**]}}\n"
    files: dict[str, str | bytes | None] = {
        RULES: f"mode: comment\n{entry.format('nowhere/**')}",
        "gen/a.py": "x = 1\n",
    }
    run = await checked(stage, stage.shop.open_pull_request(title="Rules", author=stage.ana, files=files))
    (one,) = run.annotations
    assert (one["start_line"], one["message"]) == (
        3,
        "`nowhere/**` matches no file of this repository\nremove it, or follow the files to where they are now",
    )
    assert run.conclusion == "success"


async def test_a_fork_with_the_same_rules_does_not_answer_for_anybody_else(stage: Stage) -> None:
    """Its head holds the file that a path leads to, the other one does not: the warning is not lost."""
    rules = "mode: comment\nfiles:\n  - {id: a, kind: generated, reason: r, paths: [gen/**]}\n"
    files: dict[str, str | bytes | None] = {RULES: rules, "gen/a.py": "x = 1\n"}
    fork = await checked(stage, stage.shop.open_pull_request(title="A", author=stage.ana, files=files, fork=True))
    own = await checked(stage, propose(stage, rules))
    assert ([], 1) == (fork.annotations, len(own.annotations))
    assert own.title == "Would change 1 of 1 pull request"


async def test_an_owner_whom_github_does_not_know_is_an_error(stage: Stage) -> None:
    """Nobody would be assigned. People who were there before are not looked up again."""
    stage.shop.commit(MAP)
    stage.forget_calls()
    run = await checked(stage, propose(stage, MAP[OWNERSHIP].replace("owner: bo", "owner: nobody-here"), OWNERSHIP))
    says = [str(one["message"]).partition("\n")[0] for one in run.annotations if one["annotation_level"] == "failure"]
    assert says == ["GitHub has no account `nobody-here`"]
    assert run.conclusion == "failure"
    assert [call.path for call in stage.reads if "/assignees/" in call.path] == [
        "/repos/acme/shop/assignees/nobody-here"
    ]


KEEP = "mode: comment\nreplay: keep\n"


async def test_kept_changes_are_replayed_without_a_read(stage: Stage) -> None:
    """One question, whatever their number; the rest is the pull request itself and the look before writing."""
    stage.shop.commit({RULES: KEEP})
    for number in range(3):
        stage.shop.open_pull_request(title="Large", author=stage.ana, files=large_change(), branch=f"b{number}")
    await stage.settle()
    stage.forget_calls()
    run = await checked(stage, propose(stage, f"{KEEP}sitting: {{budget_minutes: 400}}\n"))
    assert run.title == "Would change 3 of 3 pull requests"
    assert len(stage.reads) == 4 + 1 + 1


async def test_a_change_that_is_not_kept_is_said(stage: Stage) -> None:
    """It was opened before its repository asked for it."""
    stage.shop.open_pull_request(title="Old", author=stage.ana, files=SMALL, branch="old")
    await stage.settle()
    stage.shop.commit({RULES: KEEP})
    stage.shop.open_pull_request(title="New", author=stage.ana, files=SMALL, branch="new")
    await stage.settle()
    run = await checked(stage, propose(stage, "mode: block\n"))
    assert "- 1 pull request: not kept, or not as it is now" in str(run.summary)


async def test_without_the_setting_nothing_is_kept(stage: Stage) -> None:
    """Neither before it was set nor after it was taken away; a branch of somebody's own keeps nothing."""
    stage.shop.branches["mine"] = stage.shop.head
    stage.shop.commit({RULES: KEEP}, branch="mine")
    stage.shop.open_pull_request(title="Mine", author=stage.ana, files=SMALL, base="mine", branch="theirs")
    await stage.settle()
    assert await kept(stage) == 0
    stage.shop.commit({RULES: KEEP})
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SMALL, branch="sum")
    await stage.settle()
    assert await kept(stage) == 1
    stage.shop.commit({RULES: "mode: comment\n"})
    pull.push({"sum.py": "x = 3\n"})
    await stage.settle()
    assert await kept(stage) == 0


async def kept(stage: Stage) -> int:
    """Return how many changes are kept."""
    count = select(func.count()).select_from(CHANGES)
    return await stage.bot.database.read(lambda connection: connection.execute(count).scalar_one())
