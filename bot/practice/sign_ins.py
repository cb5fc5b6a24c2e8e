"""People who sign in through the app: the code that GitHub gives to the browser, and the token it becomes.

Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.practice.accounts import Account

CODE_LIVES = timedelta(minutes=10)
TOKEN_LIVES = timedelta(hours=8)


@dataclass(slots=True, eq=False)
class Grant:
    """A person's yes. `challenge` is PKCE's, by S256; the code is good once and for ten minutes."""

    account: Account
    redirect_uri: str
    challenge: str
    made_at: datetime
    code: str = field(default_factory=lambda: secrets.token_hex(10))
    used: bool = False

    def good(self, now: datetime, redirect_uri: str, verifier: str) -> bool:
        """Whether the code can be exchanged by whoever knows the verifier."""
        proof = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        proved = not self.challenge or self.challenge == proof
        return not self.used and now - self.made_at < CODE_LIVES and redirect_uri == self.redirect_uri and proved


@dataclass(frozen=True, slots=True)
class Pass:
    """A person's token for the app."""

    account: Account
    expires_at: datetime
    value: str = field(default_factory=lambda: f"ghu_{secrets.token_hex(18)}")
