"""The practice GitHub: the handle that tests and the demo hold. Acts of people are its methods; the app uses HTTP."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot.localgit import default_branch, resolve
from bot.practice.accounts import Account, AccountType
from bot.practice.app import build_app
from bot.practice.checks import PracticeCheckRun
from bot.practice.faults import Fault
from bot.practice.git_store import GitStore
from bot.practice.installations import PracticeInstallation, install
from bot.practice.permissions import ALL, events_for
from bot.practice.pull_requests import PracticeCommit
from bot.practice.repositories import PracticeRepository
from bot.practice.signing import private_key_pem
from bot.practice.webhooks import Attempt, Delivery, Webhooks
from bot.practice.world import AppIdentity, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.applications import Starlette

    from bot.practice.calls import PracticeCall
    from bot.practice.git_store import Content
    from bot.practice.routes.call import Call
    from bot.practice.transcript import Act, CrossReference, Notification

APP_ID = 4711
BOT_ID = 900_001
APP_OWNER_ID = 900_002
HOOK_ID = 314_159


class PracticeGitHub:
    """A GitHub of one's own, with one app registered on it.

    `app` is the ASGI application to serve or to call through `httpx.ASGITransport` (`transport`). Acts queue signed
    webhooks in `pending`; `deliver` sends them. `directory` is where git repositories are kept: where none is given, a
    temporary one that goes with the object. `now` is the only clock.
    """

    def __init__(
        self,
        webhook_secret: str = "practice-secret",  # noqa: S107 - guards nothing but a practice server
        directory: Path | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        app_slug: str = "onesitting",
    ) -> None:
        if directory is None:
            directory = Path(tempfile.mkdtemp(prefix="practice-github-"))
            self._remove = weakref.finalize(self, shutil.rmtree, directory, ignore_errors=True)
        bot = Account(f"{app_slug}[bot]", BOT_ID, "Bot", name=app_slug)
        owner = Account("app-owner", APP_OWNER_ID, "Organization")
        identity = AppIdentity(APP_ID, app_slug, bot, owner)
        webhooks = Webhooks(webhook_secret, APP_ID, HOOK_ID, now)
        self.world = World(now, identity, webhooks, directory)
        self.world.accounts |= {bot.login: bot, owner.login: owner}
        self.app: Starlette = build_app(self.world)

    @property
    def app_id(self) -> int:
        """The app's number."""
        return self.world.app.id

    def ask_for(self, permissions: Mapping[str, str]) -> None:
        """Register the app anew with other permissions; what installations granted stays."""
        self.world.app = replace(self.world.app, permissions=dict(permissions), events=events_for(permissions))

    @property
    def webhook_url(self) -> str:
        """Where the app wants its webhooks; empty where it was not registered from a manifest."""
        return self.world.webhooks.url

    @property
    def bot(self) -> Account:
        """The account the app acts as."""
        return self.world.app.bot

    @property
    def private_key_pem(self) -> str:
        """The app's private key."""
        return private_key_pem()

    @property
    def webhook_secret(self) -> str:
        """The secret webhooks are signed with; set it to rotate."""
        return self.world.webhooks.secret

    @webhook_secret.setter
    def webhook_secret(self, secret: str) -> None:
        self.world.webhooks.secret = secret

    @property
    def transport(self) -> httpx.ASGITransport:
        """A transport that brings an httpx client here without a socket, whatever the address."""
        return httpx.ASGITransport(app=self.app)

    def account(
        self,
        login: str,
        type: AccountType = "User",  # noqa: A002 - GitHub's word
        id: int | None = None,  # noqa: A002 - GitHub's word
        *,
        emails: Sequence[str] = (),
    ) -> Account:
        """Return the account of this login, made where there is none; `emails` are addresses its commits carry."""
        account = self.world.account(login, type, id)
        account.emails |= {email.lower() for email in emails}
        return account

    def create_repository(
        self,
        full_name: str,
        files: Mapping[str, Content] | None = None,
        *,
        private: bool = False,
        default_branch: str = "main",
        owner_type: AccountType = "Organization",
    ) -> PracticeRepository:
        """Make a repository with one commit of these files (a README where none are given)."""
        login, _, name = full_name.partition("/")
        owner = self.account(login, owner_type)
        git = GitStore.new(self._place(name), full_name)
        repository = PracticeRepository(self.world, owner, name, git, private=private, default_branch=default_branch)
        first = files if files is not None else {"README.md": f"# {name}\n"}
        repository.commit_to(default_branch, PracticeCommit("Begin", first), owner)
        return repository

    def mirror(self, full_name: str, path: Path | str, *, private: bool = False) -> PracticeRepository:
        """Show a repository of this machine; it is read through to and never written. Raises GitFailed."""
        login, _, name = full_name.partition("/")
        git = GitStore.mirror(self._place(name), Path(path))
        branches = git.branches()
        tip = resolve(git.repository, default_branch(git.repository))
        head = next((branch for branch in ("main", "master", *branches) if branches.get(branch) == tip), "main")
        branches[head] = tip
        repository = PracticeRepository(
            self.world, self.account(login, "Organization"), name, git, private=private, default_branch=head
        )
        repository.branches = branches
        return repository

    def install(
        self,
        login: str,
        repositories: Sequence[PracticeRepository | str] | None = None,
        permissions: Mapping[str, str] = ALL,
        events: Sequence[str] | None = None,
    ) -> PracticeInstallation:
        """Install the app at an account, for all its repositories or for these; `events` default to all it may hear."""
        owner = self.account(login, "Organization")
        selected = None if repositories is None else {self.repository(one).id for one in repositories}
        return install(self.world, owner, selected, permissions, events_for(permissions) if events is None else events)

    def repository(self, one: PracticeRepository | str) -> PracticeRepository:
        """Return a repository by its name; raises KeyError."""
        if isinstance(one, PracticeRepository):
            return one
        found = self.world.repository(one)
        if found is None:
            raise KeyError(one)
        return found

    def check_run_of_another_app(
        self,
        repository: PracticeRepository,
        name: str,
        head_sha: str,
        *,
        app_id: int = 15_368,
        conclusion: str = "success",
    ) -> PracticeCheckRun:
        """Put somebody else's check run on a commit: same name or not, it is not ours."""
        identity = AppIdentity(app_id, f"app-{app_id}", self.account(f"app-{app_id}[bot]", "Bot"), self.world.app.owner)
        number = self.world.next_id("check_run")
        suite = repository.suite(head_sha, app_id)
        run = PracticeCheckRun(number, repository, identity, suite, name, head_sha, "completed", conclusion)
        run.started_at = run.completed_at = self.world.now()
        repository.check_runs[number] = run
        run.announce("completed", identity.bot)
        return run

    # Webhooks

    @property
    def pending(self) -> list[Delivery]:
        """Deliveries that wait, oldest first; shuffle, double or drop them as you like."""
        return self.world.webhooks.pending

    @property
    def deliveries(self) -> list[Attempt]:
        """Every sending so far, oldest first."""
        return self.world.webhooks.log

    async def deliver(self, client: httpx.AsyncClient, url: str, *, at_once: int = 1) -> list[Attempt]:
        """Send what waits to the app, in order, `at_once` at the same time; never raises for a failed one."""
        return await self.world.webhooks.deliver(client, url, at_once=at_once)

    def redeliver(self, guid: str) -> Delivery:
        """Put a delivery behind those that wait, with its old guid; raises KeyError."""
        return self.world.webhooks.redeliver(guid)

    # Faults and what happened

    def fault(
        self,
        method: str,
        route: str,
        *,
        status: int | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        delay: float = 0.0,
        drop: bool = False,
        after: bool = False,
        times: int | None = 1,
        each_path: bool = False,
        operation: str = "",
        only: Callable[[Call], bool] | None = None,
    ) -> Fault:
        """Let something go wrong on a route; see bot.practice.faults.Fault for the words."""
        fault = Fault(method, route, status, body, headers or {}, delay, drop, after, times, each_path, operation, only)
        self.world.faults.append(fault)
        return fault

    def limit_content_creation(self) -> None:
        """Enforce GitHub's secondary limit from now on: 80 changes a minute, 500 an hour."""
        self.world.content_limits = True

    @property
    def calls(self) -> list[PracticeCall]:
        """Every call so far."""
        return self.world.calls

    def mark(self) -> int:
        """Return a mark for `calls_since`."""
        return len(self.world.calls)

    def calls_since(self, mark: int) -> list[PracticeCall]:
        """Return the calls since a mark."""
        return self.world.calls[mark:]

    @property
    def transcript(self) -> list[Act]:
        """Everything anybody could see happening, in order."""
        return self.world.transcript

    @property
    def notifications(self) -> list[Notification]:
        """What went into people's inboxes."""
        return self.world.notifications

    @property
    def cross_references(self) -> list[CrossReference]:
        """The "mentioned this" lines that words made appear elsewhere."""
        return self.world.cross_references

    def pings_by_app(self) -> list[Notification]:
        """Return whom the app's own words mentioned."""
        reasons = ("mention", "team_mention")
        return [one for one in self.notifications if one.by == self.bot.login and one.reason in reasons]

    def _place(self, name: str) -> Path:
        return self.world.directory / f"{len(self.world.repositories) + 1}-{Path(name).name}.git"
