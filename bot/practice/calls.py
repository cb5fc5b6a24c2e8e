"""The log of calls: what was asked of the practice GitHub, for tests that count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class PracticeCall:
    """One call. `route` is the template ("/repos/{owner}/{repo}/pulls/{pull_number}"), `status` what was answered.

    `status` is 0 where the answer was dropped. `installation` is the token's, None for the app itself; `operation` is
    the GraphQL operation's name.
    """

    at: datetime
    method: str
    route: str
    path: str
    query: str
    status: int
    installation: int | None
    body: bytes = b""
    operation: str = ""
    is_mutation: bool = False

    @property
    def is_token(self) -> bool:
        """Whether a token was bought: neither a read nor a write of anything."""
        return self.route.endswith("/access_tokens")

    @property
    def is_write(self) -> bool:
        """Whether it asked for a change that people can see (also where it was refused)."""
        if self.operation or self.route == "/graphql":
            return self.is_mutation
        return self.method != "GET" and not self.is_token and not self.route.startswith("/app/")

    @property
    def is_read(self) -> bool:
        """Whether it asked for data of a repository."""
        return not self.is_write and not self.is_token and not self.route.startswith("/app")

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return f"{self.method} {self.path}{query}{' ' + self.operation if self.operation else ''} -> {self.status}"
