"""The split plan on a pull request, through the real door: when it is there, what it costs, and who may ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import onesitting
from tests.journeys.stage import COMMENT_MODE, Stage, large_change
from tests.journeys.test_commands import reactions, says

if TYPE_CHECKING:
    from bot.practice import PracticePullRequest

pytestmark = pytest.mark.pull_requests

FOLD = "<summary>Split plan: "


def code(word: str, count: int, every: int = 10_000) -> str:
    """Return lines about one thing; each `every`th of them is a new one."""
    return "".join(f"{word}_{at} = {'new' if at % every == 0 else 'old'}_{word}({at})\n" for at in range(count))


def edited(stage: Stage, files: int) -> PracticePullRequest:
    """Open a pull request that edits many places of some files, far more than one sitting."""
    names = [f"shop/part_{at}.py" for at in range(files)]
    stage.shop.commit({**COMMENT_MODE, **{name: code(f"word{at}", 2_000) for at, name in enumerate(names)}})
    after: dict[str, str | bytes | None] = {name: code(f"word{at}", 2_000, 10) for at, name in enumerate(names)}
    return stage.shop.open_pull_request(title="Everything", author=stage.ana, files=after)


async def test_a_large_change_shows_its_plan_in_comment_and_check_run(stage: Stage) -> None:
    """The finding names the parts, and both carry the same fold; new files cost no further read."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert (4, 1, 1) == (len(stage.reads), pull.comments[0].body.count(FOLD), str(pull.check_runs[-1].text).count(FOLD))
    assert "parts of the plan: 1." in pull.comments[0].body


async def test_few_divided_files_cost_one_read_more(stage: Stage) -> None:
    """Their texts come in one question, and the proof no longer says that it saw hunks alone."""
    pull = edited(stage, 8)
    await stage.settle()
    assert (5, 1) == (len(stage.reads), stage.operations("FileTexts"))
    assert "seen by hunks alone" not in str(pull.check_runs[-1].text)


async def test_many_divided_files_cost_two_reads_more(stage: Stage) -> None:
    """Sizes first, then the texts that fit."""
    edited(stage, 12)
    await stage.settle()
    assert (6, 2) == (len(stage.reads), stage.operations("FileTexts"))


async def test_a_small_change_is_not_looked_at_for_parts(stage: Stage) -> None:
    """No plan, no further read, and the rule says that it was not looked for."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    assert (4, False) == (len(stage.reads), FOLD in str(pull.check_runs[-1].text))


async def test_who_asks_about_a_small_change_is_told_that_there_is_nothing(stage: Stage) -> None:
    """Accepted with a reaction, answered in the check run, and no comment."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "total = 1\n"})
    await stage.settle()
    comment = await says(stage, pull, "/onesitting split")
    assert ["+1"] == reactions(comment)
    assert "there is nothing to split" in str(pull.check_runs[-1].text).partition("<details>")[0]


async def test_the_button_asks_for_the_same(stage: Stage) -> None:
    """Open and first on the page of the check run."""
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    pull.check_runs[-1].press("split", by=stage.ana)
    await stage.settle()
    assert str(pull.check_runs[-1].text).startswith("### Split plan\n")


async def test_the_command_line_says_the_same_plan(stage: Stage) -> None:
    """The same change, the same parts, minutes, order and proof, whoever looks at it."""
    pull = edited(stage, 8)
    await stage.settle()
    words = f"{stage.shop.branches['main']}...{pull.head_sha}"
    ran = onesitting("split", "--repo", str(stage.shop.git.git.directory), "--range", words, "--format", "markdown")
    rows = [line for line in ran.out.split("\n") if line.startswith("| ")]
    assert rows == [line for line in str(pull.check_runs[-1].text).split("\n") if line in rows]
    assert len(rows) > len(("header", "rule", "a part"))
