"""The app as it was registered, what a person chose for it, and how far its setup is."""

from dataclasses import dataclass, field
from typing import Literal

Keep = Literal["store", "print"]
"""store: the credentials are sealed in the database. print: they are shown once, for a store of the operator's own."""

Fate = Literal["good", "unknown", "used", "expired"]
"""What has become of a setup link, or of the state that GitHub sends back."""


@dataclass(frozen=True, slots=True)
class RegisteredApp:
    """An app at GitHub with its credentials; `page` is where its settings are changed, `web` its public page.

    `client_id` and `client_secret` are what people sign in with, both empty where nobody can.
    """

    id: int
    name: str
    page: str
    web: str
    private_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)

    @property
    def installing(self) -> str:
        """The page on which the app is installed."""
        return f"{self.web}/installations/new"


@dataclass(frozen=True, slots=True)
class SetupChoice:
    """What a person decides: where the server is reached, who owns the app (empty: themselves), and what it may do."""

    public_url: str
    organization: str
    permission_set: str
    keep: Keep


@dataclass(frozen=True, slots=True)
class NoApp:
    """GitHub gave no app for a code: its HTTP status, None where no answer came, and its own words."""

    status: int | None
    says: str
