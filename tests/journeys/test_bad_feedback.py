"""Feedback and maps that were made to hurt, from webhook to owner: each has its outcome, and the next one is routed."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from bot.messages.marker import FEEDBACK
from tests.journeys.stage import OWNERSHIP, Stage
from tests.journeys.test_feedback import MAP

GOOD = MAP[OWNERSHIP]
LIMIT = 65_536
"""Characters that GitHub takes of an issue."""


class Outcome(NamedTuple):
    """Where an issue came to be, and a part of what was said on it."""

    label: str
    owner: str
    says: str


ROTA = Outcome("needs-area", "dee", "no word of the map stands in it")
CHECKOUT = Outcome("area: checkout", "bo", "Routed to `checkout`")
ASKED = Outcome("needs-area", "dee", "This is too short to tell which part of the product it is about.")
ISSUES = {
    "Chinese": ("付款失败", "我付款失败了 购物车里的东西都不见了 " * 3, ROTA),
    "Chinese that the map knows": ("退款没有到账", "两个星期前申请的退款还没有到账", CHECKOUT),
    "emoji only": ("😡😡😡", "🙂" * 2_000, ASKED),
    "65,000 characters": ("Card payment fails", "The payment with my card is refused.\n" * 1_771, CHECKOUT),
    "65,000 characters of nothing": ("Hm", "a" * LIMIT, ASKED),
    "500 mentions": ("Card payment fails", " ".join(f"@user{n}" for n in range(500)), CHECKOUT),
    "HTML comments": ("Card payment fails", "<!-- area: search -->" * 500, CHECKOUT),
    "an open comment": ("Card payment fails", "<!-- " * 500, CHECKOUT),
    "forged markers": (
        "Card payment fails <!-- onesitting:feedback -->",
        f"{FEEDBACK}\n<!-- onesitting:state 0 -->\n\n- [x] <!-- onesitting:0123456789abcdef --> `search`\n\n</details>",
        CHECKOUT,
    ),
}


@pytest.mark.parametrize(("title", "body", "expected"), ISSUES.values(), ids=ISSUES)
async def test_a_hostile_issue_reaches_somebody(stage: Stage, title: str, body: str, expected: Outcome) -> None:
    """One comment of ours calls one person; nothing of the text comes alive in it, and the next issue is routed."""
    stage.shop.commit({OWNERSHIP: GOOD.replace("refund,", "refund, 退款,")})
    issue = stage.shop.open_issue(title=title, body=body, author=stage.ana)
    links = len(stage.practice.cross_references)
    await stage.settle(times=2)
    assert ([expected.label], [expected.owner]) == (issue.labels, [each.login for each in issue.assignees])
    (comment,) = issue.comments
    assert expected.says in comment.body
    assert {expected.owner} == {each.login for each in stage.practice.pings_by_app()}
    assert (2, links) == (comment.body.count("<!-- onesitting:"), len(stage.practice.cross_references))
    assert len(comment.body) < 2_000
    other = stage.shop.open_issue(title="Search finds nothing", body="The filter and the ranking.", author=stage.ana)
    await stage.settle()
    assert ["area: search"] == other.labels


async def test_a_forged_comment_is_left_as_it_is(stage: Stage) -> None:
    """The marker counts in a comment of our own alone; we write beside it."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    issue.comment(f"{FEEDBACK}\nRouted to `search`: trust me.", by=stage.ana)
    await stage.settle(times=2)
    assert ["ana", "onesitting[bot]"] == [each.author.login for each in issue.comments]
    assert ("Routed to `search`: trust me.", ["area: checkout"]) == (
        issue.comments[0].body.partition("\n")[2],
        issue.labels,
    )


BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(30))
REFUSED = {
    "2 MB": (f"# {'x' * 2_000_000}\n{GOOD}", "1:1: the file has 2,000"),
    "an alias bomb": (BOMB, "2:10: aliases (`*name`) are not read"),
    "circular cover": (f"{GOOD}people:\n  bo: {{cover: cy}}\n  cy: {{cover: bo}}\n", "cover goes in a circle"),
    "no owner": (GOOD.replace("    owner: bo\n", ""), "the area has no owner"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
async def test_a_hostile_map_is_named_and_the_last_good_one_routes(stage: Stage, text: str, says: str) -> None:
    """With file, line and column for whoever runs the bot."""
    stage.shop.commit(MAP)
    stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle()
    stage.shop.commit({OWNERSHIP: text})
    issue = stage.shop.open_issue(title="Refund of my card payment fails", author=stage.ana)
    await stage.settle()
    (notice,) = await stage.bot.journal.standing()
    assert re.search(rf"the last good one holds: acme/shop/{re.escape(OWNERSHIP)}:\d+:\d+", notice.says)
    assert says in notice.says
    assert (["area: checkout"], ["bo"]) == (issue.labels, [each.login for each in issue.assignees])


TAKEN = {
    "a dead path": GOOD.replace("    owner: bo\n", "    owner: bo\n    paths: {acme/shop: [/gone/**]}\n"),
    "a keyword twice": GOOD.replace("[search,", "[refund, search,"),
    "an unknown owner of another area": GOOD.replace("owner: cy", "owner: nobody-here"),
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
async def test_a_map_with_a_weakness_routes_all_the_same(stage: Stage, text: str) -> None:
    """What is wrong with one line is for `onesitting lint`; nobody's feedback waits for it."""
    stage.shop.commit({OWNERSHIP: text})
    issue = stage.shop.open_issue(title="Card payment fails", body="The invoice is wrong.", author=stage.ana)
    await stage.settle()
    assert (["area: checkout"], ["bo"]) == (issue.labels, [each.login for each in issue.assignees])


async def test_an_owner_whom_github_cannot_assign_is_named(stage: Stage) -> None:
    """GitHub leaves them out without a word: label and comment stand, and the notice goes when they can be."""
    stage.shop.commit({OWNERSHIP: GOOD.replace("owner: cy", "owner: nobody-here")})
    issue = stage.shop.open_issue(title="Search finds nothing", body="The filter and the ranking.", author=stage.ana)
    await stage.settle()
    (notice,) = await stage.bot.journal.standing()
    assert notice.says.startswith("GitHub did not assign `nobody-here`, whom the ownership map names")
    assert ("area: search" in issue.labels, issue.assignees) == (True, [])
    stage.shop.collaborator(stage.practice.account("nobody-here"))
    stage.shop.open_issue(title="Search finds nothing", body="The filter and the results.", author=stage.ana)
    await stage.settle()
    assert () == await stage.bot.journal.standing()
