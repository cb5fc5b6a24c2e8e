"""A whole life of a pull request as anybody can see it: golden files that a person has read (MANNERS in one page)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.practice.pull_requests import PracticeCommit
from tests.journeys.stage import COMMENT_MODE, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.transcript import Act

pytestmark = pytest.mark.pull_requests

GOLDEN = Path(__file__).parents[1] / "golden"
HIDDEN = re.compile(r"<!--.*?-->\s*", re.DOTALL)
TESTS = "def test_total():\n    assert total([1, 2]) == 3\n\n\ndef test_nothing():\n    assert total([]) == 0\n"
WORKFLOW = ".github/workflows/ci.yml"
PERMITTED = "on: push\npermissions:\n  contents: {}\njobs: {{}}\n"
WHY = "The receipts are printed in columns. `left-pad` is added because it fills them up from the left."


def visible(act: Act) -> str:
    """Return one act as a line: hidden lines left out, of the words the first hundred characters."""
    words = HIDDEN.sub("", act.detail).strip().partition("\n")[0]
    return f"{act.at:%H:%M:%S} {act.who} {act.what} {act.where}" + (f": {words[:100]}" if words else "")


def check(name: str, stage: Stage, pull: PracticePullRequest) -> None:
    """Compare what could be seen happening on the pull request with its golden file."""
    places = (pull.full_name, f"{stage.shop.full_name}@")
    acts = [visible(act) for act in stage.practice.transcript if act.where.startswith(places)]
    inboxes = [f"{one.at:%H:%M:%S} {one.login}: {one.reason}" for one in stage.practice.notifications]
    said = "\n".join([*acts, "", "What went into inboxes:", *(inboxes or ["nothing"]), ""])
    file = GOLDEN / f"transcript-{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


async def test_twenty_pushes(stage: Stage) -> None:
    """Ten minutes, a push each half minute: one comment, edited in place, and one line in one inbox."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    for number in range(20):
        pull.push({f"shop/part_{number % 3}.py": f"total = {number}\n"}, message=f"Try {number}")
        await stage.deliver()
        stage.clock.advance(30)
        await stage.bot.drain()
    assert len(pull.comments) == 1
    check("twenty-pushes", stage, pull)


async def test_four_findings_are_fixed_one_by_one(stage: Stage) -> None:
    """Each fix edits the one comment; with the last it is folded away as resolved, and nothing else is posted."""
    before = {"tests/test_total.py": TESTS, "requirements.txt": "httpx==0.28\n", WORKFLOW: PERMITTED.format("read")}
    stage.shop.commit({**COMMENT_MODE, **before})
    files: dict[str, str | bytes | None] = {
        "tests/test_total.py": None,
        "requirements.txt": "httpx==0.28\nleft-pad==1.3.0\n",
    }
    files |= {**large_change(), WORKFLOW: PERMITTED.format("write")}
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=files)
    await stage.settle()
    pull.push({"tests/test_total.py": TESTS}, message="Keep the tests")
    await stage.settle()
    pull.edit(body=WHY)
    await stage.settle()
    pull.push({WORKFLOW: PERMITTED.format("read")}, message="Let the workflow read alone")
    await stage.settle()
    pull.push(commits=[PracticeCommit("Add the last line", {"sum.py": "total = 1\n"})], force=True)
    await stage.settle(times=2)
    (comment,) = pull.comments
    assert comment.minimized_as == "resolved"
    check("four-findings", stage, pull)


async def test_a_deleted_comment_and_a_pull_request_closed_and_opened_again(stage: Stage) -> None:
    """What a person did stands: the comment does not come back, and nothing is said on a closed pull request."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.comments[0].delete(stage.ana)
    pull.push({"more.py": "x = 1\n"}, message="Go on")
    await stage.settle()
    pull.close()
    pull.push({"more.py": "x = 2\n"}, message="While it is closed")
    await stage.settle()
    pull.reopen()
    await stage.settle(times=2)
    assert pull.comments == []
    check("deleted-closed-reopened", stage, pull)
