"""Check runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.practice.emitting import emit
from bot.practice.render.checks import render_check_run

if TYPE_CHECKING:
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository
    from bot.practice.world import AppIdentity


@dataclass(slots=True, eq=False)
class PracticeCheckRun:
    """A check run on one commit. `annotations` and `actions` are as they were sent; updates add annotations."""

    id: int
    repository: PracticeRepository
    app: AppIdentity
    suite_id: int
    name: str
    head_sha: str
    status: str = "queued"
    conclusion: str | None = None
    external_id: str = ""
    details_url: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[JsonObject] = field(default_factory=list)
    actions: list[JsonObject] = field(default_factory=list)
    updates: int = 0

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"CR_kwDO{self.id}"

    def announce(self, action: str, who: Account) -> None:
        """Write an act on it down and send its webhook."""
        world = self.repository.world
        world.act(who, f"check run {action} on", f"{self.repository.full_name}@{self.head_sha[:7]}", self.title or "")
        emit(world, self.repository, "check_run", action, who, check_run=render_check_run(self))

    def rerequest(self, by: Account) -> None:
        """Ask for it again, as the "Re-run" button does: its suite is queued, the run itself stays as it is.

        The suite is completed as soon as a run of it is: a new one, or this one once it was opened again.
        """
        self.repository.suites_asked_again.add(self.suite_id)
        self.announce("rerequested", by)

    def press(self, identifier: str, by: Account) -> None:
        """Press one of its action buttons; raises ValueError where it has no such button."""
        if identifier not in {action.get("identifier") for action in self.actions}:
            raise ValueError(f"the check run has no button {identifier!r}")
        world = self.repository.world
        world.act(by, "pressed a button on", f"{self.repository.full_name}@{self.head_sha[:7]}", identifier)
        parts: JsonObject = {
            "check_run": render_check_run(self),
            "requested_action": {"identifier": identifier},
        }
        emit(world, self.repository, "check_run", "requested_action", by, **parts)
