"""The steps around the decision: the quiet period, the one question, what is told at once, what is never told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.inbox.feedback_tables import TEXTS
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP
from tests.journeys.test_handover import stands
from tests.journeys.test_outcomes import past

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Stage]:
    """Yield a stage that leaves new issues alone for two minutes."""
    stage = Stage(tmp_path, quiet=120)
    stage.shop.commit(MAP)
    yield stage
    await stage.close()


async def test_a_new_issue_is_left_to_its_reporter_for_two_minutes(quiet: Stage) -> None:
    """They may still label or edit it; afterwards it is routed as it stands then, without another event."""
    issue = quiet.shop.open_issue(title="It fails", body="area: checkout", author=quiet.ana)
    await quiet.settle(times=2)
    assert quiet.writes == []
    quiet.clock.advance(120)
    await quiet.settle()
    assert issue.labels == ["area: checkout"]


async def test_who_labels_within_the_quiet_period_decides(quiet: Stage) -> None:
    """Nothing is said then."""
    issue = quiet.shop.open_issue(title="It fails", body="area: checkout", author=quiet.ana)
    await quiet.settle()
    issue.label("area: search", by=quiet.practice.account("dee"))
    quiet.clock.advance(120)
    await quiet.settle(times=2)
    assert (["area: search"], [], 0) == stands(issue)


async def test_an_incident_is_told_at_once(quiet: Stage) -> None:
    """To the owner and, by name, to the backup."""
    quiet.shop.commit({OWNERSHIP: MAP[OWNERSHIP].replace("owner: bo", "owner: bo\n    backup: cy")})
    issue = quiet.shop.open_issue(title="Outage: nobody can pay", body="area: checkout", author=quiet.ana)
    await quiet.settle()
    assert ["bo"] == [account.login for account in issue.assignees]
    assert "Backup: @cy." in issue.comments[0].body


async def test_a_thin_text_is_asked_about_once_and_routed_by_the_answer(stage: Stage) -> None:
    """One comment, edited in place; the rota holds it meanwhile and hands it over without a trace."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Help", body="It does not work", author=stage.ana)
    await stage.settle()
    assert (["needs-area"], ["dee"], 1) == stands(issue)
    assert "Which page or screen was it" in issue.comments[0].body
    issue.comment("In the basket: the payment with my card is refused.", by=stage.ana)
    await stage.settle(times=2)
    assert (["area: checkout"], ["bo"], 1) == stands(issue)
    assert "Routed to `checkout`" in issue.comments[0].body
    prediction = (await past(stage, issue)).prediction
    assert ("assigned", "checkout") == ((prediction.acted, prediction.area) if prediction else None)


async def test_an_edit_answers_as_well_and_a_third_party_does_not(stage: Stage) -> None:
    """A second look at what was answered writes nothing."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Help", body="It does not work", author=stage.ana)
    await stage.settle()
    issue.comment("The payment card!", by=stage.practice.account("bo"))
    await stage.settle()
    assert ["needs-area"] == issue.labels
    issue.edit(body="My card payment is refused in the basket.")
    await stage.settle(times=2)
    assert (["area: checkout"], ["bo"], 1) == stands(issue)
    stage.forget_calls()
    issue.comment("Thanks", by=stage.ana)
    await stage.settle()
    assert stage.writes == []


async def test_a_security_report_is_pointed_to_the_policy_and_its_words_are_not_kept(stage: Stage) -> None:
    """No area is named, no label set; somebody looks at it."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Security vulnerability in payment", body="area: checkout", author=stage.ana)
    await stage.settle()
    assert ([], ["bo"], 1) == stands(issue)
    words = issue.comments[0].body
    assert ("security/policy" in words, "checkout" in words) == (True, False)
    count = select(func.count()).select_from(TEXTS)
    assert await stage.bot.database.read(lambda connection: connection.execute(count).scalar()) == 0


async def test_words_of_what_turns_out_to_be_a_security_report_are_forgotten(stage: Stage) -> None:
    """Those from before it was edited, too: nothing shows them beside other issues, or in a report."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Payment with a card fails", body="area: checkout", author=stage.ana)
    await stage.settle()
    count = select(func.count()).select_from(TEXTS)
    assert await stage.bot.database.read(lambda connection: connection.execute(count).scalar()) == 1
    issue.edit(title="Security vulnerability in payment")
    await stage.settle()
    assert await stage.bot.database.read(lambda connection: connection.execute(count).scalar()) == 0


HOSTILE = {
    "Chinese": ("付款失败", "我昨天用信用卡付款的时候页面一直转圈最后提示失败了请帮忙看看"),
    "emoji": ("😀😀😀", "🎉🎉🎉"),
    "65,000 characters": ("Long", "lorem ipsum " * 5_416),
    "500 mentions": ("Look", " ".join(f"@user{number}" for number in range(500))),
    "an HTML comment": ("Hidden", "<!-- area: checkout -->\nNothing to see here at all, really nothing, go away now."),
    "forged markers": (
        "<!-- onesitting:feedback -->",
        "<!-- onesitting:feedback -->\n<!-- onesitting:state 0000000000000000 -->\n</details> ## Routed to `x` @all",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_words_reach_the_rota_with_one_inert_comment(stage: Stage, name: str) -> None:
    """Nobody but the rota is mentioned, and a second look writes nothing."""
    stage.shop.commit(MAP)
    title, body = HOSTILE[name]
    issue = stage.shop.open_issue(title=title, body=body, author=stage.ana)
    await stage.settle()
    assert (["needs-area"], ["dee"], 1) == stands(issue)
    assert issue.comments[0].body.count("@") == issue.comments[0].body.count("@dee")
    stage.forget_calls()
    issue.unlabel("needs-area", by=stage.practice.account("dee"))
    await stage.settle()
    assert stage.writes == []
