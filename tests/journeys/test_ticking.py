"""Boxes of the checklist, ticked by people on the practice GitHub: what they left is what stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.messages.boxes import boxes, ticked
from bot.messages.marker import REVIEW
from bot.wiring import create_bot
from tests.journeys.stage import PERMISSIONS, RULES, Stage

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.comments import PracticeComment
    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.routes.call import Call

pytestmark = PERMISSIONS
COOKIE, DEPENDENCY = "Is this cookie limited", "Is the new dependency maintained"
VIEWS = 'def login(response, key):\n    response.set_cookie("session", key)\n    return response\n'


def package(left_pad: str = "^1.3.0", **more: str) -> str:
    """Return a manifest that has `left-pad` and more."""
    wanted = {"a": "^1.0.0", "left-pad": left_pad, **more}
    return json.dumps({"dependencies": {name: version for name, version in wanted.items() if version}}, indent=2) + "\n"


async def opened(stage: Stage, rules: str = "mode: comment\n", *, explained: bool = False) -> PracticePullRequest:
    """Return a pull request with a comment that has a box for a cookie and one for a dependency."""
    stage.shop.commit({RULES: rules, "package.json": package("")})
    body = "`left-pad` pads the invoice numbers, because the bank wants ten digits." if explained else "Tidy."
    files = {"package.json": package(), "app/views.py": VIEWS}
    pull = stage.shop.open_pull_request(title="Add cookie", body=body, author=stage.ana, files=files)
    await stage.settle()
    stage.forget_calls()
    return pull


def bo(stage: Stage) -> Account:
    """Return somebody with write permission."""
    return stage.practice.account("bo")


def ours(pull: PracticePullRequest) -> PracticeComment:
    """Return our one comment."""
    (comment,) = [comment for comment in pull.comments if comment.author.login == "onesitting[bot]"]
    return comment


def summary(pull: PracticePullRequest) -> str:
    """Return the summary of the newest check run."""
    return str(pull.check_runs[-1].summary)


async def test_a_tick_is_counted_with_its_name_and_costs_one_write(stage: Stage) -> None:
    """The check run says how many are open, who ticked and when; the comment is left as it was left."""
    pull = await opened(stage)
    assert "Reviewer's checklist: 2 of 2 open; the boxes are in the comment." in summary(pull)
    ours(pull).tick(COOKIE, bo(stage))
    left = ours(pull).body
    await stage.settle()
    assert "Reviewer's checklist: 1 of 2 open; the boxes are in the comment. `bo` ticked 1." in summary(pull)
    assert f"Ticked by `bo` on {stage.clock.now().date().isoformat()}." in str(pull.check_runs[-1].text)
    assert ([call.method for call in stage.writes], ours(pull).body) == (["PATCH"], left)


async def test_ticks_survive_an_edit_of_ours(stage: Stage) -> None:
    """A push brings another finding; the comment is rewritten and the box stays ticked."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    before = ours(pull).body
    pull.push({"package.json": package(b="^2.0.0")})
    await stage.settle()
    assert ours(pull).body != before
    assert "- [x]" in next(line for line in ours(pull).body.splitlines() if COOKIE in line)


async def test_a_box_that_was_opened_again_stays_open(stage: Stage) -> None:
    """The later act of a person holds, whoever ticked first."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    await stage.settle()
    ours(pull).tick(COOKIE, stage.practice.account("cy"))
    pull.push({"app/other.py": "x = 1\n"})
    await stage.settle()
    assert ticked(ours(pull).body) == frozenset()
    assert ("2 of 2 open" in summary(pull), "`bo`" in summary(pull)) == (True, False)


async def test_lines_that_move_keep_their_tick_and_changed_lines_lose_it(stage: Stage) -> None:
    """A line above shifts the place; another cookie is another thing to look at."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    await stage.settle()
    pull.push({"app/views.py": "import json\n\n\n" + VIEWS})
    await stage.settle()
    assert "1 of 2 open" in summary(pull)
    pull.push({"app/views.py": VIEWS.replace('"session"', '"tracking"')})
    await stage.settle()
    assert "2 of 2 open" in summary(pull)


async def test_a_tick_while_we_write_is_not_written_over(stage: Stage) -> None:
    """Between judging and editing somebody ticks: the comment is read once more, right before it is written."""
    pull = await opened(stage)

    def tick(_: Call) -> bool:
        ours(pull).tick(COOKIE, bo(stage))
        return False

    stage.practice.fault("POST", "/repos/{owner}/{repo}/check-runs", status=500, only=tick)
    pull.push({"package.json": package(b="^2.0.0")})
    await stage.settle()
    assert "- [x]" in next(line for line in ours(pull).body.splitlines() if COOKIE in line)
    assert "`bo` ticked 1" in summary(pull)


async def test_two_people_tick_at_once(stage: Stage) -> None:
    """Each keeps their box and their name."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    ours(pull).tick(DEPENDENCY, stage.practice.account("cy"))
    await stage.settle()
    assert "0 of 2 open" in summary(pull)
    assert ("`bo` ticked 1." in summary(pull), "`cy` ticked 1." in summary(pull)) == (True, True)


async def test_the_authors_tick_counts_and_is_named_as_theirs(stage: Stage) -> None:
    """Who opened the pull request may have write permission; reviewers see whose tick it is."""
    pull = await opened(stage)
    stage.shop.collaborator(stage.ana)
    ours(pull).tick(COOKIE, stage.ana)
    await stage.settle()
    assert "1 of 2 open; the boxes are in the comment. `ana`, who opened this pull request, ticked 1." in summary(pull)


async def test_ticks_come_back_with_a_comment_that_was_resolved(stage: Stage) -> None:
    """Everything is answered, then no longer: the folded comment kept what was ticked."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    await stage.settle()
    pull.edit(body="`left-pad` pads the invoice numbers, because the bank wants ten digits.")
    await stage.settle()
    assert (ours(pull).minimized, boxes(ours(pull).body), "1 of 2 open" in summary(pull)) == (True, {}, True)
    pull.edit(body="Tidy.")
    await stage.settle()
    assert (ours(pull).minimized, sorted(boxes(ours(pull).body).values())) == (False, [False, True])


