"""The settings and ownership maps of a repository and of its organisation, as one question answered them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Skip
from bot.facts.rule_text import SettingsTexts
from bot.github.blobs import rule_text
from bot.github.file_queries import OWNERSHIP_TEXTS, SETTINGS_TEXTS
from bot.policy.repository import SOURCE

if TYPE_CHECKING:
    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.github.client import GitHub

OWNERSHIP_PATH = ".github/ownership.yml"
ORGANISATION_REPOSITORY = ".github"


def settings_texts(full_name: str, organisation: dict[str, Any] | None, base: dict[str, Any]) -> SettingsTexts:
    """Return the settings that a pull request's own question answered; `base` is the tip of its base branch."""
    own = rule_text(base.get("rules"), SOURCE, base.get("oid") or "")
    shared = f"{full_name.partition('/')[0]}/{ORGANISATION_REPOSITORY}"
    if organisation is None or full_name.lower() == shared.lower():
        return SettingsTexts(own)
    head = organisation["head"] or {}
    text = rule_text(head.get("rules"), f"{shared}/{SOURCE}", head.get("oid") or "")
    return SettingsTexts(own, text, organisation["databaseId"])


async def fetch_settings(github: GitHub, full_name: str) -> SettingsTexts:
    """Return the settings at the default branches, in one read. Raises FactsUnavailable."""
    owner, _, name = full_name.partition("/")
    data = await github.for_reading_files().ask(SETTINGS_TEXTS, owner=owner, name=name)
    place = data["repository"]
    if place is None:
        raise FactsUnavailable(Skip(f"{full_name} is gone or out of reach"))
    return settings_texts(f"{place['owner']['login']}/{place['name']}", data["organisation"], place["head"] or {})


async def fetch_ownership(github: GitHub, subject: Subject) -> tuple[RuleText, ...]:
    """Return the maps that exist, the organisation's first. One read; raises FactsUnavailable.

    The read uses a token for all repositories of the installation: the organisation's `.github` may be private.
    """
    owner, _, name = subject.full_name.partition("/")
    data = await github.for_reading_files().ask(OWNERSHIP_TEXTS, owner=owner, name=name)
    if data["repository"] is None:  # not the same as a repository without a map
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    return ownership_texts(subject.full_name, data["organisation"], data["repository"]["head"] or {})


def ownership_texts(full_name: str, organisation: dict[str, Any] | None, tip: dict[str, Any]) -> tuple[RuleText, ...]:
    """Return the maps that exist, the organisation's first; `tip` is the commit asked for its file."""
    shared = f"{full_name.partition('/')[0]}/{ORGANISATION_REPOSITORY}"
    # For the organisation's own repository it is one map.
    tips = {shared: (organisation or {}).get("head") or {}, full_name: tip}
    texts = (
        rule_text(commit.get("ownership"), f"{at}/{OWNERSHIP_PATH}", commit.get("oid") or "")
        for at, commit in tips.items()
    )
    return tuple(text for text in texts if text is not None)
