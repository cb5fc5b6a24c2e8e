"""The app, its installations and its deliveries as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.practice.json_shapes import stamp, stamp_or_none
from bot.practice.render.accounts import render_account
from bot.practice.render.links import API, WEB

if TYPE_CHECKING:
    from bot.practice.installations import PracticeInstallation
    from bot.practice.json_shapes import JsonObject
    from bot.practice.webhooks import Attempt
    from bot.practice.world import AppIdentity

_REGISTERED = "2026-01-01T00:00:00Z"


def render_app(app: AppIdentity) -> JsonObject:
    """Return the app as `GET /app` and as comments and check runs name it."""
    return {
        "id": app.id,
        "slug": app.slug,
        "node_id": f"A_kwDO{app.id}",
        "client_id": app.client_id,
        "owner": render_account(app.owner),
        "name": app.slug,
        "description": "",
        "external_url": f"https://{app.slug}.example",
        "html_url": f"{WEB}/apps/{app.slug}",
        "created_at": _REGISTERED,
        "updated_at": _REGISTERED,
        "permissions": dict(app.permissions),
        "events": list(app.events),
    }


def render_installation(installation: PracticeInstallation) -> JsonObject:
    """Return an installation as the app sees it."""
    owner = installation.owner
    return {
        "id": installation.id,
        "node_id": installation.node_id,
        "account": render_account(owner),
        "repository_selection": "all" if installation.selected is None else "selected",
        "access_tokens_url": f"{API}/app/installations/{installation.id}/access_tokens",
        "repositories_url": f"{API}/installation/repositories",
        "html_url": f"{WEB}/settings/installations/{installation.id}",
        "app_id": installation.app.id,
        "app_slug": installation.app.slug,
        "client_id": installation.app.client_id,
        "target_id": owner.id,
        "target_type": owner.type,
        "permissions": dict(installation.permissions),
        "events": list(installation.events),
        "created_at": stamp(installation.created_at),
        "updated_at": stamp(installation.updated_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": render_account(owner) if installation.suspended_at is not None else None,
        "suspended_at": stamp_or_none(installation.suspended_at),
    }


def render_delivery_item(attempt: Attempt) -> JsonObject:
    """Return one attempt as the list of deliveries shows it."""
    delivery = attempt.delivery
    return {
        "id": attempt.id,
        "guid": delivery.guid,
        "delivered_at": stamp(attempt.at),
        "redelivery": attempt.redelivery,
        "duration": attempt.duration,
        "status": attempt.status,
        "status_code": attempt.status_code,
        "event": delivery.event,
        "action": delivery.action,
        "installation_id": delivery.installation_id,
        "repository_id": delivery.repository_id,
        "throttled_at": None,
    }


def render_delivery(attempt: Attempt) -> JsonObject:
    """Return one attempt with what was sent and what came back."""
    return render_delivery_item(attempt) | {
        "url": None,
        "request": {"headers": dict(attempt.delivery.headers), "payload": attempt.delivery.payload},
        "response": {"headers": dict(attempt.response_headers), "payload": attempt.response_body},
    }
