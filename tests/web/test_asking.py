"""The page on which a person asks for something without a comment: a whole bot, and people who act on it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import COMMENT_MODE, OWNERSHIP, Stage, large_change
from tests.journeys.test_commands import BLOCK_MODE
from tests.journeys.test_feedback import MAP
from tests.web.visitor import PUBLIC, visitor, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

    from bot.practice import PracticeComment, PracticePullRequest


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage that comments, with a map."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    stage.shop.commit({OWNERSHIP: MAP[OWNERSHIP], **COMMENT_MODE})
    yield stage
    await stage.close()


@pytest.fixture
async def pull(stage: Stage) -> PracticePullRequest:
    """Return a pull request of ana's that is too large, commented on."""
    pull = stage.shop.open_pull_request(title="Add steps", files=large_change(), author=stage.ana)
    await stage.settle()
    return pull


def ours(pull: PracticePullRequest) -> PracticeComment:
    """Return our one comment."""
    (comment,) = [each for each in pull.comments if each.author.login == "onesitting[bot]"]
    return comment


def path(stage: Stage, number: int, folder: str = "pulls") -> str:
    """Return the path of the page."""
    return f"/repositories/{stage.shop.id}/{folder}/{number}/ask"


async def send(client: httpx.AsyncClient, page: str, form: str = "say", **fields: str) -> httpx.Response:
    """Send a form of the page with the token that stands in it; hyphens of fields are written as double underscores."""
    shown = (await client.get(page)).text
    found = re.search(rf'action="{page}/{form}">\s*<input type="hidden" name="csrf" value="([^"]+)"', shown)
    given = {name.replace("__", "-"): value for name, value in fields.items()}
    return await client.post(f"{page}/{form}", data={"csrf": found[1] if found else "", **given})


async def test_a_rule_is_ignored_without_a_comment(stage: Stage, pull: PracticePullRequest) -> None:
    """It is what the command does, with the reason; taken back on the page it speaks again."""
    page = path(stage, pull.number)
    async with visitor(stage, "ana") as client:
        answer = await send(client, page, command="ignore", ignore__0="too_large", ignore__1="one table of prices")
        await stage.settle()
        ignored = str(pull.check_runs[-1].summary)
        shown = (await client.get(answer.headers["location"])).text
        row = re.search(r'name="row" value="(\d+)"', shown)
        await send(client, page, "back", row=row[1] if row else "")
        await stage.settle()
    assert (answer.status_code, "ignore too_large one table of prices" in words(shown)) == (303, True)
    assert "`too_large`: `ana` asked on 2026-11-02, saying `one table of prices`." in ignored
    assert "on the page Ask is taken back there" in ignored
    assert "ignored here" not in str(pull.check_runs[-1].summary)


async def test_the_page_offers_what_this_person_may_ask_for(stage: Stage, pull: PracticePullRequest) -> None:
    """The author may not let a commit through; who may write can. The rest stands there with who may."""
    async with visitor(stage, "ana") as client:
        author = words((await client.get(path(stage, pull.number))).text)
    stage.shop.collaborator(stage.practice.account("wim"), "write")
    async with visitor(stage, "wim") as client:
        writer = words((await client.get(path(stage, pull.number))).text)
    assert ("Ask: ignore" in author, "Ask: expedite" in author, "Ask: expedite" in writer) == (True, False, True)
    assert "people with write permission" in author


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"command": "expedite", "expedite__0": "the shop is down"}, "`expedite` is for people with write permission"),
        ({"command": "ignore", "ignore__0": "no_such_rule", "ignore__1": "x"}, "no rule has that id"),
        ({"command": "ignore", "ignore__0": "too_large"}, "REASON is missing"),
        ({"command": "area", "area__0": "checkout"}, "`area` is for issues"),
        ({"command": "observ"}, "there is no command `observ`"),
        ({"command": "help\n/onesitting observe"}, "help"),
        ({}, "no command is named"),
    ],
)
async def test_what_may_not_be_is_told_and_changes_nothing(
    stage: Stage, pull: PracticePullRequest, fields: dict[str, str], says: str
) -> None:
    """Whatever a form claims, the gate of the commands decides."""
    before = ours(pull).body
    async with visitor(stage, "ana") as client:
        answer = await send(client, path(stage, pull.number), **fields)
    await stage.settle()
    assert (answer.status_code, says.replace("`", "") in words(answer.text)) == (422, True)
    assert ours(pull).body == before


