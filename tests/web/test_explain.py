"""The page that explains a decision: a whole bot, a practice GitHub, and somebody who looks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.practice.faults import Fault
from bot.wiring import create_bot
from tests.journeys.stage import COMMENT_MODE, RULES, Stage, large_change
from tests.journeys.test_feedback import MAP
from tests.web.visitor import PUBLIC, visitor, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.practice.issues import PracticeIssue

HOSTILE = "</details><script>alert(1)</script>\u202etxt <!-- x --> {{ 7*7 }}"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage whose bot has a public address."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    yield stage
    await stage.close()


def path(issue: PracticeIssue) -> str:
    """Return the path of the page of a pull request or an issue."""
    return f"/repositories/{issue.repository.id}/{'pulls' if issue.is_pull_request else 'issues'}/{issue.number}"


async def page_of(stage: Stage, issue: PracticeIssue, login: str = "ana") -> str:
    """Return what the page says to somebody who signed in."""
    async with visitor(stage, login) as client:
        answer = await client.get(path(issue))
        assert answer.status_code == 200
        return words(answer.text)


async def test_every_rule_is_told_with_its_value_limit_and_place(stage: Stage) -> None:
    """Fired or not, with the file and line; what was measured is linked at the head commit."""
    stage.shop.commit({RULES: "mode: comment\nsitting:\n  budget_minutes: 20\n  warn_minutes: 10\n"})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    async with visitor(stage, "ana") as client:
        html = (await client.get(path(pull))).text
    told = words(html)
    assert re.search(r"too_large \( ?rules/signals\.yml, line \d+ at [0-9a-f]{7} ?\) fired [\d.]+ 20 comment", told)
    assert f"http://github.test/acme/shop/blob/{pull.head_sha}/shop/part_0.py" in html
    assert 'href="/rules/signals.yml#L' in html
    signals = (await stage.decision(pull))["signals"]
    assert isinstance(signals, list)
    assert [each["rule"] for each in signals if isinstance(each, dict) and str(each["rule"]) not in told] == []


async def test_settings_split_plan_and_proof_are_told(stage: Stage) -> None:
    """Each value with where it was written; the parts, and what was checked about them."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    told = await page_of(stage, pull)
    assert "mode comment repository .github/onesitting.yml, line 1" in told
    assert "Part 1:" in told
    assert "Checked by building every state in between" in told


async def test_what_led_to_it_and_what_was_done_are_told(stage: Stage) -> None:
    """Deliveries by GitHub's own id, commands in comments, and every write, the newest first."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.comment("/onesitting recheck", stage.ana)
    await stage.settle()
    told = await page_of(stage, pull)
    opened = next(each.guid for each in (a.delivery for a in stage.practice.deliveries) if each.action == "opened")
    assert f"pull_request.opened {opened}" in told
    assert "issue_comment.created" in told
    assert told.index("posted the comment") > told.index("What was done on GitHub")


async def test_an_issue_tells_its_evidence_and_whose_turn_it_is(stage: Stage) -> None:
    """The step that decided, the words that were found, the owner and their term."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", body="The payment is refused.", author=stage.ana)
    await stage.settle()
    told = await page_of(stage, issue)
    assert "It goes to checkout, owner bo" in told
    assert "waits for owner bo, due" in told
    assert "labelled" in told


async def test_an_issue_that_is_left_alone_says_why(stage: Stage) -> None:
    """Without a map nothing is routed; the page says that instead of showing nothing."""
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    assert "Left alone: no ownership map is in force" in await page_of(stage, issue)


async def test_looking_writes_nothing_and_asks_once(stage: Stage) -> None:
    """Nothing on GitHub, no decision, no notice; two readers within half a minute cost one look."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    async with visitor(stage, "ana") as client:
        stage.forget_calls()
        for _ in range(3):
            await client.get(path(pull))
        reads = [call for call in stage.reads if call.installation is not None]
    assert (stage.writes, len(reads)) == ([], 3)
    assert await stage.bot.drain() == 0


async def test_a_github_that_does_not_answer_leaves_what_was_kept(stage: Stage) -> None:
    """Figures and rule ids from the database, and a sentence that says so."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    async with visitor(stage, "ana") as client:
        await client.get(path(pull))
        stage.clock.advance(40)
        stage.practice.world.faults.append(Fault("POST", "/graphql", 502, times=None))
        told = words((await client.get(path(pull))).text)
    assert "GitHub does not answer right now" in told
    assert "Fits one sitting: " in told
    assert "too_large did not fire" in told


async def test_a_stranger_and_a_reader_of_another_repository_see_nothing(tmp_path: Path) -> None:
    """A private repository: who may not read it gets the page of what is not there, whatever is there."""
    stage = Stage(tmp_path, public_url=PUBLIC)
    secret = stage.practice.create_repository("acme/secret", private=True)
    pull = secret.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    async with visitor(stage, "ana") as client, visitor(stage) as stranger:
        answers = [await client.get(path(pull)), await client.get(path(pull).replace("/1", "/999"))]
        first = await stranger.get(path(pull))
    await stage.close()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (answers[0].text == answers[1].text, first.status_code) == (True, 303)


