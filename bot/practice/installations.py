"""Installations of the app, and the tokens they give out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.practice.emitting import emit_about_installation
from bot.practice.limits import REQUESTS_PER_HOUR, TOKEN_SECONDS
from bot.practice.permissions import ALWAYS_SENT
from bot.practice.render.apps import render_installation
from bot.practice.render.repositories import render_short_repository

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.practice.accounts import Account
    from bot.practice.repositories import PracticeRepository
    from bot.practice.world import AppIdentity, World


@dataclass(frozen=True, slots=True)
class InstallationToken:
    """A token. `repositories` None is every repository of the installation."""

    value: str
    expires_at: datetime
    permissions: Mapping[str, str]
    repositories: frozenset[int] | None


@dataclass(slots=True)
class RateLimit:
    """What is left of an hour's requests. Tests may set `remaining` and `reset_at`."""

    reset_at: datetime
    limit: int = REQUESTS_PER_HOUR
    remaining: int = REQUESTS_PER_HOUR

    def take(self, now: datetime) -> bool:
        """Count one request; tell whether there was one left."""
        if now >= self.reset_at:
            self.remaining, self.reset_at = self.limit, now + timedelta(hours=1)
        if self.remaining <= 0:
            return False
        self.remaining -= 1
        return True


@dataclass(slots=True, eq=False)
class PracticeInstallation:
    """The app at one account. `selected` None is all repositories; `events` are what it hears of."""

    id: int
    world: World
    app: AppIdentity
    owner: Account
    selected: set[int] | None
    permissions: dict[str, str]
    events: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    rate: RateLimit
    suspended_at: datetime | None = None
    deleted: bool = False
    tokens: dict[str, InstallationToken] = field(default_factory=dict)
    content_changes: list[datetime] = field(default_factory=list)

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"I_{self.id}"

    @property
    def repositories(self) -> list[PracticeRepository]:
        """The repositories it covers."""
        return [repository for repository in self.world.repositories.values() if self.covers(repository)]

    def covers(self, repository: PracticeRepository) -> bool:
        """Tell whether a repository belongs to it."""
        if self.deleted or repository.owner is not self.owner or repository.deleted:
            return False
        return self.selected is None or repository.id in self.selected

    def hears(self, event: str) -> bool:
        """Tell whether it is told of an event."""
        return not self.deleted and self.suspended_at is None and (event in self.events or event in ALWAYS_SENT)

    def token(
        self, repositories: frozenset[int] | None = None, permissions: Mapping[str, str] | None = None
    ) -> InstallationToken:
        """Give out a token, narrower where asked."""
        held = dict(permissions) if permissions is not None else dict(self.permissions)
        expires_at = self.world.now().replace(microsecond=0) + timedelta(seconds=TOKEN_SECONDS)
        token = InstallationToken(f"ghs_{secrets.token_hex(18)}", expires_at, held, repositories)
        self.tokens[token.value] = token
        return token

    def revoke_tokens(self) -> None:
        """Make every token that was given out worthless: the next call with one is a 401."""
        self.tokens.clear()

    def set_permissions(self, permissions: Mapping[str, str], *, revoke: bool = True) -> None:
        """Change what it may do, as an owner who accepts new permissions does.

        GitHub does not say what becomes of the tokens of before: without `revoke` they go on with what they had.
        """
        self.permissions = dict(permissions)
        if revoke:
            self.revoke_tokens()
        self._announce("installation", "new_permissions_accepted")

    def add(self, *repositories: PracticeRepository) -> None:
        """Give it more repositories."""
        if self.selected is not None:
            self.selected |= {repository.id for repository in repositories}
        short = [render_short_repository(repository) for repository in repositories]
        self._announce("installation_repositories", "added", repositories_added=short, repositories_removed=[])

    def remove(self, *repositories: PracticeRepository) -> None:
        """Take repositories away from it."""
        if self.selected is None:
            self.selected = {repository.id for repository in self.repositories}
        self.selected -= {repository.id for repository in repositories}
        short = [render_short_repository(repository) for repository in repositories]
        self._announce("installation_repositories", "removed", repositories_added=[], repositories_removed=short)

    def suspend(self) -> None:
        """Suspend it: its tokens answer 403."""
        self.suspended_at = self.world.now()
        self._announce("installation", "suspend")

    def unsuspend(self) -> None:
        """Let it go on."""
        self.suspended_at = None
        self._announce("installation", "unsuspend")

    def delete(self) -> None:
        """Uninstall the app: its tokens answer 401, new ones 404."""
        short = [render_short_repository(repository) for repository in self.repositories]
        self.deleted = True
        self.tokens.clear()
        self._announce("installation", "deleted", repositories=short)

    def created(self) -> None:
        """Announce it: the first act, done once."""
        short = [render_short_repository(repository) for repository in self.repositories]
        self._announce("installation", "created", repositories=short, requester=None)

    def _announce(self, event: str, action: str, **parts: object) -> None:
        self.updated_at = self.world.now()
        self.world.act(self.owner, f"{event} {action}:", self.app.slug)
        more: dict[str, object] = {"installation": render_installation(self), **parts}
        if event == "installation_repositories":
            more["repository_selection"] = "all" if self.selected is None else "selected"
            more["requester"] = None
        emit_about_installation(self.world, event, action, installation_id=self.id, sender=self.owner, parts=more)


def install(
    world: World, owner: Account, selected: set[int] | None, permissions: Mapping[str, str], events: Sequence[str]
) -> PracticeInstallation:
    """Install the app at an account, for all its repositories (None) or for those with these numbers."""
    now = world.now()
    installation = PracticeInstallation(
        id=world.next_id("installation"), world=world, app=world.app, owner=owner, selected=selected,
        permissions=dict(permissions), events=tuple(events), created_at=now, updated_at=now,
        rate=RateLimit(now + timedelta(hours=1)),
    )  # fmt: skip
    world.installations[installation.id] = installation
    installation.created()
    return installation
