"""From an act to webhooks: which installations hear of it, and what every payload has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.permissions import ALWAYS_SENT
from bot.practice.render.accounts import render_account, render_organization
from bot.practice.render.repositories import render_repository

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository
    from bot.practice.world import World


def heard(repository: PracticeRepository, event: str) -> bool:
    """Tell whether any installation would be told: what nobody hears need not be rendered."""
    installations = repository.world.installations.values()
    return any(installation.hears(event) and installation.covers(repository) for installation in installations)


def emit(
    world: World, repository: PracticeRepository, event: str, action: str | None, sender: Account, **parts: object
) -> None:
    """Queue an event of a repository for every installation that covers it and subscribes to the event.

    `parts` are what the event is about ("pull_request", "issue", "comment", ...).
    """
    for installation in world.installations.values():
        if not installation.hears(event) or not installation.covers(repository):
            continue
        payload: JsonObject = {"action": action} if action is not None else {}
        payload |= parts
        payload["repository"] = render_repository(repository)
        if repository.owner.type == "Organization":
            payload["organization"] = render_organization(repository.owner)
        payload["sender"] = render_account(sender)
        payload["installation"] = {"id": installation.id, "node_id": installation.node_id}
        world.webhooks.queue(event, payload, installation_id=installation.id, repository_id=repository.id)


def emit_about_installation(
    world: World, event: str, action: str, *, installation_id: int, sender: Account, parts: JsonObject
) -> None:
    """Queue an event of an installation itself: every app gets those."""
    if event not in ALWAYS_SENT:
        raise ValueError(f"{event} is an event of repositories")
    payload: JsonObject = {"action": action, **parts, "sender": render_account(sender)}
    world.webhooks.queue(event, payload, installation_id=installation_id)
