"""Monday's report and Friday's question, against the practice GitHub."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.messages.marker import FRIDAY, MONDAY
from bot.policy.decode import decode
from bot.policy.monday_file import MondayFile
from bot.policy.yaml_tree import read_yaml
from bot.wiring import create_bot
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_commands import reactions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.policy.metric_hosts import MetricHost
    from bot.practice.issues import PracticeIssue
    from bot.practice.repositories import PracticeRepository

DAY = 24 * 60 * 60
MAP = {
    OWNERSHIP: """
version: 1
areas:
  checkout: {owner: bo, keywords: [card], metric: {name: Completed checkouts, unit: "%"}}
  search: {owner: cy, keywords: [filter], metric: {name: Searches that find, unit: "%"}}
  returns: {owner: cy, keywords: [refund], metric: {name: Returns}}
  docs: {owner: dee, keywords: [page]}
"""
}
FILE = "organisations: {acme: {repository: acme/reports, %s}}"


class Monday(Stage):
    """A stage with a private repository for reports; it begins on Monday 2026-11-02 at noon, in week 45."""

    def __init__(self, folder: Path, extra: str = "", hosts: tuple[MetricHost, ...] = ()) -> None:
        file = decode(read_yaml(FILE % extra, "monday.yml"), MondayFile)
        super().__init__(folder, monday=replace(file, hosts=hosts))
        self.reports = self.practice.create_repository("acme/reports", private=True)
        for login in ("bo", "cy", "dee"):
            self.reports.collaborator(self.practice.account(login))
        self.shop.commit(MAP)

    async def begin(self) -> None:
        """Let the bot hear of the installation and of one issue, and look at the calendar for the first time."""
        self.shop.open_issue(title="Card", body="area: checkout", author=self.ana)
        await self.settle()
        assert 0 == await self.bot.mondays.mark_due(self.clock.now())

    async def pass_days(self, days: float) -> int:
        """Let time pass, look at the calendar and do what is due; returns how much that was."""
        self.clock.advance(days * DAY)
        due = await self.bot.mondays.mark_due(self.clock.now())
        await self.settle()
        return due


@pytest.fixture
async def monday(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Monday]:
    """Yield a stage that has begun; the parameter is what the operator's file says more."""
    stage = Monday(tmp_path, getattr(request, "param", "").removeprefix("private: no, "))
    if "private: no" in getattr(request, "param", ""):
        stage.reports.private = False
    await stage.begin()
    yield stage
    await stage.close()


def reports(repository: PracticeRepository) -> list[PracticeIssue]:
    """Return the reports, oldest first."""
    return [issue for issue in repository.issues.values() if (issue.body or "").startswith(MONDAY)]


def states(stage: Monday) -> list[tuple[str, str]]:
    """Return title and state of each report."""
    return [(issue.title, issue.state) for issue in reports(stage.reports)]


async def test_the_first_monday_is_the_one_after_the_beginning(monday: Monday) -> None:
    """A week in which nobody was there to count is not told of; then one issue is opened, and once."""
    assert 0 == await monday.pass_days(5)
    assert 1 == await monday.pass_days(2)
    assert 0 == await monday.pass_days(0.1)
    assert [("Monday report 2026-W45: acme", "open")] == states(monday)
    assert "| `bo` | checkout | Completed checkouts | not reported |" in (reports(monday.reports)[0].body or "")


async def test_the_next_report_closes_the_one_before(monday: Monday) -> None:
    """So that one is open at a time."""
    await monday.pass_days(7)
    await monday.pass_days(7)
    assert [("Monday report 2026-W45: acme", "closed"), ("Monday report 2026-W46: acme", "open")] == states(monday)


async def test_missed_mondays_are_made_up_once(monday: Monday) -> None:
    """With the last one; nobody needs three reports at a time."""
    assert 1 == await monday.pass_days(24)
    assert ["Monday report 2026-W47: acme"] == [title for title, _ in states(monday)]


