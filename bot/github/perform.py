"""The only file that changes GitHub: one function per kind of effect, and one look right before the first of them.

Every write is safe to ask for again: before anything is written the head and our comment are read once more, so that
nothing is said about an older commit and no comment is posted a second time after an answer was lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.effects.kinds import (
    AddAssignees,
    AddLabels,
    CloseDuplicate,
    CloseIssue,
    CreateCheckRun,
    CreateComment,
    CreateIssue,
    EditComment,
    EditIssue,
    Effect,
    MinimizeComment,
    React,
    RemoveAssignees,
    RemoveLabels,
    UnminimizeComment,
    UpdateCheckRun,
)
from bot.facts.errors import EffectRefused, FactsUnavailable, Moved, NotPermitted, Retry
from bot.github.find_comment import find_comment
from bot.github.queries import BEFORE_WRITING, MINIMIZE_COMMENT, UNMINIMIZE_COMMENT
from bot.messages.boxes import keep_ticks, ticked
from bot.messages.marker import REVIEW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.effects.kinds import Target
    from bot.github.client import GitHub
    from bot.messages.wanted import Annotation, CheckText


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the audit trail: what was changed where, in words, and the id of what GitHub made (0: none).

    `commit` is the head that was judged, empty for an issue. `author` is the stranger who opened it, 0 where that is
    somebody of the house, or nobody's. `left_out` are the logins that GitHub did not assign.
    """

    kind: str
    where: str
    says: str
    made: int = 0
    commit: str = ""
    author: int = 0
    left_out: tuple[str, ...] = ()


async def perform(github: GitHub, effects: tuple[Effect, ...]) -> AsyncIterator[Done]:
    """Write the effects in order of priority and yield each that is done; nothing wanted costs no call.

    Raises EffectRefused: with Moved where the head is another one by now ("stale_head"), else as GitHub refused.
    What is not permitted does not stop the others: it is raised behind them.
    """
    if not effects:
        return
    ordered = sorted(effects, key=lambda effect: effect.priority)
    try:
        # The commit of a merge group has no conversation and never moves, nor has an issue that is yet to be opened; a
        # reaction says nothing of what moves.
        if ordered[0].target.number and not all(isinstance(effect, React) for effect in ordered):
            now = await _look(github, ordered[0].target)
            ordered = [await _once(github, effect, now) for effect in ordered]
    except FactsUnavailable as unavailable:
        raise EffectRefused(unavailable.advice) from None
    forbidden: EffectRefused | None = None
    for effect in ordered:
        try:
            await github.afford(effect.priority, len(effect.labels) if isinstance(effect, RemoveLabels) else 1)
            yield await _write(github, effect)
        except EffectRefused as refused:
            if not isinstance(refused.advice, NotPermitted):
                raise
            forbidden = forbidden or refused
    if forbidden is not None:
        raise forbidden


async def _look(github: GitHub, target: Target) -> dict[str, Any]:
    """Return the thing to be changed as it is now; refuse where its head is not the one that was judged."""
    home = target.repository
    data = await github.ask(BEFORE_WRITING, owner=home.owner, name=home.name, number=target.number)
    thing = (data["repository"] or {}).get("issueOrPullRequest")
    if thing is None:
        raise EffectRefused(Retry(f"{home.full_name}#{target.number} cannot be read"))
    head = thing.get("headRefOid", "")
    if target.head_sha and head != target.head_sha:
        raise EffectRefused(Moved(f"stale_head: judged {target.head_sha}, now {head}"))
    return {**thing, "viewer": data["viewer"]}


async def _once(github: GitHub, effect: Effect, now: dict[str, Any]) -> Effect:
    """Return the effect; a comment to create that is there already becomes an edit of it."""
    if not isinstance(effect, CreateComment):
        return effect
    home, number = effect.target.repository, effect.target.number
    marker = effect.body.partition("\n")[0].strip()
    page, viewer = now["comments"], now["viewer"]
    ours = await find_comment(github, home.owner, home.name, number, marker, page=page, viewer=viewer)
    return effect if ours is None else EditComment(effect.target, ours.id, effect.body)


async def _write(github: GitHub, effect: Effect) -> Done:  # noqa: C901, PLR0911, PLR0912 - one return a kind of effect
    match effect:
        case CreateCheckRun():
            return await _create_check_run(github, effect)
        case UpdateCheckRun():
            return await _update_check_run(github, effect)
        case CreateComment():
            return await _create_comment(github, effect)
        case EditComment():
            return await _edit_comment(github, effect)
        case CreateIssue() | EditIssue():
            return await _write_issue(github, effect)
        case MinimizeComment() | UnminimizeComment():
            return await _fold(github, effect)
        case AddLabels():
            return await _add_labels(github, effect)
        case AddAssignees():
            return await _add_assignees(github, effect)
        case RemoveLabels():
            return await _remove_labels(github, effect)
        case RemoveAssignees():
            return await _remove_assignees(github, effect)
        case CloseDuplicate():
            return await _close_duplicate(github, effect)
        case CloseIssue():
            return await _close_issue(github, effect)
        case React():
            return await _react(github, effect)


async def _create_check_run(github: GitHub, effect: CreateCheckRun) -> Done:
    body = {"name": effect.check.name, "head_sha": effect.target.head_sha, **_check(effect.check)}
    made = await github.write("POST", f"{_at(effect.target)}/check-runs", body)
    return _done(effect, f"{effect.check.conclusion}: {effect.check.title}", made["id"])


async def _update_check_run(github: GitHub, effect: UpdateCheckRun) -> Done:
    await github.write("PATCH", f"{_at(effect.target)}/check-runs/{effect.check_run_id}", _check(effect.check))
    return _done(effect, f"{effect.check.conclusion}: {effect.check.title}", effect.check_run_id)


