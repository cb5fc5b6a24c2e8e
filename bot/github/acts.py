"""Who set and who took away: the timeline of an issue, read for what is our own doing and what people undid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.facts.issue import Act, Reply
from bot.github.own_words import account

if TYPE_CHECKING:
    from bot.facts.issue import ActKind

_KINDS: dict[str, ActKind] = {
    "LabeledEvent": "labeled",
    "UnlabeledEvent": "unlabeled",
    "AssignedEvent": "assigned",
    "UnassignedEvent": "unassigned",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
}


@dataclass(frozen=True, slots=True)
class Acts:
    """Labels and logins in the order in which they were last touched."""

    labels_by_us: tuple[str, ...] = ()
    assignees_by_us: tuple[str, ...] = ()
    labels_taken_away: tuple[str, ...] = ()
    assignees_taken_away: tuple[str, ...] = ()
    comment_deleted: bool = False


def read_acts(timeline: dict[str, Any] | None, viewer: dict[str, Any] | None) -> Acts:
    """Return what the last events say; `viewer` is the account behind our token, without it nothing is ours."""
    own_id = int((viewer or {}).get("databaseId") or 0)
    labels, assignees, deleted = _Ledger(), _Ledger(), False
    for node in (timeline or {}).get("nodes") or []:
        ours = bool(own_id) and account(node.get("actor")).id == own_id
        match node.get("__typename"):
            case "LabeledEvent":
                labels.set(node["label"]["name"], ours=ours)
            case "UnlabeledEvent":
                labels.take(node["label"]["name"], ours=ours)
            case "AssignedEvent":
                assignees.set((node["assignee"] or {}).get("login", ""), ours=ours)
            case "UnassignedEvent":
                assignees.take((node["assignee"] or {}).get("login", ""), ours=ours)
            case "CommentDeletedEvent":
                deleted |= bool(own_id) and account(node.get("deletedCommentAuthor")).id == own_id
    return Acts(labels.ours(), assignees.ours(), labels.taken(), assignees.taken(), deleted)


def acts_of_people(timeline: dict[str, Any] | None) -> tuple[Act, ...]:
    """Return what people did, oldest first; a bot's act is nobody's word, nor is a deleted account's."""
    found: list[Act] = []
    for node in (timeline or {}).get("nodes") or []:
        kind, by = _KINDS.get(str(node.get("__typename"))), account(node.get("actor"))
        if kind is not None and by.login and by.type == "User":
            name = str((node.get("label") or {}).get("name") or (node.get("assignee") or {}).get("login") or "")
            found.append(Act(kind, name, by, moment(node["createdAt"])))
    return tuple(found)


def replies_of_people(*pages: dict[str, Any]) -> tuple[Reply, ...]:
    """Return the comments of people on some pages that may overlap, oldest first."""
    nodes = {int(node["databaseId"]): node for page in pages for node in page["nodes"]}
    ordered = (node for _, node in sorted(nodes.items()))
    every = (Reply(account(node["author"]), node["body"], moment(node["createdAt"])) for node in ordered)
    return tuple(reply for reply in every if reply.by.login and reply.by.type == "User")


def moment(text: str) -> datetime:
    """Return GitHub's time as an aware one in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


class _Ledger:
    """The last word on each name: set by us, set by somebody else, or ours and taken away."""

    def __init__(self) -> None:
        self._set_by_us: dict[str, bool] = {}
        self._taken: dict[str, None] = {}

    def set(self, name: str, *, ours: bool) -> None:
        self._set_by_us[name] = ours
        self._taken.pop(name, None)

    def take(self, name: str, *, ours: bool) -> None:
        if self._set_by_us.pop(name, False) and not ours:
            self._taken[name] = None

    def ours(self) -> tuple[str, ...]:
        return tuple(name for name, ours in self._set_by_us.items() if ours)

    def taken(self) -> tuple[str, ...]:
        return tuple(self._taken)
