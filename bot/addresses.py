"""The addresses of our own pages, and links that open one of them without signing in, where the operator allows that.

Repositories are named by their id: it survives a rename, and tells a stranger nothing. A link is signed for one path
until a moment; the operator's setting is looked at again when it is used, so that taking it back ends every link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.vault import Vault

_PURPOSE = "link"
_LINK = re.compile(r"([0-9]{1,11})\.([A-Za-z0-9_-]{43})")
_FOLDERS = {"pull_request": "pulls", "issue": "issues"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """`public_url` is empty where none is configured: then nothing is linked. `link_days` 0: no signed links."""

    vault: Vault
    public_url: str = ""
    link_days: int = 0

    def explain(self, subject: Subject) -> str:
        """Return the address of the page that explains a pull request or an issue; empty where there is none."""
        path = explain_path(subject)
        return f"{self.public_url}{path}" if self.public_url and path else ""

    def first_rules(self, repository: int) -> str:
        """Return the address of the page with first settings for a repository; empty where there is none."""
        return f"{self.public_url}/repositories/{repository}/make-it-yours" if self.public_url and repository else ""

    def signed(self, url: str, now: datetime) -> str:
        """Return the address with a link that opens it; as it is where links are not allowed."""
        if not url or not self.link_days:
            return url
        until = int((now + timedelta(days=self.link_days)).timestamp())
        path = url.removeprefix(self.public_url)
        return f"{url}?link={until}.{self.vault.sign(_PURPOSE, _signed(path, until))}"

    def opens(self, path: str, link: str, now: datetime) -> bool:
        """Return whether a link opens a path at this moment."""
        found = _LINK.fullmatch(link)
        if found is None or not self.link_days:
            return False
        until = int(found[1])
        in_time = now <= datetime.fromtimestamp(until, UTC) <= now + timedelta(days=self.link_days)
        return in_time and self.vault.is_signed(_PURPOSE, _signed(path, until), found[2])


def explain_path(subject: Subject) -> str:
    """Return the path of the page that explains a pull request or an issue; empty for anything else."""
    folder = _FOLDERS.get(subject.kind)
    return f"/repositories/{subject.repository}/{folder}/{subject.number}" if folder else ""


def _signed(path: str, until: int) -> str:
    return f"{until} {path}"
