from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.practice.wire import as_installation

if TYPE_CHECKING:
    from bot.practice import PracticeGitHub

REPO = "/repos/acme/shop"
NOTE = {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "completed"},
        {"conclusion": "wonderful"},
        {"output": {"title": "t", "summary": "s", "annotations": [NOTE] * 51}},
        {"output": {"title": "t", "summary": "s", "annotations": [{**NOTE, "end_line": 0}]}},
        {"output": {"title": "t", "summary": "s", "annotations": [{**NOTE, "annotation_level": "loud"}]}},
        {"output": {"summary": "s"}},
        {"output": {"title": "t", "summary": "é" * 40_000}},
        {"actions": [{"label": "l", "description": "d", "identifier": "i"}] * 4},
        {"actions": [{"label": "l" * 21, "description": "d", "identifier": "i"}]},
        {"head_sha": "0" * 40},
    ],
)
async def test_what_github_refuses_is_refused(practice: PracticeGitHub, wrong: dict[str, object]) -> None:
    """422, and nothing is made."""
    shop = practice.create_repository("acme/shop")
    body = {"name": "Reviewability", "head_sha": shop.head, **wrong}
    async with as_installation(practice, practice.install("acme")) as client:
        answer = await client.post(f"{REPO}/check-runs", json=body)
    assert (answer.status_code, shop.check_runs) == (422, {})


async def test_annotations_add_up_over_updates(practice: PracticeGitHub) -> None:
    """Fifty a request; each update adds its own."""
    shop = practice.create_repository("acme/shop")
    output = {"title": "t", "summary": "s", "annotations": [NOTE] * 50}
    body = {"name": "Reviewability", "head_sha": shop.head, "output": output}
    async with as_installation(practice, practice.install("acme")) as client:
        made = (await client.post(f"{REPO}/check-runs", json=body)).json()
        path = f"{REPO}/check-runs/{made['id']}"
        updated = await client.patch(path, json={"conclusion": "neutral", "output": output})
    assert updated.json()["output"]["annotations_count"] == 100
    assert (updated.json()["status"], updated.json()["conclusion"]) == ("completed", "neutral")


async def test_check_runs_are_found_by_app_and_name(practice: PracticeGitHub) -> None:
    """Another app's run of the same name is another run, and not ours to change."""
    shop = practice.create_repository("acme/shop")
    theirs = practice.check_run_of_another_app(shop, "Reviewability", shop.head)
    async with as_installation(practice, practice.install("acme")) as client:
        made = await client.post(f"{REPO}/check-runs", json={"name": "Reviewability", "head_sha": shop.head})
        path = f"{REPO}/commits/{shop.head}/check-runs?check_name=Reviewability&app_id={practice.app_id}"
        found = await client.get(path)
        refused = await client.patch(f"{REPO}/check-runs/{theirs.id}", json={"conclusion": "failure"})
    assert [run["id"] for run in found.json()["check_runs"]] == [made.json()["id"]]
    assert (refused.status_code, theirs.conclusion) == (403, "success")


async def test_a_suite_asked_for_again_is_queued_until_a_run_is_completed(practice: PracticeGitHub) -> None:
    """Other words for the finished run are no answer; a new run is one."""
    shop = practice.create_repository("acme/shop")
    done = {"name": "R", "head_sha": shop.head, "conclusion": "success"}
    async with as_installation(practice, practice.install("acme")) as client:
        await client.post(f"{REPO}/check-runs", json=done)
        (run,) = shop.check_runs_on(shop.head)
        run.rerequest(practice.account("ada"))
        await client.patch(f"{REPO}/check-runs/{run.id}", json={"conclusion": "failure"})
        assert shop.suites_asked_again == {run.suite_id}
        await client.post(f"{REPO}/check-runs", json=done)
    assert shop.suites_asked_again == set()


async def test_a_button_tells_the_app(practice: PracticeGitHub) -> None:
    """Pressing one sends its identifier; a button that is not there cannot be pressed."""
    shop = practice.create_repository("acme/shop")
    button = {"label": "Recheck", "description": "Look again", "identifier": "recheck"}
    async with as_installation(practice, practice.install("acme")) as client:
        await client.post(f"{REPO}/check-runs", json={"name": "R", "head_sha": shop.head, "actions": [button]})
    (run,) = shop.check_runs_on(shop.head)
    run.press("recheck", by=practice.account("ada"))
    assert practice.pending[-1].payload["requested_action"] == {"identifier": "recheck"}
    with pytest.raises(ValueError, match="no button"):
        run.press("explode", by=practice.account("ada"))
