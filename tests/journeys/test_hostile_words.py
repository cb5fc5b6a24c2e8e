"""Hostile titles, paths and branches through the whole line: nobody is notified, nothing is linked, nothing forged."""

from __future__ import annotations

from tests.journeys.stage import COMMENT_MODE, PERMISSIONS, Stage, large_change
from tests.journeys.test_feedback import MAP

TITLE = "@org/team </details> ## Approved | x"
PATHS = (
    "shop/`rm -rf`/a.py",
    "shop/two\nlines @ana #1.py",
    "shop/\u202egnp.py",
    "</details>/<!-- onesitting:review -->.py",
    "@org/team/acme/shop#1.py",
)


@PERMISSIONS
async def test_a_pull_request_of_hostile_words_comes_out_inert(stage: Stage) -> None:
    """Title, description, paths, branch and label; in the comment and in the check run."""
    stage.shop.commit(COMMENT_MODE)
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch="small")
    body = "".join(f"def {chr(97 + number)}():\n    return {number}\n\n\n" for number in range(20)) * 5
    pull = stage.shop.open_pull_request(
        title=TITLE,
        body=f"{TITLE}\n\n- Fixes #{first.number} @bo\n",
        author=stage.ana,
        files={**large_change(), **dict.fromkeys(PATHS, body)},
        branch="</details>-@org/team",
        labels=("`</details>` @cy",),
    )
    before = len(stage.practice.notifications), len(stage.practice.cross_references)
    await stage.settle(times=2)
    (comment,) = pull.comments
    told = [one for one in stage.practice.notifications[before[0] :] if one.reason != "comment"]
    assert (told, stage.practice.pings_by_app()) == ([], [])
    assert stage.practice.cross_references[before[1] :] == []
    words = (comment.body, str(pull.check_runs[-1].summary), str(pull.check_runs[-1].text))
    assert not any("\u202e" in each or "\n## Approved" in each for each in words)
    assert all(each.count("<details>") == each.count("\n</details>") for each in words)
    assert [line for line in comment.body.splitlines() if line.startswith("<!--")] == comment.body.splitlines()[:2]


async def test_an_issue_of_hostile_words_comes_out_inert(stage: Stage) -> None:
    """Only the owner whom the map names is mentioned."""
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title=f"Card payment {TITLE}", body=f"{TITLE} refund #1 @cy", author=stage.ana)
    before = len(stage.practice.cross_references)
    await stage.settle(times=2)
    (comment,) = issue.comments
    assert {one.login for one in stage.practice.pings_by_app()} == {"bo"}
    assert stage.practice.cross_references[before:] == []
    assert "</details>" not in comment.body
