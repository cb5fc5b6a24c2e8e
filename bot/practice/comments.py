"""Comments on issues and pull requests, and reactions to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.practice.emitting import emit
from bot.practice.render.issues import render_comment, render_issue

if TYPE_CHECKING:
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.issues import PracticeIssue
    from bot.practice.world import AppIdentity


_BOX = re.compile(r"^[ ]{0,3}[-*+] \[(?P<mark>[ xX])\] (?P<words>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction. `content` is GitHub's word: "+1", "-1", "eyes", ..."""

    id: int
    by: Account
    content: str
    at: datetime


@dataclass(slots=True, eq=False)
class PracticeComment:
    """A comment. `via` is the app it was written through, None for a person's. `minimized_as` is why it is hidden."""

    id: int
    issue: PracticeIssue
    author: Account
    body: str
    created_at: datetime
    updated_at: datetime
    via: AppIdentity | None = None
    minimized_as: str | None = None
    reactions: list[Reaction] = field(default_factory=list)
    former_bodies: list[str] = field(default_factory=list)

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"IC_kwDO{self.id}"

    @property
    def minimized(self) -> bool:
        """Whether it is folded away."""
        return self.minimized_as is not None

    def edit(self, body: str, by: Account | None = None) -> None:
        """Change the words. Notifies nobody but those newly mentioned. Raises PermissionError, as `may_edit` says."""
        if not self.may_edit(by or self.author):
            raise PermissionError(f"{(by or self.author).login} may not edit a comment of {self.author.login}")
        world, who, before = self.issue.repository.world, by or self.author, self.body
        self.former_bodies.append(before)
        self.body, self.updated_at = body, world.now()
        world.act(who, "edited a comment on", self.issue.full_name, body)
        world.read_words(self.issue, body, who, before)
        self._emit("edited", who, changes={"body": {"from": before}})

    def may_edit(self, who: Account) -> bool:
        """Tell whether GitHub lets them: their own comment, or write permission. Triage can only fold it away.

        https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
        """
        permission = self.issue.repository.permission_of(who).rpartition(":")[2]  # a custom role names its base last
        return who is self.author or permission in ("write", "maintain", "admin")

    def tick(self, words: str, by: Account) -> None:
        """Press the task box whose line holds `words`, as on GitHub's page: an open box is ticked, a ticked one opened.

        The page sends the whole comment with the line ends of a form. Raises PermissionError, or ValueError where not
        exactly one box has these words.
        """
        found = [box for box in _BOX.finditer(self.body) if words in box["words"]]
        if len(found) != 1:
            raise ValueError(f"{len(found)} boxes have the words {words!r}")
        at = found[0].start("mark")
        pressed = self.body[:at] + ("x" if found[0]["mark"] == " " else " ") + self.body[at + 1 :]
        self.edit(pressed.replace("\r\n", "\n").replace("\n", "\r\n"), by)

    def delete(self, by: Account | None = None) -> None:
        """Remove it for good."""
        world, who = self.issue.repository.world, by or self.author
        self.issue.comments.remove(self)
        del self.issue.repository.comments[self.id]
        world.nodes.pop(self.node_id, None)
        self.issue.remember("CommentDeletedEvent", who, deleted_author=self.author)
        world.act(who, "deleted a comment on", self.issue.full_name, self.body)
        self._emit("deleted", who)

    def minimize(self, reason: str, by: Account) -> None:
        """Fold it away as "resolved", "outdated", ...; sends no webhook, as on GitHub."""
        self.minimized_as = reason
        self.issue.repository.world.act(by, "minimised a comment on", self.issue.full_name, reason)

    def unminimize(self, by: Account) -> None:
        """Show it again."""
        self.minimized_as = None
        self.issue.repository.world.act(by, "showed a comment again on", self.issue.full_name)

    def react(self, content: str, by: Account) -> Reaction:
        """React to it; the same reaction twice is one."""
        known = [reaction for reaction in self.reactions if reaction.by is by and reaction.content == content]
        if known:
            return known[0]
        world = self.issue.repository.world
        reaction = Reaction(world.next_id("reaction"), by, content, world.now())
        self.reactions.append(reaction)
        world.act(by, "reacted to a comment on", self.issue.full_name, content)
        return reaction

    def _emit(self, action: str, sender: Account, **more: object) -> None:
        repository = self.issue.repository
        parts = {"issue": render_issue(self.issue), "comment": render_comment(self), **more}
        emit(repository.world, repository, "issue_comment", action, sender, **parts)