async def test_nobody_lets_a_commit_through_that_their_page_did_not_show(stage: Stage) -> None:
    """A push came, and was judged, while the page stood open: it is told, and the page shows the new commit."""
    stage.shop.commit(BLOCK_MODE)
    pull = stage.shop.open_pull_request(title="Add steps", files=large_change(), author=stage.ana)
    await stage.settle()
    stage.shop.collaborator(stage.practice.account("wim"), "write")
    page, seen = path(stage, pull.number), pull.head_sha
    async with visitor(stage, "wim") as client:
        shown = (await client.get(page)).text
        pull.push(files={"more.py": "x = 1\n"})
        await stage.settle()
        stale = await send(client, page, command="expedite", expedite__0="the shop is down", commit=seen)
        new = await send(client, page, command="expedite", expedite__0="the shop is down", commit=pull.head_sha)
        await stage.settle()
    assert f'name="commit" value="{seen}"' in shown
    assert f'name="commit" value="{pull.head_sha}"' in stale.text
    assert (stale.status_code, "the head moved" in words(stale.text), new.status_code) == (422, True, 303)
    assert pull.check_runs[-1].conclusion == "neutral"


async def test_pages_leave_the_work_its_share_of_the_hour(stage: Stage, pull: PracticePullRequest) -> None:
    """Anybody can reload the pages of a public repository: it is judged all the same, and a comment is said to be."""
    stage.installation.rate.remaining = 1_400
    stage.installation.rate.reset_at = stage.clock.now() + timedelta(minutes=40)
    async with visitor(stage, "ana") as client:
        asked = await client.get(path(stage, pull.number))
        told = words((await client.get(path(stage, pull.number).removesuffix("/ask"))).text)
    pull.push(files={"more.py": "x = 1\n"})
    await stage.settle()
    assert (asked.status_code, "ask with a comment on GitHub" in words(asked.text)) == (429, True)
    assert "the rest is kept for the work" in told
    assert pull.check_runs[-1].head_sha == pull.head_sha


async def test_an_issue_is_called_a_duplicate_by_its_reporter(stage: Stage) -> None:
    """The one command that no label or button had."""
    first, second = (stage.shop.open_issue(title="Card payment fails", author=stage.ana) for _ in range(2))
    await stage.settle()
    async with visitor(stage, "ana") as client:
        page = path(stage, second.number, "issues")
        answer = await send(client, page, command="duplicate", duplicate__0=f"#{first.number}")
    await stage.settle()
    assert (answer.status_code, second.state, second.state_reason) == (303, "closed", "duplicate")


async def test_nobody_asks_for_another_or_from_another_site(stage: Stage, pull: PracticePullRequest) -> None:
    """No proof, no form; what another person said is not theirs to take back; what nobody knows is a 404."""
    page = path(stage, pull.number)
    stage.shop.collaborator(stage.practice.account("wim"), "write")
    async with visitor(stage, "ana") as ana, visitor(stage, "wim") as wim, visitor(stage) as stranger:
        forged = await ana.post(f"{page}/say", data={"command": "observe", "csrf": "none"})
        await send(ana, page, command="split")
        await send(wim, page, command="split")
        row = re.search(r'name="row" value="(\d+)"', (await ana.get(page)).text)
        taken = await send(wim, page, "back", row=row[1] if row else "")
        missing = [
            (await ana.get(path(stage, 999))).status_code,
            (await ana.get(page.replace("pulls", "x"))).status_code,
        ]
        away = await stranger.get(page)
    assert (forged.status_code, taken.status_code, missing) == (403, 422, [404, 404])
    assert (away.status_code, away.headers["location"]) == (303, f"/sign-in?next={page}")


async def test_a_person_is_heard_thirty_times_an_hour(stage: Stage, pull: PracticePullRequest) -> None:
    """Then GitHub is not asked for what they want, and the page says what else there is; an hour later it is heard."""
    page = path(stage, pull.number)
    async with visitor(stage, "ana") as client:
        answers = [(await send(client, page, command="recheck")).status_code for _ in range(30)]
        stopped = await send(client, page, command="recheck")
        stage.clock.advance(3_601)
        later = await send(client, page, command="recheck")
    assert (set(answers), stopped.status_code, later.status_code) == ({303}, 422, 303)
    assert "a comment is heard as ever" in words(stopped.text)
