"""What a repository without settings of its own could begin with is tried on: one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Skip
from bot.github.fetch_rules import settings_texts
from bot.github.fetch_rules_change import past_pull
from bot.github.file_queries import FIRST_RULES
from bot.github.own_words import repository

if TYPE_CHECKING:
    from bot.facts.repository import Repository
    from bot.facts.rule_text import SettingsTexts
    from bot.github.client import GitHub
    from bot.github.fetch_rules_change import PastPull


@dataclass(frozen=True, slots=True)
class FirstGround:
    """The settings at the default branches, and the newest pull requests, the newest first."""

    repository: Repository
    settings: SettingsTexts
    pulls: tuple[PastPull, ...]


async def fetch_first_ground(github: GitHub, full_name: str, most: int) -> FirstGround:
    """Return what is there now, with at most so many pull requests (100). Raises FactsUnavailable."""
    owner, _, name = full_name.partition("/")
    data = await (await github.for_reading()).ask(FIRST_RULES, owner=owner, name=name, pulls=most)
    place = data["repository"]
    if place is None:
        raise FactsUnavailable(Skip(f"{full_name} is gone or out of reach"))
    home = repository(place, github.web)
    return FirstGround(
        home,
        settings_texts(home.full_name, data["organisation"], place["head"] or {}),
        tuple(past_pull(node) for node in (place["pullRequests"] or {}).get("nodes") or ()),
    )
