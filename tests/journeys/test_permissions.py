"""app.yml's permissions are enough for every journey, and not one of them is too many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.journeys.stage import COMMENT_MODE, Stage, large_change
from tests.journeys.test_feedback import MAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SETS = yaml.safe_load((Path(__file__).parents[2] / "app.yml").read_text(encoding="utf-8"))["permission_sets"]
SMALL, WHOLE = (
    {name: str(entry["access"]) for name, entry in SETS[which]["default_permissions"].items()}
    for which in ("pull_requests", "pull_requests_and_routing")
)


async def words(stage: Stage) -> tuple[bool, bool]:
    """Play a pull request that needs a comment; return whether check run and comment are there."""
    stage.shop.commit(COMMENT_MODE)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle(times=2)
    return bool(pull.check_runs), bool(pull.comments)


def without_one(held: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each permission that a pull request needs, with the set that lacks it.

    Every app has `metadata`; `merge_queues` and `issues` open the events of the merge queue and of comments alone.
    """
    for name in held:
        if name not in ("metadata", "merge_queues", "issues"):
            yield name, {other: access for other, access in held.items() if other != name}


async def test_the_small_set_is_enough_for_pull_requests(tmp_path: Path) -> None:
    """Check run and comment, without the permission to write on issues."""
    stage = Stage(tmp_path, SMALL)
    assert await words(stage) == (True, True)
    assert [call.status for call in stage.calls if call.status >= 400] == []
    await stage.close()


async def test_the_whole_set_is_enough_for_routing(tmp_path: Path) -> None:
    """Label, owner and comment, and nothing was refused."""
    stage = Stage(tmp_path, WHOLE)
    stage.shop.commit(MAP)
    issue = stage.shop.open_issue(title="Card payment fails", author=stage.ana)
    await stage.settle(times=2)
    assert (issue.labels, len(issue.assignees), len(issue.comments)) == (["area: checkout"], 1, 1)
    assert [call.status for call in stage.calls if call.status >= 400] == []
    await stage.close()


@pytest.mark.parametrize(("missing", "held"), list(without_one(SMALL)), ids=[name for name, _ in without_one(SMALL)])
async def test_no_permission_is_asked_for_in_vain(tmp_path: Path, missing: str, held: dict[str, str]) -> None:
    """Without any one of them something that a person should see does not appear, and nothing false appears."""
    stage = Stage(tmp_path, held)
    assert await words(stage) != (True, True), missing
    await stage.close()
