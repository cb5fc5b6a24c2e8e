"""The checkup of a server that runs, and the steps that need neither GitHub nor the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__
from bot.checkup.database import ANSWERS, database_checks
from bot.checkup.github import github_checks
from bot.facts.checkup import Check, Checkup
from bot.meaning import MeaningUnavailable, open_encoder

if TYPE_CHECKING:
    from bot.github.client import App
    from bot.inbox.database import Database
    from bot.settings import Settings


async def look_around(app: App, settings: Settings, database: Database) -> Checkup:
    """Return all that can be found out from inside a running server: what fails says why, and the rest goes on."""
    now = app.now()
    found = [
        *settings_checks(settings),
        routing_check(),
        ANSWERS,  # else no page would be shown
        *await github_checks(app, settings, database),
        *await database_checks(database, now),
    ]
    return Checkup(__version__, now, tuple(found))


def settings_checks(settings: Settings) -> list[Check]:
    """Return that settings can be used, and what of them should not stay."""
    notes = [Check("settings", "note", warning) for warning in settings.warnings()]
    return [Check("settings", "ok", "every setting of the server can be used"), *notes]


def routing_check() -> Check:
    """Return what feedback is placed by: the extra is nobody's duty, so that its absence is no finding."""
    try:
        return Check("routing", "ok", f"words and sentence vectors place feedback ({open_encoder().name})")
    except MeaningUnavailable as unavailable:
        return Check("routing", "ok", f"words alone place feedback; {unavailable}")
