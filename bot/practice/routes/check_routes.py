"""Check runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.practice.checks import PracticeCheckRun
from bot.practice.limits import ACTIONS, ANNOTATIONS, BODY_CHARACTERS
from bot.practice.render.checks import render_check_run
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, invalid, not_found
from bot.practice.routes.repository_routes import REPO

if TYPE_CHECKING:
    from bot.practice.json_shapes import JsonObject

_STATUSES = ("queued", "in_progress", "completed", "waiting", "requested", "pending")
_CONCLUSIONS = ("action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out")
_ACTION_LIMITS = {"label": 20, "description": 40, "identifier": 20}
_LEVELS = ("notice", "warning", "failure")


def create_check_run(call: Call) -> Answer:
    """Make a check run on a commit."""
    repository = call.repository
    name, head_sha = call.text("name", required=True) or "", call.text("head_sha", required=True) or ""
    if repository.git.find(head_sha) != head_sha:
        raise ApiError(422, f"No commit found for SHA: {head_sha}")
    changes = _read(call)
    app = call.world.app
    number = call.world.next_id("check_run")
    run = PracticeCheckRun(number, repository, app, repository.suite(head_sha, app.id), name, head_sha)
    _apply(call, run, changes)
    repository.check_runs[run.id] = run
    call.world.nodes[run.node_id] = run
    run.announce("completed" if run.status == "completed" else "created", call.actor)
    return Answer(201, render_check_run(run))


def update_check_run(call: Call) -> Answer:
    """Change a check run of the app's own; annotations are added to those it has."""
    run = _run(call)
    if run.app is not call.world.app:
        raise ApiError(403, "Resource not accessible by integration")
    changes = _read(call)
    run.updates += 1
    before = run.status
    _apply(call, run, changes)
    if run.status == "completed" and before != "completed":
        run.announce("completed", call.actor)
    else:
        call.world.act(call.actor, "check run updated on", f"{run.repository.full_name}@{run.head_sha[:7]}",
                       run.title or "")  # fmt: skip
    return Answer(200, render_check_run(run))


def get_check_run(call: Call) -> Answer:
    """Answer one check run."""
    return Answer(200, render_check_run(_run(call)))


def list_annotations(call: Call) -> Answer:
    """Answer the annotations of a check run."""
    run = _run(call)
    empty = {"start_column": None, "end_column": None, "title": None, "raw_details": None}
    rendered = [{**empty, "blob_href": "", **annotation} for annotation in run.annotations]
    return call.paged(rendered)


def list_check_runs(call: Call) -> Answer:
    """Answer the check runs on a commit; the latest of each name and app unless all are asked for."""
    repository = call.repository
    sha = repository.resolve(call.params["ref"])
    if sha is None:
        raise ApiError(422, f"No commit found for SHA: {call.params['ref']}")
    runs = repository.check_runs_on(sha)
    if app_id := call.query.get("app_id"):
        runs = [run for run in runs if str(run.app.id) == app_id]
    if name := call.query.get("check_name"):
        runs = [run for run in runs if run.name == name]
    if status := call.query.get("status"):
        runs = [run for run in runs if run.status == status]
    if call.query.get("filter", "latest") == "latest":
        runs = list({(run.app.id, run.name): run for run in runs}.values())
    rendered = [render_check_run(run) for run in sorted(runs, key=lambda run: -run.id)]
    return call.paged(rendered, lambda page: {"total_count": len(rendered), "check_runs": page})


def _run(call: Call) -> PracticeCheckRun:
    run = call.repository.check_runs.get(call.number("check_run_id"))
    if run is None:
        raise not_found()
    return run


