"""A practice GitHub, a whole bot beside it and a clock that stands still: what the journey tests play on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.facts.repository import Subject
from bot.policy.monday_file import MondayFile
from bot.practice.github import PracticeGitHub
from bot.practice.permissions import ALL, PULL_REQUESTS_ONLY
from bot.settings import Settings
from bot.wiring import Bot, create_bot
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.facts.plain import Plain
    from bot.facts.repository import SubjectKind
    from bot.inbox.records import Done
    from bot.practice.calls import PracticeCall
    from bot.practice.issues import PracticeIssue
    from bot.practice.repositories import PracticeRepository
    from bot.practice.webhooks import Attempt

RULES = ".github/onesitting.yml"
OWNERSHIP = ".github/ownership.yml"
COMMENT_MODE = {RULES: "mode: comment\n"}
WINDOW = 10
PERMISSIONS = pytest.mark.parametrize(
    "stage", [ALL, PULL_REQUESTS_ONLY], ids=["everything", "pull requests only"], indirect=True
)
"""The same with the smaller set of permissions: everything outside it is answered with 403."""
DOOR = "http://bot.test/webhooks/github"


def large_change(files: int = 12) -> dict[str, str | bytes | None]:
    """Return source files that nobody reviews in one sitting."""
    body = "".join(f"def step_{number}(value):\n    return value + {number}\n\n\n" for number in range(60))
    return {f"shop/part_{number}.py": body for number in range(files)}


class Stage:
    """One organisation, `acme`, with one repository and the app installed on all it has."""

    def __init__(
        self,
        folder: Path,
        permissions: Mapping[str, str] = ALL,
        quiet: float = 0,
        monday: MondayFile | None = None,
        database_url: str = "",
        *,
        public_url: str = "",
        link_days: int = 0,
    ) -> None:
        self.clock = HandClock()
        self.practice = PracticeGitHub(directory=folder / "github", now=self.clock.now)
        self.settings = Settings(
            app_id=self.practice.app_id,
            private_key=self.practice.private_key_pem,
            webhook_secrets=(self.practice.webhook_secret.encode(),),
            github_url="http://github.test",
            public_url=public_url,
            client_id=self.practice.world.app.client_id,
            client_secret=self.practice.world.app.client_secret,
            link_days=link_days,
            secret_keys=(b"the key of a test, in 32 characters",),
            window_seconds=WINDOW,
            quiet_seconds=quiet,
            monday=monday or MondayFile(),
            database_url=database_url or f"sqlite:///{folder / 'bot.sqlite3'}",
        )
        transport = self.practice.transport
        self.bot: Bot = create_bot(self.settings, clock=self.clock, transport=transport, chance=lambda: 0.0)
        self.shop = self.practice.create_repository("acme/shop")
        self.owner = self.shop.owner
        self.ana = self.practice.account("ana")
        for login in ("bo", "cy", "dee"):  # only who may write can be assigned
            self.shop.collaborator(self.practice.account(login))
        self.installation = self.practice.install("acme", permissions=permissions)
        self._seen = 0
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.bot.app))

    async def use(self, bot: Bot) -> None:
        """Put another bot in the place of one that was closed."""
        await self._client.aclose()
        self.bot = bot
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=bot.app))

    async def close(self) -> None:
        """Close the bot."""
        await self._client.aclose()
        await self.bot.close()

    async def deliver(self) -> None:
        """Send the webhooks that wait; every one is taken."""
        for attempt in await self.practice.deliver(self._client, DOOR):
            assert attempt.status_code == 202, attempt

    async def attempts(self) -> list[Attempt]:
        """Send the webhooks that wait, whatever is answered."""
        return await self.practice.deliver(self._client, DOOR)

    async def settle(self, times: int = 1) -> None:
        """Deliver what waits, let the window pass and work on what is due; then take our own echoes in, too."""
        for _ in range(times):
            await self.deliver()
            self.clock.advance(WINDOW + 1)
            await self.bot.drain()
        await self.deliver()
        self.clock.advance(WINDOW + 1)
        await self.bot.drain()

    def other_installation(self) -> PracticeRepository:
        """Return a repository of another organisation that installed the app, too."""
        theirs = self.practice.create_repository("zeta/store")
        self.practice.install("zeta")
        return theirs

    def organisation_map(self, files: Mapping[str, str]) -> None:
        """Give the organisation a private `.github` repository."""
        self.practice.create_repository("acme/.github", dict(files), private=True)

    def forget_calls(self) -> None:
        """Count calls from here on."""
        self._seen = self.practice.mark()

    @property
    def calls(self) -> list[PracticeCall]:
        """Every call since they were last forgotten."""
        return self.practice.calls_since(self._seen)

    @property
    def reads(self) -> list[PracticeCall]:
        """The calls that asked for data of a repository."""
        return [call for call in self.calls if call.is_read]

    @property
    def writes(self) -> list[PracticeCall]:
        """The calls that asked for a change that people can see."""
        return [call for call in self.calls if call.is_write]

    @property
    def tokens(self) -> list[PracticeCall]:
        """The calls that bought a token."""
        return [call for call in self.calls if call.is_token]

    def operations(self, name: str) -> int:
        """Return how often a GraphQL operation was asked."""
        return sum(call.operation == name for call in self.calls)

    def posts(self, ending: str) -> int:
        """Return how often something was posted to a path that ends so."""
        return sum(call.method == "POST" and call.path.endswith(ending) for call in self.calls)

    async def audit(self, issue: PracticeIssue) -> tuple[Done, ...]:
        """Return the audit trail of an issue or a pull request."""
        return await self.bot.journal.effects(self._key(issue))

    async def name(self, issue: PracticeIssue) -> str:
        """Return the name under which the last decision is kept."""
        decision = await self.bot.journal.decision(self._key(issue))
        assert decision is not None
        return decision.full_name

    async def decision(self, issue: PracticeIssue) -> dict[str, Plain]:
        """Return what was decided last."""
        decision = await self.bot.journal.decision(self._key(issue))
        assert decision is not None
        return decision.record

    def _key(self, issue: PracticeIssue) -> str:
        kind: SubjectKind = "pull_request" if issue.is_pull_request else "issue"
        repository = issue.repository
        return Subject(kind, self.installation.id, repository.id, repository.full_name, issue.number).key
