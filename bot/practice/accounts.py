"""Accounts: people, organisations, bots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

AccountType = Literal["User", "Bot", "Organization", "Mannequin"]


@dataclass(slots=True, eq=False)
class Account:
    """An account on GitHub. Commits whose address is in `emails` are shown as this account's.

    `owners` are the logins of those who administer an organisation.
    """

    login: str
    id: int
    type: AccountType = "User"
    name: str = ""
    emails: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)

    @property
    def node_id(self) -> str:
        """GraphQL's name for the account."""
        prefix = {"User": "U", "Bot": "BOT", "Organization": "O", "Mannequin": "M"}[self.type]
        return f"{prefix}_kgDO{self.id}"

    @property
    def email(self) -> str:
        """The address GitHub puts on commits made on its pages."""
        return f"{self.id}+{self.login}@users.noreply.github.com"

    def owns_address(self, email: str) -> bool:
        """Tell whether a commit with this address is shown as the account's."""
        return email.lower() == self.email.lower() or email.lower() in self.emails
