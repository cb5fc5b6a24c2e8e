"""The ownership maps in force for a repository: the organisation's and its own, at their default branches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Skip
from bot.github.blobs import rule_text
from bot.github.queries import OWNERSHIP_TEXTS

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.github.client import GitHub

OWNERSHIP_PATH = ".github/ownership.yml"
ORGANISATION_REPOSITORY = ".github"


async def fetch_ownership(github: GitHub, subject: Subject) -> tuple[RuleText, ...]:
    """Return the maps that exist, the organisation's first. One read; raises FactsUnavailable.

    The read uses a token for all repositories of the installation: the organisation's `.github` may be private.
    """
    owner, _, name = subject.full_name.partition("/")
    data = await github.for_reading_files().ask(OWNERSHIP_TEXTS, owner=owner, name=name)
    if data["repository"] is None:  # not the same as a repository without a map
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    return _texts(subject.full_name, data["organisation"], data["repository"])


def is_organisations(text: RuleText) -> bool:
    """Return whether a map is one of a whole organisation."""
    return text.source.partition("/")[2].startswith(f"{ORGANISATION_REPOSITORY}/{OWNERSHIP_PATH}")


def ownership_texts(full_name: str, organisation: dict[str, Any] | None, base: dict[str, Any]) -> tuple[RuleText, ...]:
    """Return the maps that a pull request's own question answered, the organisation's first.

    `base` is the commit at the tip of its base branch, with the file `ownership`.
    """
    return _texts(full_name, organisation, base.get("ownership"))


def _texts(full_name: str, organisation: dict[str, Any] | None, own: dict[str, Any] | None) -> tuple[RuleText, ...]:
    shared = f"{full_name.partition('/')[0]}/{ORGANISATION_REPOSITORY}"
    places = {shared: organisation, full_name: own}  # for the organisation's own repository it is one map
    texts = (rule_text((place or {}).get("object"), f"{at}/{OWNERSHIP_PATH}") for at, place in places.items())
    return tuple(text for text in texts if text is not None)
