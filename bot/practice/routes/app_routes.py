"""The app itself: who it is, where it is installed, its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp
from bot.practice.permissions import narrower
from bot.practice.render.apps import render_app, render_installation
from bot.practice.render.repositories import render_repository
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, not_found

if TYPE_CHECKING:
    from bot.practice.installations import PracticeInstallation
    from bot.practice.json_shapes import JsonObject
    from bot.practice.repositories import PracticeRepository


def get_app(call: Call) -> Answer:
    """Answer who the app is."""
    installed = sum(not installation.deleted for installation in call.world.installations.values())
    return Answer(200, render_app(call.world.app) | {"installations_count": installed})


def list_installations(call: Call) -> Answer:
    """Answer where the app is installed."""
    installed = [found for found in call.world.installations.values() if not found.deleted]
    return call.paged([render_installation(installation) for installation in installed])


def get_installation(call: Call) -> Answer:
    """Answer one installation."""
    return Answer(200, render_installation(_installation(call)))


def get_repository_installation(call: Call) -> Answer:
    """Answer the installation that covers a repository."""
    repository = call.repository
    for installation in call.world.installations.values():
        if installation.covers(repository):
            return Answer(200, render_installation(installation))
    raise not_found()


def create_token(call: Call) -> Answer:
    """Give out a token, narrowed to repositories and permissions where asked."""
    installation = _installation(call)
    if installation.suspended_at is not None:
        raise ApiError(403, "This installation has been suspended")
    wanted = call.json.get("permissions")
    if wanted is not None and not isinstance(wanted, dict):
        raise ApiError(422, "Invalid request.\n\nFor 'properties/permissions', it is not an object.")
    if wanted is not None and not narrower(installation.permissions, wanted):
        raise ApiError(422, "The permissions requested are not granted to this installation.")
    repositories = _wanted_repositories(call, installation)
    numbers = frozenset(repository.id for repository in repositories) if repositories is not None else None
    token = installation.token(numbers, wanted)
    body: JsonObject = {
        "token": token.value,
        "expires_at": stamp(token.expires_at),
        "permissions": dict(token.permissions),
        "repository_selection": "all" if installation.selected is None and numbers is None else "selected",
    }
    if repositories is not None:
        body["repositories"] = [render_repository(repository) for repository in repositories]
    return Answer(201, body)


def list_installation_repositories(call: Call) -> Answer:
    """Answer what the token opens."""
    repositories = [render_repository(found) for found in call.as_installation.repositories if call.opens(found)]
    return call.paged(
        repositories,
        lambda page: {
            "total_count": len(repositories),
            "repository_selection": "all" if call.as_installation.selected is None else "selected",
            "repositories": page,
        },
    )


def get_rate_limit(call: Call) -> Answer:
    """Answer what is left of the hour; asking costs nothing."""
    rate = call.as_installation.rate
    core = {
        "limit": rate.limit,
        "remaining": rate.remaining,
        "reset": int(rate.reset_at.timestamp()),
        "used": rate.limit - rate.remaining,
    }
    return Answer(200, {"resources": {"core": core, "search": core, "graphql": core}, "rate": core})


def _installation(call: Call) -> PracticeInstallation:
    installation = call.world.installations.get(call.number("installation_id"))
    if installation is None or installation.deleted:
        raise not_found()
    return installation


def _wanted_repositories(call: Call, installation: PracticeInstallation) -> list[PracticeRepository] | None:
    names, numbers = call.json.get("repositories"), call.json.get("repository_ids")
    if not isinstance(names, list) and not isinstance(numbers, list):
        return None
    chosen = [
        repository
        for repository in installation.repositories
        if repository.name in (names if isinstance(names, list) else ())
        or repository.id in (numbers if isinstance(numbers, list) else ())
    ]
    asked = [name for wanted in (names, numbers) if isinstance(wanted, list) for name in wanted]
    if len(chosen) < len(set(asked)):
        says = "There is at least one repository that does not exist or is not accessible to the parent installation."
        raise ApiError(422, says)
    return chosen


ROUTES = (
    Endpoint("GET", "/app", get_app, who="app"),
    Endpoint("GET", "/app/installations", list_installations, who="app"),
    Endpoint("GET", "/app/installations/{installation_id}", get_installation, who="app"),
    Endpoint("POST", "/app/installations/{installation_id}/access_tokens", create_token, who="app"),
    Endpoint("GET", "/repos/{owner}/{repo}/installation", get_repository_installation, who="app"),
    Endpoint("GET", "/installation/repositories", list_installation_repositories),
    Endpoint("GET", "/rate_limit", get_rate_limit),
)