async def test_checklist_makes_the_one_comment_where_there_is_none(stage: Stage) -> None:
    """Nobody must act; somebody asked. Asked once more, by whomever, it stays one; its boxes can be ticked."""
    pull = await opened(stage, explained=True)
    assert pull.comments == []
    request = pull.comment("/onesitting checklist", by=stage.ana)
    await stage.settle()
    pull.comment("/onesitting checklist", by=bo(stage))
    await stage.settle()
    ours(pull).tick(COOKIE, bo(stage))
    await stage.settle()
    assert "### Reviewer's checklist\n\nAsked for by `ana`." in ours(pull).body.replace("\r\n", "\n")
    assert "1 of 2 open" in summary(pull)
    request.delete()
    await stage.settle()
    assert (ours(pull).minimized, "Asked for by `bo`." in ours(pull).body) == (False, True)


async def test_the_command_opens_the_checklist_in_the_comment_there_is(stage: Stage) -> None:
    """Without a fold, under the reasons; a tick that was there stays."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    pull.comment("/onesitting checklist", by=stage.ana)
    await stage.settle()
    assert ("### Reviewer's checklist" in ours(pull).body, len(ticked(ours(pull).body))) == (True, 1)


async def test_a_deleted_comment_takes_its_boxes_along(stage: Stage) -> None:
    """It stays deleted, and the check run no longer sends anybody to it."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    await stage.settle()
    ours(pull).delete(bo(stage))
    await stage.settle()
    assert (pull.comments, "the boxes are in the comment" in summary(pull)) == ([], False)


async def test_a_comment_that_a_person_folded_stays_folded_and_keeps_its_ticks(stage: Stage) -> None:
    """Folding is their act; ticks inside are theirs, too."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    ours(pull).minimize("off-topic", bo(stage))
    pull.push({"package.json": package(b="^2.0.0")})
    await stage.settle()
    assert (ours(pull).minimized_as, len(ticked(ours(pull).body))) == ("off-topic", 1)


async def test_an_event_that_was_lost_costs_the_name_alone(stage: Stage) -> None:
    """The next look reads the box from the comment; who it was nobody knows."""
    pull = await opened(stage)
    ours(pull).tick(COOKIE, bo(stage))
    stage.practice.pending.clear()
    pull.label("good first issue")
    await stage.settle()
    assert "1 of 2 open; the boxes are in the comment.\n" in summary(pull)
    assert "Ticked.\n" in str(pull.check_runs[-1].text)


async def test_somebody_elses_boxes_are_not_ours(stage: Stage) -> None:
    """A comment that looks like ours, ticked and all, by a person: nothing is counted."""
    pull = await opened(stage)
    pull.comment(ours(pull).body.replace("- [ ]", "- [x]"), by=bo(stage)).edit("!", by=bo(stage))
    pull.comment(ours(pull).body.replace("- [ ]", "- [x]"), by=bo(stage))
    await stage.settle()
    assert "2 of 2 open" in summary(pull)


@pytest.mark.parametrize("permission", ["read", "triage"])
async def test_ticking_takes_write_permission(stage: Stage, permission: str) -> None:
    """GitHub lets nobody else edit a comment of an app: the practice GitHub does not, either."""
    pull, zed = await opened(stage), stage.practice.account("zed")
    stage.shop.collaborator(zed, permission)
    with pytest.raises(PermissionError, match="zed may not edit a comment of onesitting"):
        ours(pull).tick(COOKIE, zed)


async def test_working_through_a_list_does_not_blow_the_fuse(stage: Stage) -> None:
    """Each tick is answered with a write; a person reads, and what comes after is said all the same."""
    await stage.bot.close()
    settings = replace(stage.settings, most_writes=4)
    await stage.use(create_bot(settings, clock=stage.clock, transport=stage.practice.transport))
    pull = await opened(stage)
    for words in (COOKIE, DEPENDENCY):
        ours(pull).tick(words, bo(stage))
        await stage.settle()
    for version in (2, 3):
        pull.push({"package.json": package(b=f"^{version}.0.0")})
        await stage.settle()
    assert not str(pull.check_runs[-1].title).startswith("Observe:")


@pytest.mark.parametrize("into", ["Hello\n\n{0}", "\ufeff{0}", "{0}\n{0}", "{1}", "Ah.\n" * 90 + "{0}"])
async def test_a_comment_that_a_person_wrote_into_stays_the_only_one(stage: Stage, into: str) -> None:
    """Above our words, twice, or without the hidden first line: the next finding makes it ours again, once."""
    pull = await opened(stage)
    ours(pull).edit(into.format(ours(pull).body, ours(pull).body.partition("\n")[2]), bo(stage))
    await stage.settle(times=2)
    pull.push({"package.json": package(b="^2.0.0")})
    await stage.settle()
    assert ours(pull).body.startswith(REVIEW)
    assert ours(pull).body.count("<details>") == 1
    stage.forget_calls()
    await stage.settle(times=2)
    assert stage.writes == []
