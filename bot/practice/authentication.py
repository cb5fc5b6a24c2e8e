"""Who calls: the app with its signed claim, an installation or a person with a token; and what they may do.

Sources: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app and
https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt

from bot.practice.limits import CLAIM_SECONDS
from bot.practice.permissions import allows_any
from bot.practice.routes.call import ApiError
from bot.practice.signing import public_key_pem

if TYPE_CHECKING:
    from bot.practice.issues import PracticeIssue
    from bot.practice.routes.call import Call

_LEEWAY = 60
"""Seconds by which a claim may be ahead of our clock."""


def authenticate(call: Call) -> None:
    """Find out who calls and note it on the call; raises ApiError 401 or 403."""
    scheme, _, credential = call.headers.get("authorization", "").partition(" ")
    if call.endpoint.who == "anybody":
        return
    if not credential or scheme.lower() not in ("bearer", "token"):
        raise ApiError(401, "Requires authentication")
    if call.endpoint.who == "app":
        _check_claim(call, credential)
        return
    if (held := call.world.passes.get(credential)) is not None and held.expires_at > call.world.now():
        call.person = held.account
        if not call.endpoint.for_people:
            raise ApiError(403, "Resource not accessible by integration")
        return
    if call.endpoint.who == "person":
        raise ApiError(401, "Bad credentials")
    for installation in call.world.installations.values():
        token = installation.tokens.get(credential)
        if token is not None and token.expires_at > call.world.now():
            call.installation, call.token = installation, token
            if installation.suspended_at is not None:
                raise ApiError(403, "This installation has been suspended")
            return
    raise ApiError(401, "Bad credentials")


def _check_claim(call: Call, credential: str) -> None:
    try:
        claim = jwt.decode(
            credential,
            public_key_pem(),
            algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_aud": False},
        )
    except jwt.InvalidTokenError:
        raise ApiError(401, "A JSON web token could not be decoded") from None
    now = call.world.now().timestamp()
    issued, expires = claim.get("iat"), claim.get("exp")
    if str(claim.get("iss")) not in (str(call.world.app.id), call.world.app.client_id):
        raise ApiError(401, "'Issuer' claim ('iss') must be an Integer or a client ID")
    if not isinstance(issued, int) or issued > now + _LEEWAY:
        says = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
        raise ApiError(401, says)
    if not isinstance(expires, int) or expires <= now:
        says = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the "
        raise ApiError(401, says + "assertion expires")
    if expires > now + CLAIM_SECONDS + _LEEWAY:
        raise ApiError(401, "'Expiration time' claim ('exp') is too far in the future")


def authorize(call: Call) -> None:
    """Check that the token opens the repository and has a permission the route needs; raises ApiError 404 or 403."""
    if call.installation is None or call.token is None:
        return
    if "repo" in call.params or "repository_id" in call.params:
        _ = call.repository  # 404 comes before 403: what may not be seen does not exist
    needs = call.endpoint.needs
    subject = _subject(call)
    if subject is not None and not subject.is_pull_request:
        # Permission for pull requests opens issues of pull requests alone.
        needs = tuple(need for need in needs if not need.startswith("pull_requests:"))
    held = {
        name: level
        for name, level in call.token.permissions.items()
        if allows_any(call.installation.permissions, [f"{name}:{level}"])
    }
    if needs and not allows_any(held, needs):
        accepted = "; ".join(need.replace(":", "=") for need in call.endpoint.needs)
        raise ApiError(
            403, "Resource not accessible by integration", headers={"X-Accepted-GitHub-Permissions": accepted}
        )


def _subject(call: Call) -> PracticeIssue | None:
    """Return the issue or pull request that a route under /issues/ is about."""
    number = call.params.get("issue_number", "")
    if number.isdecimal():
        return call.repository.issues.get(int(number))
    comment = call.params.get("comment_id", "")
    if comment.isdecimal() and int(comment) in call.repository.comments:
        return call.repository.comments[int(comment)].issue
    return None
