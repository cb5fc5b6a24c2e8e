"""Signing in through the app: a person's page, the code that becomes a token, who that is, and taking it back.

Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from bot.practice.render.accounts import render_person
from bot.practice.render.forms import authorizing
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, not_found
from bot.practice.sign_ins import TOKEN_LIVES, Grant, Pass

if TYPE_CHECKING:
    from bot.practice.world import AppIdentity

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_BAD_CODE = {
    "error": "bad_verification_code",
    "error_description": "The code passed is incorrect or expired.",
    "error_uri": "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors",
}
_BAD_CLIENT = {
    "error": "incorrect_client_credentials",
    "error_description": "The client_id and/or client_secret passed are incorrect.",
    "error_uri": _BAD_CODE["error_uri"],
}


def ask_to_authorize(call: Call) -> Answer:
    """Ask a person who they are and whether the app may know; 404 for an app or an address that is not registered."""
    app = _app(call)
    people = [account for account in call.world.accounts.values() if account.type == "User"]
    action = f"{call.path}?{urlencode(call.query)}"
    return Answer(200, authorizing(app.slug, action, people), _HTML)


def authorize_app(call: Call) -> Answer:
    """Send the browser back with a code, or with what the person said instead."""
    _app(call)
    back, state = call.query["redirect_uri"], call.query.get("state", "")
    account = call.world.accounts.get(call.form.get("account", "").lower())
    if call.form.get("cancel") or account is None:
        denied = {"error": "access_denied", "error_description": "The user has denied your application access."}
        return _onward(back, denied | {"state": state})
    grant = Grant(account, back, call.query.get("code_challenge", ""), call.world.now())
    call.world.grants[grant.code] = grant
    return _onward(back, {"code": grant.code, "state": state})


def exchange_code(call: Call) -> Answer:
    """Give a token for a code, once. GitHub answers 200 to a wrong one, too, with an `error`."""
    given, app = call.json, call.world.app
    if (given.get("client_id"), given.get("client_secret")) != (app.client_id, app.client_secret):
        return Answer(200, _BAD_CLIENT)
    grant = call.world.grants.get(str(given.get("code")))
    back, verifier = str(given.get("redirect_uri")), str(given.get("code_verifier"))
    if grant is None or not grant.good(call.world.now(), back, verifier):
        return Answer(200, _BAD_CODE)
    grant.used = True
    made = Pass(grant.account, call.world.now() + TOKEN_LIVES)
    call.world.passes[made.value] = made
    lives = int(TOKEN_LIVES.total_seconds())
    return Answer(200, {"access_token": made.value, "expires_in": lives, "scope": "", "token_type": "bearer"})


def get_user(call: Call) -> Answer:
    """Answer who the token's person is."""
    if call.person is None:
        raise ApiError(401, "Requires authentication")
    return Answer(200, render_person(call.person))


def delete_token(call: Call) -> Answer:
    """Take a person's token back, as the app that got it."""
    app = call.world.app
    known = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
    if call.headers.get("authorization") != f"Basic {known}" or call.params["client_id"] != app.client_id:
        raise not_found()
    if call.world.passes.pop(str(call.json.get("access_token")), None) is None:
        raise not_found()
    return Answer(204)


def _app(call: Call) -> AppIdentity:
    app, back = call.world.app, call.query.get("redirect_uri", "")
    registered = not app.callback_urls or back in app.callback_urls
    if call.query.get("client_id") != app.client_id or not urlsplit(back).hostname or not registered:
        raise not_found()
    return app


def _onward(url: str, parameters: dict[str, str]) -> Answer:
    return Answer(302, b"", {**_HTML, "Location": f"{url}?{urlencode(parameters)}"})


ROUTES = (
    Endpoint("GET", "/login/oauth/authorize", ask_to_authorize, who="anybody"),
    Endpoint("POST", "/login/oauth/authorize", authorize_app, who="anybody"),
    Endpoint("POST", "/login/oauth/access_token", exchange_code, who="anybody"),
    Endpoint("DELETE", "/applications/{client_id}/token", delete_token, who="anybody"),
    Endpoint("GET", "/user", get_user, who="person"),
)