@pytest.mark.parametrize(
    "strange",
    [
        "pulls/0",
        "pulls/99999999999999999999",
        "pulls/" + "9" * 5_000,
        "issues/7",
        "things/1",
        "pulls/1/",
        "pulls/-1",
        "pulls/%00",
    ],
)
async def test_what_is_not_known_is_not_there(stage: Stage, strange: str) -> None:
    """Whatever stands in the address: the same page, and no error."""
    async with visitor(stage, "ana") as client:
        answer = await client.get(f"/repositories/{stage.shop.id}/{strange}")
    assert (answer.status_code, "Nothing is shown here" in answer.text) == (404, True)


async def test_hostile_words_are_words(stage: Stage) -> None:
    """Title, path, branch and reason: no markup of theirs, nothing invisible."""
    stage.shop.commit(COMMENT_MODE)
    files = {**large_change(), f"shop/{HOSTILE.replace('/', '-')}.py": "x = 1\n" * 90}
    pull = stage.shop.open_pull_request(title=HOSTILE * 300, body=HOSTILE, author=stage.ana, files=files)
    await stage.settle()
    async with visitor(stage, "ana") as client:
        html = (await client.get(path(pull))).text
    assert ("<script" in html, "\u202e" in html, "<!-- x" in html, "⟨U+202E⟩txt" in html) == (False, False, False, True)


async def test_the_shipped_rules_have_a_page_for_everybody(stage: Stage) -> None:
    """With a line of its own for each line of the file; nothing else of the disk can be read."""
    async with visitor(stage) as client:
        answers = [
            await client.get(f"/rules/{name}")
            for name in ("signals.yml", "checklists/api.yml", "split-weights.json", "../app.yml", "..%2fapp.yml")
        ]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 404, 404]
    assert '<tr id="L1">' in answers[0].text


async def test_check_run_and_comment_lead_to_the_page(stage: Stage) -> None:
    """Details, the footer of both, and the comment on an issue; without a public address there is no link."""
    stage.shop.commit({**COMMENT_MODE, **MAP})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    issue = stage.shop.open_issue(title="Card payment fails", body="The payment is refused.", author=stage.ana)
    await stage.settle()
    (comment,), (answer,), check = pull.comments, issue.comments, pull.check_runs[-1]
    assert check.details_url == f"{PUBLIC}{path(pull)}"
    assert [f"({PUBLIC}{path(pull)})" in text for text in (comment.body, str(check.text))] == [True, True]
    assert f"[What was found, and what was done]({PUBLIC}{path(issue)})" in answer.body


async def test_who_asks_for_an_explanation_is_led_to_the_page(stage: Stage) -> None:
    """By the command, in the check run, above the table of rules."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    pull.comment("/onesitting explain", stage.ana)
    await stage.settle()
    assert f"[A page of its own]({PUBLIC}{path(pull)})" in str(pull.check_runs[-1].text)


async def test_a_signed_link_opens_the_page_and_is_no_reason_to_write(tmp_path: Path) -> None:
    """Where the operator allows links; a day later the link would be another one, and nothing is written for it."""
    stage = Stage(tmp_path, public_url=PUBLIC, link_days=7)
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    stage.forget_calls()
    stage.clock.advance(86_400)
    pull.label("good first issue")
    await stage.settle()
    async with visitor(stage) as stranger:
        link = str(pull.check_runs[-1].details_url)
        answers = [await stranger.get(link), await stranger.get(link.partition("?")[0])]
    writes = stage.writes
    await stage.close()
    assert (writes, [answer.status_code for answer in answers]) == ([], [200, 303])
    assert link in pull.comments[0].body


async def test_the_first_page_says_what_this_is(stage: Stage) -> None:
    """To a stranger with a way in, to whoever signed in with a way out."""
    async with visitor(stage) as stranger, visitor(stage, "ana") as client:
        told = [words((await each.get("/")).text) for each in (stranger, client)]
    assert all("keeps every pull request reviewable in one sitting" in each for each in told)
    assert ["Sign in with GitHub" in each for each in told] == [True, False]
    assert "Signed in as ana Sign out" in told[1]


async def test_nothing_is_linked_that_nobody_can_open(stage: Stage) -> None:
    """A public address alone makes no link: somebody has to be able to sign in, or links to be allowed."""
    settings = replace(stage.settings, client_id="", client_secret="")
    await stage.bot.close()
    await stage.use(create_bot(settings, clock=stage.clock, transport=stage.practice.transport))
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    assert PUBLIC not in f"{pull.check_runs[-1].text} {pull.check_runs[-1].details_url}"
