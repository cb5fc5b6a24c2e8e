"""Registering an app from a manifest and installing it: a person's pages, and the code that becomes credentials.

Source: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from bot.practice.installations import install
from bot.practice.json_shapes import stamp
from bot.practice.registrations import Registration, register, wrong_with
from bot.practice.render.apps import render_app
from bot.practice.render.forms import installing, page, registering
from bot.practice.routes.call import Answer, Call, Endpoint, not_found
from bot.practice.signing import private_key_pem

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.json_shapes import JsonObject
    from bot.practice.world import AppIdentity

_HTML = {"Content-Type": "text/html; charset=utf-8"}


def ask_to_register(call: Call) -> Answer:
    """Show the app that a manifest describes, to be confirmed; 422 with the reasons where it cannot be registered."""
    owner, text = _owner(call), call.form.get("manifest", "")
    manifest = _manifest(text)
    name = str(manifest.get("name") or owner.login)
    errors = wrong_with(manifest, name) if manifest else ["Manifest is not JSON"]
    action = f"{_settings(call)}/apps?{urlencode({'state': call.query.get('state', '')})}"
    return Answer(422 if errors else 200, registering(action, name, text, errors), _HTML)


def register_app(call: Call) -> Answer:
    """Send the browser back to the app with a code, and with the state as it came."""
    owner, text = _owner(call), call.form.get("manifest", "")
    manifest, name = _manifest(text), call.form.get("name", "")
    if not manifest or (errors := wrong_with(manifest, name)):
        errors = errors if manifest else ["Manifest is not JSON"]
        return Answer(422, registering(call.path, name, text, errors), _HTML)
    registration = Registration(name, owner, manifest, call.world.now())
    call.world.registrations[registration.code] = registration
    return _onward(str(manifest["redirect_url"]), {"code": registration.code, "state": call.query.get("state", "")})


def convert_code(call: Call) -> Answer:
    """Give out the credentials of a registered app, once; 404 for a code that is wrong, used or expired."""
    registration = call.world.registrations.get(call.params["code"])
    if registration is None or not registration.good(call.world.now()):
        raise not_found()
    secret = secrets.token_hex(20)
    app = register(call.world, registration, webhook_secret=secret, client_secret=secrets.token_hex(20))
    private = {
        "client_secret": app.client_secret,
        "webhook_secret": secret,
        "pem": private_key_pem(),
        "created_at": stamp(call.world.now()),
    }
    return Answer(201, render_app(app) | {"name": registration.name} | private)


def ask_to_install(call: Call) -> Answer:
    """Show where the app can be installed."""
    app = _app(call)
    accounts = [one for one in call.world.accounts.values() if one.type == "Organization" and one is not app.owner]
    choices = [app.owner, *accounts]
    return Answer(200, installing(app.slug, call.path, choices, app.permissions), _HTML)


def install_app(call: Call) -> Answer:
    """Install it, and send the browser on to the app's own page where it named one."""
    app = _app(call)
    account = call.world.accounts.get(call.form.get("account", "").lower())
    if account is None:
        raise not_found()
    installation = install(call.world, account, None, app.permissions, app.events)
    if app.setup_url:
        return _onward(app.setup_url, {"installation_id": str(installation.id), "setup_action": "install"})
    return Answer(200, page(f"Installed on {account.login}"), _HTML)


def _owner(call: Call) -> Account:
    if "organization" not in call.params:
        return call.world.account("octocat")  # whoever is signed in
    account = call.world.accounts.get(call.params["organization"].lower())
    if account is None or account.type != "Organization":
        raise not_found()
    return account


def _app(call: Call) -> AppIdentity:
    if call.params["slug"] != call.world.app.slug:
        raise not_found()
    return call.world.app


def _settings(call: Call) -> str:
    name = call.params.get("organization")
    return f"/organizations/{quote(name)}/settings" if name else "/settings"


def _manifest(text: str) -> JsonObject:
    try:
        manifest = json.loads(text)
    except ValueError:
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _onward(url: str, parameters: dict[str, str]) -> Answer:
    separator = "&" if urlsplit(url).query else "?"
    return Answer(302, b"", {**_HTML, "Location": url + separator + urlencode(parameters)})


ROUTES = (
    Endpoint("POST", "/settings/apps/new", ask_to_register, who="anybody"),
    Endpoint("POST", "/organizations/{organization}/settings/apps/new", ask_to_register, who="anybody"),
    Endpoint("POST", "/settings/apps", register_app, who="anybody"),
    Endpoint("POST", "/organizations/{organization}/settings/apps", register_app, who="anybody"),
    Endpoint("POST", "/app-manifests/{code}/conversions", convert_code, who="anybody"),
    Endpoint("GET", "/apps/{slug}/installations/new", ask_to_install, who="anybody"),
    Endpoint("POST", "/apps/{slug}/installations/new", install_app, who="anybody"),
)