def _read(call: Call) -> JsonObject:
    """Return the body once everything in it can be used; raises ApiError 422."""
    body = call.json
    status, conclusion = body.get("status"), body.get("conclusion")
    if status is not None and status not in _STATUSES:
        raise invalid("CheckRun", "status", f"status is not one of {', '.join(_STATUSES)}")
    if conclusion is not None and conclusion not in _CONCLUSIONS:
        raise invalid("CheckRun", "conclusion", f"conclusion is not one of {', '.join(_CONCLUSIONS)}")
    if status == "completed" and conclusion is None:
        raise invalid("CheckRun", "conclusion", "conclusion is required when status is completed")
    _check_actions(body.get("actions"))
    output = body.get("output")
    if output is None:
        return body
    if not isinstance(output, dict) or not isinstance(output.get("summary"), str):
        raise invalid("CheckRun", "output", "output needs a summary")
    if call.method == "POST" and not output.get("title"):
        raise invalid("CheckRun", "output", "output needs a title")
    for part in ("summary", "text"):
        if len((output.get(part) or "").encode()) >= BODY_CHARACTERS:
            raise invalid("CheckRun", part, f"{part} exceeds a maximum bytesize of 65535")
    _check_annotations(output.get("annotations") or [])
    return body


def _check_actions(actions: object) -> None:
    if actions is None:
        return
    if not isinstance(actions, list) or len(actions) > ACTIONS:
        raise invalid("CheckRun", "actions", f"actions exceed a maximum quantity of {ACTIONS}")
    for action in actions:
        for part, longest in _ACTION_LIMITS.items():
            words = action.get(part) if isinstance(action, dict) else None
            if not isinstance(words, str) or not 0 < len(words) <= longest:
                raise invalid("CheckRun", "actions", f"{part} needs 1 to {longest} characters")


def _check_annotations(annotations: object) -> None:
    if not isinstance(annotations, list) or len(annotations) > ANNOTATIONS:
        raise invalid("CheckRun", "annotations", f"annotations exceed a maximum quantity of {ANNOTATIONS}")
    for annotation in annotations:
        texts = isinstance(annotation, dict) and all(annotation.get(part) for part in ("path", "message"))
        if not texts or annotation.get("annotation_level") not in _LEVELS:
            raise invalid("CheckRun", "annotations", "an annotation needs path, message and annotation_level")
        start, end = annotation.get("start_line"), annotation.get("end_line")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 < start <= end:
            raise invalid("CheckRun", "annotations", "start_line and end_line are lines from 1, in order")
        columns = {"start_column", "end_column"} & annotation.keys()
        if columns and start != end:
            raise invalid("CheckRun", "annotations", "columns may only be given on a single line")


def _apply(call: Call, run: PracticeCheckRun, body: JsonObject) -> None:
    now, before = call.world.now(), run.status
    if body.get("conclusion") is not None:
        run.status, run.conclusion = "completed", str(body["conclusion"])
    elif body.get("status") is not None:
        run.status, run.conclusion = str(body["status"]), None
    run.name = str(body.get("name") or run.name)
    if body.get("external_id") is not None:
        run.external_id = str(body["external_id"])
    run.details_url = str(body["details_url"]) if body.get("details_url") else run.details_url
    run.started_at = _moment(body.get("started_at")) or run.started_at or now
    if run.status == "completed":
        run.completed_at = _moment(body.get("completed_at")) or now
        if before != "completed":  # GitHub does not say what words for a run that was finished do to a queued suite
            run.repository.suites_asked_again.discard(run.suite_id)
    if isinstance(actions := body.get("actions"), list):
        run.actions = actions
    if isinstance(output := body.get("output"), dict):
        run.title, run.summary, run.text = output.get("title") or run.title, output["summary"], output.get("text")
        run.annotations += output.get("annotations") or []


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except ValueError:
        raise invalid("CheckRun", "started_at", f"{value!r} is not a time") from None


_RUN = f"{REPO}/check-runs/{{check_run_id}}"

ROUTES = (
    Endpoint("POST", f"{REPO}/check-runs", create_check_run, ("checks:write",)),
    Endpoint("PATCH", _RUN, update_check_run, ("checks:write",)),
    Endpoint("GET", _RUN, get_check_run, ("checks:read",)),
    Endpoint("GET", f"{_RUN}/annotations", list_annotations, ("checks:read",)),
    Endpoint("GET", f"{REPO}/commits/{{ref:path}}/check-runs", list_check_runs, ("checks:read",)),
)