async def test_several_servers_post_one_report(monday: Monday) -> None:
    """Whoever looks first, and whoever starts again later."""
    other = create_bot(monday.settings, clock=monday.clock, transport=monday.practice.transport)
    monday.clock.advance(7 * DAY)
    bots = [monday.bot, other] * 3
    assert 1 == sum(await asyncio.gather(*(bot.mondays.mark_due(monday.clock.now()) for bot in bots)))
    await asyncio.gather(monday.bot.drain(), other.drain())
    assert 1 == len(states(monday))
    await other.close()
    again = create_bot(monday.settings, clock=monday.clock, transport=monday.practice.transport)
    assert 0 == await again.mondays.mark_due(monday.clock.now())
    await again.close()


async def test_a_lost_answer_posts_no_second_report(monday: Monday) -> None:
    """What was opened is found again by its marker and its author."""
    monday.practice.fault("POST", "/repos/{owner}/{repo}/issues", status=502, after=True)
    await monday.pass_days(7)
    for _ in range(3):
        await monday.pass_days(0.1)
    assert 1 == len(states(monday))
    assert 1 == len([call for call in monday.calls if call.method == "POST" and call.path.endswith("reports/issues")])


async def test_somebody_elses_report_is_not_ours(monday: Monday) -> None:
    """Anybody can type the marker; it neither stops ours nor is it closed by it."""
    forged = monday.reports.open_issue(
        title="Monday", body=f"{MONDAY}\n<!-- onesitting:state 2026w45 -->\n\n", author=monday.practice.account("bo")
    )
    await monday.pass_days(7)
    assert ("open", 2) == (forged.state, len(reports(monday.reports)))


@pytest.mark.parametrize(
    ("monday", "posted"), [("private: no, ", 0), ("private: no, public: true", 1)], indirect=["monday"]
)
async def test_a_public_repository_needs_a_yes(monday: Monday, posted: int) -> None:
    """The report names people and numbers; without a yes an operator can read why nothing came."""
    await monday.pass_days(7)
    assert posted == len(states(monday))
    says = [notice.says for notice in await monday.bot.journal.standing() if notice.topic == "monday"]
    assert (1 - posted) == sum("is public" in each for each in says)


async def test_a_repository_that_is_gone_is_told(monday: Monday) -> None:
    """Whoever named it reads why nothing came."""
    monday.reports.rename("acme/elsewhere")
    monday.practice.create_repository("acme/reports", private=True).deleted = True
    assert 1 == await monday.pass_days(7)
    says = [notice.says for notice in await monday.bot.journal.standing() if notice.topic == "monday"]
    assert [
        "the Monday report is not posted: acme/reports, where the Monday report goes, is gone or out of reach"
    ] == says


@pytest.mark.parametrize("monday", ["dry_run: true"], indirect=True)
async def test_a_dry_run_posts_nothing(monday: Monday) -> None:
    """The report is made, once, and nothing is written."""
    monday.forget_calls()
    assert 1 == await monday.pass_days(7)
    assert 0 == await monday.pass_days(4.2)
    assert [] == monday.writes


async def test_friday_asks_once_for_what_is_missing(monday: Monday) -> None:
    """In the open report, each owner with the line to write; whose number is there is not asked."""
    await monday.pass_days(7)
    (report,) = reports(monday.reports)
    answer = report.comment('/onesitting report 71.5 "the new cart"', by=monday.practice.account("bo"))
    await monday.settle()
    assert ["+1"] == reactions(answer)
    assert 1 == await monday.pass_days(4.2)
    assert 0 == await monday.pass_days(0.1)
    (question,) = [comment.body for comment in report.comments if comment.body.startswith(FRIDAY)]
    assert '@cy, search: Searches that find (%): `/onesitting report NUMBER "search: why it moved"`' in question
    assert "@bo" not in question
    assert "@dee" not in question


