"""First settings for a repository, tried on its last pull requests: nothing is written, and nothing is kept.

What is kept of a change (`replay: keep` in the organisation's settings) costs no call; everything else three reads.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.facts.errors import FactsUnavailable, Skip
from bot.github.fetch_first_rules import fetch_first_ground
from bot.journeys.forgetful import Forgetful
from bot.journeys.once import Once
from bot.journeys.onlooker import Onlooker
from bot.journeys.replaying import PastPulls, replay_first
from bot.journeys.settings_in_force import settings_at
from bot.messages.first_rules import FirstRules, first_rules
from bot.policy.compose import compose
from bot.policy.repository import SOURCE
from bot.policy.starter_rules import starter_rules
from bot.policy.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.facts.repository import Subject, SubjectKind
    from bot.github.client import App, GitHub
    from bot.journeys.desk import Desk

MOST_TRIED = 20
FRESH = timedelta(minutes=5)
"""However often somebody reloads the page, past pull requests are read once in this time."""
MOST_KEPT = 50
AT_ONCE = 2
PATIENCE = 8.0
"""Seconds that a browser waits for the replay before it is shown the file alone."""


async def try_first_rules(
    github: GitHub, desk: Desk, subject: Subject, now: datetime, most: int = MOST_TRIED
) -> FirstRules:
    """Return what the repository of `subject` (a pull request of any number) would begin with, and what comes of it.

    One question, and three reads for each of at most so many pull requests; none where the repository has settings of
    its own. Raises FactsUnavailable.
    """
    ground = await fetch_first_ground(github, subject.full_name, most)
    here, own = ground.repository, ground.settings.repository
    if subject.repository and here.id != subject.repository:
        raise FactsUnavailable(Skip(f"{subject.full_name} is another repository by now"))
    subject = replace(subject, repository=here.id, full_name=here.full_name)
    text = _file(desk)
    if own is not None:
        return first_rules(here, text, own, None)
    in_force = await settings_at(desk, subject, ground.settings)
    rules = await asyncio.to_thread(compose, desk.shipped, read_yaml(text, SOURCE), in_force.organisation)
    keeps = desk.changes is not None and in_force.rules.repository.replay == "keep"
    kept = await desk.changes.kept(here.id, now) if desk.changes is not None and keeps else {}
    replay = await replay_first(github, PastPulls(subject, ground.pulls[:most], kept), rules, now)
    return await asyncio.to_thread(first_rules, here, text, None, replay)


class Homes(Protocol):
    """Which repositories pull requests were looked at in; bot.inbox.archive answers."""

    async def home(self, repository: int, kind: SubjectKind) -> Subject | None:
        """Return a repository as a subject without a number; None for one that is not known."""
        ...


@dataclass(slots=True)
class FirstRulesPages:
    """Makes the page of a repository."""

    app: App
    desk: Desk
    homes: Homes
    now: Callable[[], datetime]
    patience: float | None = PATIENCE
    _pages: Once[FirstRules] = field(default_factory=lambda: Once(FRESH, MOST_KEPT, AT_ONCE), init=False)

    async def page(self, repository: int) -> FirstRules | None:
        """Return the page; None where nothing is known of the repository, or it is gone.

        While past pull requests are still being read it says nothing of them: who comes again finds them. Raises
        DatabaseUnavailable, FactsUnavailable.
        """
        home = await self.homes.home(repository, "pull_request")
        if home is None:
            return None
        now = self.now()
        github = self.app.installation(home.installation, repository, purpose="background")
        desk = replace(self.desk, journal=Onlooker(self.desk.journal), agenda=Forgetful())
        try:
            found = await self._pages.get(
                str(repository), now, lambda: try_first_rules(github, desk, home, now), self.patience
            )
        except FactsUnavailable as unavailable:
            if isinstance(unavailable.advice, Skip):
                return None
            raise
        return found or FirstRules(home.full_name, _file(self.desk), waits=True)


def _file(desk: Desk) -> str:
    return starter_rules(desk.addresses.public_url if desk.addresses else "")
