"""Why a decision was made, at the moment somebody asks: judged again with nothing written, beside what is remembered.

The database keeps numbers and no words of a change, so the words come from GitHub when the page is asked for. Where
GitHub does not answer, what is remembered is shown alone.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.facts.errors import FactsUnavailable, Skip, Wait
from bot.journeys.consider import consider
from bot.journeys.consider_issue import consider_issue
from bot.journeys.forgetful import Forgetful
from bot.journeys.once import Once
from bot.journeys.onlooker import Onlooker
from bot.messages.explain_issue import explain_issue
from bot.messages.explain_page import Looked
from bot.messages.explain_pull_request import explain_pull_request
from bot.messages.explain_trail import kept_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.facts.repository import Subject, SubjectKind
    from bot.facts.trail import Trail
    from bot.github.client import App, GitHub
    from bot.journeys.desk import Desk
    from bot.messages.explain_page import ExplainPage

FRESH = timedelta(seconds=30)
"""However often somebody reloads a page, GitHub is asked once in this time."""
MOST_KEPT = 50
AT_ONCE = 4
"""Pages that are made at a time: readers of a thousand pull requests must not keep the journeys waiting."""
_KEPT = "this is what was kept when it was looked at last, without its words."
_NO_ANSWER = f"GitHub does not answer right now: {_KEPT}"
_SPARED = f"Most of the questions that GitHub allows for now are asked, and the rest is kept for the work: {_KEPT}"


class Archive(Protocol):
    """What is remembered; bot.inbox.archive answers."""

    async def known(self, kind: SubjectKind, repository: int, number: int) -> Subject | None:
        """Return a pull request or issue that we have looked at; None for any other."""
        ...

    async def trail(self, subject: Subject, commits: Collection[str] = ()) -> Trail:
        """Return what is remembered of a subject."""
        ...


@dataclass(slots=True)
class Explainer:
    """Makes the pages. `shipped` is the path of our own page of the shipped rules."""

    app: App
    desk: Desk
    archive: Archive
    now: Callable[[], datetime]
    shipped: str = "/rules"
    _pages: Once[ExplainPage | None] = field(default_factory=lambda: Once(FRESH, MOST_KEPT, AT_ONCE), init=False)

    async def page(self, kind: SubjectKind, repository: int, number: int) -> ExplainPage | None:
        """Return the page of a pull request or an issue; None where nothing is known of it, or it is gone.

        Whoever asks while it is being made waits for the same one. Raises DatabaseUnavailable.
        """
        subject = await self.archive.known(kind, repository, number)
        if subject is None:
            return None
        now = self.now()
        return await self._pages.get(subject.key, now, lambda: self._make(subject, now))

    async def _make(self, subject: Subject, now: datetime) -> ExplainPage | None:
        github = self.app.installation(subject.installation, subject.repository, purpose="page")
        desk = replace(self.desk, journal=Onlooker(self.desk.journal), agenda=Forgetful())
        look = _pull_request if subject.kind == "pull_request" else _issue
        try:
            return await look(self, github, desk, subject, now)
        except FactsUnavailable as unavailable:
            if isinstance(unavailable.advice, Skip):
                return None
            why = _SPARED if isinstance(unavailable.advice, Wait) else _NO_ANSWER
            return kept_page(subject, self.app.web, await self.archive.trail(subject), why)


async def _pull_request(
    explainer: Explainer, github: GitHub, desk: Desk, subject: Subject, now: datetime
) -> ExplainPage:
    considered = await consider(github, desk, subject, now)
    facts = considered.facts
    looked = Looked(now, await explainer.archive.trail(subject, (facts.head_sha,)))
    return await asyncio.to_thread(
        explain_pull_request,
        considered.verdict,
        facts,
        looked,
        plan=considered.plan,
        settings=considered.settings,
        shipped=explainer.shipped,
    )


async def _issue(explainer: Explainer, github: GitHub, desk: Desk, subject: Subject, now: datetime) -> ExplainPage:
    found = await consider_issue(github, desk, subject, now)
    looked = Looked(now, await explainer.archive.trail(subject))
    return explain_issue(
        subject, github.web, looked, found.routing, why=found.why, facts=found.facts, past=found.past, news=found.news,
        final=found.final, turns=found.turns,
    )  # fmt: skip