async def test_what_an_owner_says_is_in_the_next_report(monday: Monday) -> None:
    """With their sentence; the week after there is a change to tell."""
    for number, why in (("71.5", "the new cart"), ("73", "fewer outages")):
        await monday.pass_days(7)
        reports(monday.reports)[-1].comment(f'/onesitting report {number} "{why}"', by=monday.practice.account("bo"))
        await monday.settle()
    await monday.pass_days(7)
    line = next(line for line in (reports(monday.reports)[-1].body or "").splitlines() if "Completed" in line)
    assert "| 73 % | \\+1.5 | ?, ?, 71.5, 73 |" in line
    assert "fewer outages" in line


async def test_what_was_said_and_shipped_is_told(monday: Monday) -> None:
    """The feedback beside the pull request that closed it."""
    (issue,) = monday.shop.issues.values()
    pull = monday.shop.open_pull_request(
        title="Take the card", body=f"Closes #{issue.number}", author=monday.practice.account("bo"), files={"a.py": "1"}
    )
    pull.merge()
    issue.close(by=monday.practice.account("bo"))
    await monday.settle()
    await monday.pass_days(7)
    (report,) = reports(monday.reports)
    shipped = (report.body or "").partition("## Said and shipped")[2]
    assert f"/acme/shop/issues/{issue.number}) Card: closed by [" in shipped
    assert f"/acme/shop/issues/{pull.number})" in shipped


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("monday", ["private: no, public: true"], indirect=True)
async def test_a_public_report_repeats_no_words_of_a_private_repository(monday: Monday, *, private: bool) -> None:
    """What users wrote there, and what was done about it, is told to whoever may read it; the counts stand."""
    monday.shop.private = private
    for _ in range(2):
        monday.shop.open_issue(title="Aardvark stripes vanish", body="area: checkout", author=monday.ana)
    for word in ("Xylophone", "Yoghurt", "Zither", "Quagga", "Jellyfish"):
        monday.shop.open_issue(
            title=word, body="Nobody can place what this issue is about, or whose.", author=monday.ana
        )
    await monday.settle()
    await monday.pass_days(7)
    (report,) = reports(monday.reports)
    said, body = ("aardvark", "acme/shop"), report.body or ""
    assert [not private] * 2 == [word in body for word in said]
    assert ("| `bo` | 3 |" in body, "5 issues found no area" in body) == (True, True)


async def test_a_closed_report_is_left_alone(monday: Monday) -> None:
    """Who closes it wants to hear no more of that week."""
    await monday.pass_days(7)
    (report,) = reports(monday.reports)
    report.close(by=monday.practice.account("bo"))
    assert 1 == await monday.pass_days(4.2)
    assert [] == report.comments


async def test_who_is_away_is_not_asked(monday: Monday) -> None:
    """Nobody answers on a day off."""
    await monday.pass_days(7)
    (report,) = reports(monday.reports)
    report.comment("/onesitting away 2026-11-12..2026-11-14 cover @bo", by=monday.practice.account("cy"))
    (first,) = monday.shop.issues.values()
    first.comment("/onesitting away 2026-11-12..2026-11-14 cover @bo", by=monday.practice.account("cy"))
    await monday.settle()
    await monday.pass_days(4.2)
    assert "@cy" not in report.comments[-1].body
    assert "@bo" in report.comments[-1].body


@pytest.mark.parametrize(
    ("line", "by", "reaction"),
    [
        ("/onesitting report 4 search: a new index", "cy", "+1"),
        ("/onesitting report 4 a new index", "cy", "confused"),
        ("/onesitting report 4 docs: pages", "dee", "confused"),
        ("/onesitting report 4 checkout: mine", "ana", "-1"),
        ("/onesitting report many things", "bo", "confused"),
    ],
)
async def test_only_an_owner_reports_and_says_which(monday: Monday, line: str, by: str, reaction: str) -> None:
    """Who owns several numbers names one; who owns none has nothing to report."""
    await monday.pass_days(7)
    comment = reports(monday.reports)[0].comment(line, by=monday.practice.account(by))
    await monday.settle()
    assert [reaction] == reactions(comment)
