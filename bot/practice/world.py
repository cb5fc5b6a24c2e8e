"""Everything that is so on the practice GitHub: accounts, repositories, installations, and what happened."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.practice.accounts import Account, AccountType
from bot.practice.mentions import read_mentions
from bot.practice.permissions import ALL, events_for
from bot.practice.transcript import Act, CrossReference, Notification

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.practice.calls import PracticeCall
    from bot.practice.faults import Fault
    from bot.practice.installations import PracticeInstallation
    from bot.practice.issues import PracticeIssue
    from bot.practice.registrations import Registration
    from bot.practice.repositories import PracticeRepository
    from bot.practice.sign_ins import Grant, Pass
    from bot.practice.webhooks import Webhooks

_FIRST_IDS = {"account": 1_000, "repository": 700_000, "installation": 50_000, "issue": 2_000_000, "comment": 3_000_000,
              "label": 4_000_000, "check_run": 5_000_000, "check_suite": 6_000_000,
              "reaction": 9_000_000, "event": 12_000_000, "pull": 10_000_000, "app": 4_800}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """The one app that is registered here: number, slug, the account it acts as, its owner, what it asks for.

    `setup_url` is where a person is sent after an installation, empty where that is nowhere. People who sign in are
    sent back to one of `callback_urls`; where none is registered, to wherever the app says.
    """

    id: int
    slug: str
    bot: Account
    owner: Account
    permissions: Mapping[str, str] = field(default_factory=lambda: ALL)
    events: tuple[str, ...] = events_for(ALL)
    setup_url: str = ""
    callback_urls: tuple[str, ...] = ()
    client_secret: str = "practice-client-secret"  # noqa: S105 - guards nothing but a practice server

    @property
    def client_id(self) -> str:
        """What the app is called where people sign in."""
        return f"Iv1.{self.id:016x}"


@dataclass(slots=True, eq=False)
class World:
    """The state. Handles and routes share it; only they change it."""

    now: Callable[[], datetime]
    app: AppIdentity
    webhooks: Webhooks
    directory: Path
    accounts: dict[str, Account] = field(default_factory=dict)
    repositories: dict[int, PracticeRepository] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)  # also the former names of renamed repositories
    installations: dict[int, PracticeInstallation] = field(default_factory=dict)
    registrations: dict[str, Registration] = field(default_factory=dict)  # by code
    grants: dict[str, Grant] = field(default_factory=dict)  # by code
    passes: dict[str, Pass] = field(default_factory=dict)  # by token
    nodes: dict[str, object] = field(default_factory=dict)
    transcript: list[Act] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    cross_references: list[CrossReference] = field(default_factory=list)
    calls: list[PracticeCall] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    content_limits: bool = False
    _counters: dict[str, itertools.count[int]] = field(default_factory=dict)

    def next_id(self, kind: str) -> int:
        """Return a number nothing else of this kind has."""
        if kind not in self._counters:
            self._counters[kind] = itertools.count(_FIRST_IDS[kind] + 1)
        return next(self._counters[kind])

    def account(self, login: str, account_type: AccountType = "User", number: int | None = None) -> Account:
        """Return the account, made where it does not exist yet."""
        key = login.lower()
        if key not in self.accounts:
            made_number = number if number is not None else self.next_id("account")
            self.accounts[key] = Account(login, made_number, account_type, name=login.removesuffix("[bot]"))
        return self.accounts[key]

    def account_of(self, email: str) -> Account | None:
        """Return whose address this is, None where GitHub knows nobody."""
        return next((account for account in self.accounts.values() if account.owns_address(email)), None)

    def repository(self, full_name: str) -> PracticeRepository | None:
        """Return the repository of this name, also under a former name."""
        number = self.names.get(full_name.lower())
        return self.repositories.get(number) if number is not None else None

    def act(self, who: Account, what: str, where: str, detail: str = "") -> None:
        """Write an act into the transcript."""
        self.transcript.append(Act(self.now(), who.login, what, where, detail))

    def notify(self, login: str, reason: str, where: str, by: Account) -> None:
        """Put something into somebody's inbox; nobody is told of what they did themselves."""
        if login.lower() != by.login.lower():
            self.notifications.append(Notification(self.now(), login, reason, where, by.login))

    def read_words(self, issue: PracticeIssue, text: str, by: Account, before: str = "") -> None:
        """Notify whom a text mentions and link what it names; what an edit kept does not count again."""
        now, old = read_mentions(text), read_mentions(before)
        for login in sorted(now.logins - old.logins):
            self.notify(login, "team_mention" if "/" in login else "mention", issue.full_name, by)
        for name, number in sorted(now.references - old.references):
            repository = self.repository(name) if name else issue.repository
            if repository is None or number not in repository.issues or repository.issues[number] is issue:
                continue
            target = repository.issues[number].full_name
            self.cross_references.append(CrossReference(self.now(), issue.full_name, target, by.login))