async def _create_comment(github: GitHub, effect: CreateComment) -> Done:
    path = f"{_at(effect.target)}/issues/{effect.target.number}/comments"
    made = await github.write("POST", path, {"body": effect.body})
    return _done(effect, f"{len(effect.body):,} characters", made["id"])


async def _edit_comment(github: GitHub, effect: EditComment) -> Done:
    path = f"{_at(effect.target)}/issues/comments/{effect.comment_id}"
    body = effect.body
    if body.startswith(REVIEW):
        body = keep_ticks(body, ticked(await _body_now(github, path)))
    await github.write("PATCH", path, {"body": body})
    return _done(effect, f"{len(body):,} characters", effect.comment_id)


async def _body_now(github: GitHub, path: str) -> str:
    """Return our comment as people left it, read right before it is written over: a box may just have been ticked."""
    try:
        found: dict[str, Any] = (await github.read(path)).data
    except FactsUnavailable as unavailable:
        raise EffectRefused(unavailable.advice) from None
    return found["body"] or ""


async def _write_issue(github: GitHub, effect: CreateIssue | EditIssue) -> Done:
    if isinstance(effect, CreateIssue):
        made = await github.write("POST", f"{_at(effect.target)}/issues", {"title": effect.title, "body": effect.body})
        return _done(effect, f"#{made['number']}", made["number"])
    await github.write("PATCH", f"{_at(effect.target)}/issues/{effect.target.number}", {"body": effect.body})
    return _done(effect, f"{len(effect.body):,} characters")


async def _fold(github: GitHub, effect: MinimizeComment | UnminimizeComment) -> Done:
    if isinstance(effect, MinimizeComment):
        await github.mutate(MINIMIZE_COMMENT, id=effect.node_id, classifier=effect.reason)
        return _done(effect, effect.reason)
    await github.mutate(UNMINIMIZE_COMMENT, id=effect.node_id)
    return _done(effect, "shown again")


async def _add_labels(github: GitHub, effect: AddLabels) -> Done:
    path = f"{_at(effect.target)}/issues/{effect.target.number}/labels"
    await github.write("POST", path, {"labels": list(effect.labels)})
    return _done(effect, ", ".join(effect.labels))


async def _add_assignees(github: GitHub, effect: AddAssignees) -> Done:
    """Assign, and look at who is: GitHub leaves out, without a word, whom it does not know or who has no access."""
    path = f"{_at(effect.target)}/issues/{effect.target.number}/assignees"
    found = await github.write("POST", path, {"assignees": list(effect.assignees)})
    there = {person["login"].casefold() for person in found["assignees"]}
    left_out = tuple(login for login in effect.assignees if login.casefold() not in there)
    done = _done(effect, ", ".join(login for login in effect.assignees if login not in left_out) or "nobody")
    return replace(done, left_out=left_out)


async def _remove_labels(github: GitHub, effect: RemoveLabels) -> Done:
    for label in effect.labels:
        path = f"{_at(effect.target)}/issues/{effect.target.number}/labels/{quote(label, safe='')}"
        await github.write("DELETE", path, None)
    return _done(effect, ", ".join(effect.labels))


async def _remove_assignees(github: GitHub, effect: RemoveAssignees) -> Done:
    path = f"{_at(effect.target)}/issues/{effect.target.number}/assignees"
    await github.write("DELETE", path, {"assignees": list(effect.assignees)})
    return _done(effect, ", ".join(effect.assignees))


async def _close_duplicate(github: GitHub, effect: CloseDuplicate) -> Done:
    path = f"{_at(effect.target)}/issues/{effect.target.number}"
    await github.write("PATCH", path, {"state": "closed", "state_reason": "duplicate"})
    return _done(effect, "closed as a duplicate")


async def _close_issue(github: GitHub, effect: CloseIssue) -> Done:
    path = f"{_at(effect.target)}/issues/{effect.target.number}"
    await github.write("PATCH", path, {"state": "closed", "state_reason": "completed"})
    return _done(effect, "closed")


async def _react(github: GitHub, effect: React) -> Done:
    path = f"{_at(effect.target)}/issues/comments/{effect.comment_id}/reactions"
    made = await github.write("POST", path, {"content": effect.content})
    return _done(effect, effect.content, made["id"])


def _check(check: CheckText) -> dict[str, object]:
    return {
        "status": "completed",
        "conclusion": check.conclusion,
        "external_id": check.fingerprint,
        **({"details_url": check.details_url} if check.details_url else {}),
        "output": {
            "title": check.title,
            "summary": check.summary,
            "text": check.text,
            "annotations": [_annotation(annotation) for annotation in check.annotations],
        },
        "actions": [
            {"label": button.label, "description": button.description, "identifier": button.identifier}
            for button in check.buttons
        ],
    }


def _annotation(annotation: Annotation) -> dict[str, object]:
    first, last = annotation.lines
    columns = {"start_column": annotation.column, "end_column": annotation.column} if annotation.column else {}
    return {
        "path": annotation.path,
        "start_line": first,
        "end_line": last,
        **columns,
        "annotation_level": annotation.level,
        "title": annotation.title,
        "message": annotation.message,
    }


def _at(target: Target) -> str:
    return f"/repos/{target.repository.full_name}"


def _done(effect: Effect, says: str, made: int = 0) -> Done:
    target = effect.target
    at = f"#{target.number}" if target.number else f"@{target.head_sha[:7]}" if target.head_sha else ""
    where = f"{target.repository.full_name}{at}"
    return Done(type(effect).__name__, where, says, made, target.head_sha)
