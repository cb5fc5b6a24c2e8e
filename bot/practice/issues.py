"""Issues, and what an issue and a pull request have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.practice.comments import PracticeComment
from bot.practice.emitting import emit, heard
from bot.practice.render.accounts import render_account
from bot.practice.render.issues import render_comment, render_issue, render_label
from bot.practice.timeline import TimelineEvent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.labels import Label
    from bot.practice.repositories import PracticeRepository
    from bot.practice.timeline import TimelineKind
    from bot.practice.world import AppIdentity


class PracticeIssue:
    """An issue. Made by `repository.open_issue`; every method is one visible act with its webhook.

    `by` is who does it; left out, it is the author (or, for acts only a member may do, the repository's owner).
    """

    is_pull_request = False
    event = "issues"
    draft = False

    def __init__(
        self, repository: PracticeRepository, number: int, title: str, body: str | None, author: Account
    ) -> None:
        world = repository.world
        self.repository = repository
        self.number = number
        self.issue_id = world.next_id("issue")
        self.title = title
        self.body = body
        self.author = author
        self.state: Literal["open", "closed"] = "open"
        self.state_reason: str | None = None
        self.locked = False
        self.created_at = self.updated_at = world.now()
        self.closed_at: datetime | None = None
        self.comments: list[PracticeComment] = []
        self.assignees: list[Account] = []
        self.label_objects: list[Label] = []
        self.set_association: str | None = None
        self.timeline: list[TimelineEvent] = []
        self.former_bodies = [(self.created_at, body or "")]
        world.nodes[self.node_id] = self

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"I_kwDO{self.issue_id}"

    @property
    def full_name(self) -> str:
        """Owner, name and number: `acme/shop#7`."""
        return f"{self.repository.full_name}#{self.number}"

    @property
    def labels(self) -> list[str]:
        """The names of its labels, in the order they were put on."""
        return [label.name for label in self.label_objects]

    @property
    def association(self) -> str:
        """What the author is to the repository, in GitHub's words (OWNER, MEMBER, CONTRIBUTOR, NONE, ...)."""
        return self.set_association or self.repository.association_of(self.author)

    def comment(self, body: str, by: Account | None = None, *, via: AppIdentity | None = None) -> PracticeComment:
        """Write a comment; `via` is the app it is written through."""
        world, who = self.repository.world, by or self.author
        now = world.now()
        comment = PracticeComment(world.next_id("comment"), self, who, body, now, now, via)
        self.comments.append(comment)
        self.repository.comments[comment.id] = comment
        world.nodes[comment.node_id] = comment
        self.updated_at = now
        world.act(who, "commented on", self.full_name, body)
        world.notify(self.author.login, "comment", self.full_name, who)
        world.read_words(self, body, who)
        parts = {"issue": render_issue(self), "comment": render_comment(comment)}
        emit(world, self.repository, "issue_comment", "created", who, **parts)
        return comment

    def edit(self, *, title: str | None = None, body: str | None = None, by: Account | None = None) -> None:
        """Change title or body."""
        world, who, changes = self.repository.world, by or self.author, {}
        before = self.body or ""
        if title is not None and title != self.title:
            self.remember("RenamedTitleEvent", who, titles=(self.title, title))
            changes["title"], self.title = {"from": self.title}, title
        if body is not None and body != self.body:
            self.former_bodies.append((world.now(), body))
            changes["body"], self.body = {"from": before}, body
        self._did("edited", who, detail=", ".join(changes), changes=changes)
        world.read_words(self, self.body or "", who, before)

    def close(self, by: Account | None = None, reason: str = "completed") -> None:
        """Close it; an issue with a reason."""
        self.state, self.closed_at = "closed", self.repository.world.now()
        self.state_reason = None if self.is_pull_request else reason
        self.remember("ClosedEvent", by or self.author)
        self._did("closed", by or self.author)

    def reopen(self, by: Account | None = None) -> None:
        """Open it again."""
        self.state, self.closed_at = "open", None
        self.state_reason = None if self.is_pull_request else "reopened"
        self.remember("ReopenedEvent", by or self.author)
        self._did("reopened", by or self.author)

    def delete(self, by: Account | None = None) -> None:
        """Delete it for good: its number stays empty."""
        del self.repository.issues[self.number]
        self._did("deleted", by or self.repository.owner)

    def transfer(self, to: PracticeRepository, by: Account | None = None) -> None:
        """Move it to another repository: it is gone here, and there under a number of its own (not played here)."""
        del self.repository.issues[self.number]
        there = {"id": to.id, "full_name": to.full_name}
        self._did("transferred", by or self.author, detail=to.full_name, changes={"new_repository": there})

    def label(self, *names: str, by: Account | None = None) -> None:
        """Put labels on; one that is on already stays and says nothing."""
        for name in names:
            label = self.repository.label(name)
            if label not in self.label_objects:
                self.label_objects.append(label)
                self.remember("LabeledEvent", by or self.repository.owner, label=label)
                self._did("labeled", by or self.repository.owner, detail=label.name, label=render_label(label))

    def unlabel(self, name: str, by: Account | None = None) -> bool:
        """Take a label off; tell whether it was on."""
        for label in self.label_objects:
            if label.name.lower() == name.lower():
                self.label_objects.remove(label)
                self.remember("UnlabeledEvent", by or self.repository.owner, label=label)
                self._did("unlabeled", by or self.repository.owner, detail=label.name, label=render_label(label))
                return True
        return False

    def assign(self, *accounts: Account, by: Account | None = None) -> None:
        """Assign people; each is notified."""
        who = by or self.repository.owner
        for account in accounts:
            if account not in self.assignees:
                self.assignees.append(account)
                self.remember("AssignedEvent", who, assignee=account)
                self.repository.world.notify(account.login, "assign", self.full_name, who)
                self._did("assigned", who, detail=account.login, assignee=render_account(account))

    def unassign(self, *accounts: Account, by: Account | None = None) -> None:
        """Take people off again."""
        for account in accounts:
            if account in self.assignees:
                self.assignees.remove(account)
                who = by or self.repository.owner
                self.remember("UnassignedEvent", who, assignee=account)
                self._did("unassigned", who, detail=account.login, assignee=render_account(account))

    def comments_by(self, author: Account) -> list[PracticeComment]:
        """Return the comments of one account."""
        return [comment for comment in self.comments if comment.author is author]

    def rendered(self) -> dict[str, object]:
        """Return the JSON that stands in its webhooks, under the key that is its event's name."""
        return {"issue": render_issue(self)}

    def remember(
        self,
        kind: TimelineKind,
        actor: Account,
        *,
        label: Label | None = None,
        assignee: Account | None = None,
        deleted_author: Account | None = None,
        titles: tuple[str, str] = ("", ""),
    ) -> None:
        """Put an event into the timeline."""
        world = self.repository.world
        number = world.next_id("event")
        event = TimelineEvent(number, kind, world.now(), actor, label, assignee, deleted_author, titles)
        self.timeline.append(event)

    def _did(self, action: str, who: Account, *, detail: str = "", **more: object) -> None:
        """Write an act down and send its webhook."""
        world = self.repository.world
        self.updated_at = world.now()
        world.act(who, action, self.full_name, detail)
        if heard(self.repository, self.event):
            emit(world, self.repository, self.event, action, who, **self.rendered(), **more)

    def _labels_at_birth(self, names: Iterable[str]) -> None:
        self.label_objects = [self.repository.label(name) for name in names]

    def opened(self, labels: Iterable[str] = ()) -> None:
        """Announce it: the first act, which its repository does once."""
        self._labels_at_birth(labels)
        self._did("opened", self.author, detail=self.title)
        self.repository.world.read_words(self, self.body or "", self.author)
        for label in list(self.label_objects):
            self.remember("LabeledEvent", self.author, label=label)
            self._did("labeled", self.author, detail=label.name, label=render_label(label))
