"""Check runs as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp_or_none
from bot.practice.render.apps import render_app
from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.json_shapes import JsonObject


def render_check_run(run: PracticeCheckRun) -> JsonObject:
    """Return a check run with the pull requests of this repository whose head it is on."""
    api, web = f"{API}/repos/{run.repository.full_name}", f"{WEB}/{run.repository.full_name}"
    pulls = [pull for pull in run.repository.pull_requests if pull.head_sha == run.head_sha and not pull.from_fork]
    return {
        "id": run.id,
        "node_id": run.node_id,
        "name": run.name,
        "head_sha": run.head_sha,
        "external_id": run.external_id,
        "url": f"{api}/check-runs/{run.id}",
        "html_url": f"{web}/runs/{run.id}",
        "details_url": run.details_url or f"{web}/runs/{run.id}",
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": stamp_or_none(run.started_at),
        "completed_at": stamp_or_none(run.completed_at),
        "output": {
            "title": run.title,
            "summary": run.summary,
            "text": run.text,
            "annotations_count": len(run.annotations),
            "annotations_url": f"{api}/check-runs/{run.id}/annotations",
        },
        "check_suite": {"id": run.suite_id},
        "app": render_app(run.app),
        "pull_requests": [
            {
                "id": pull.id,
                "number": pull.number,
                "url": f"{api}/pulls/{pull.number}",
                "head": {"ref": pull.branch, "sha": pull.head_sha, "repo": _short(run)},
                "base": {"ref": pull.base, "sha": pull.base_sha, "repo": _short(run)},
            }
            for pull in pulls
        ],
    }


def _short(run: PracticeCheckRun) -> JsonObject:
    repository = run.repository
    return {"id": repository.id, "url": f"{API}/repos/{repository.full_name}", "name": repository.name}
