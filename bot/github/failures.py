"""What a refused call to GitHub asks of the queue: one pure function for every published shape.

Sources: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (what limits look like and how
long to wait), https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api (a limit
answered with 200), https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api (404 for what we may
not see).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from bot.facts.errors import Advice, Bug, NotPermitted, Retry, Skip
from bot.facts.redacted import redacted

if TYPE_CHECKING:
    from collections.abc import Mapping

MIN_PAUSE = timedelta(seconds=60)
"""GitHub asks for at least a minute after a secondary limit; a shorter `Retry-After` does not make us quicker."""

MAX_PAUSE = timedelta(hours=2)
"""Primary limits last an hour; a longer wait is a broken header or clock."""

SUSPENDED_PAUSE = timedelta(hours=1)

LIMIT_WORDS = ("rate limit", "abuse detection")
SUSPENDED_WORDS = ("suspended",)
_GRAPHQL_STATUS = {"RATE_LIMITED": 429, "RATE_LIMIT": 429, "NOT_FOUND": 404, "FORBIDDEN": 403, "UNPROCESSABLE": 422}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that did not succeed. `status` is None where no answer came (timeout, broken connection).

    `headers` have lower-case names; `body` is the answer's text, never shown whole. `fresh` says that the thing was
    created moments ago: GitHub does not promise to read back at once what was just written.
    """

    call: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    fresh: bool = False

    @property
    def says(self) -> str:
        """GitHub's own message, shortened to one line; a proxy may have put the request with its token into it."""
        try:
            message = json.loads(self.body)["message"]
        except (ValueError, TypeError, KeyError):
            message = self.body
        return redacted(" ".join(str(message).split()))[:200]

    def __str__(self) -> str:
        answer = f"answered {self.status}" if self.status is not None else "gave no answer"
        return f"{self.call} {answer}" + (f": {self.says}" if self.says else "")


def advise(refusal: Refusal, now: datetime) -> Advice:  # noqa: PLR0911 - one return a family of answers
    """Return what to do. `Retry.at` is set where the whole installation is to pause: rate limits and suspension."""
    status = refusal.status
    if status is None:
        return Retry(str(refusal), away=True)
    if is_rate_limit(refusal):
        asked = _asked_to_wait(refusal, now)
        wait = min(max(asked, MIN_PAUSE), MAX_PAUSE)
        absurd = f"; asked to wait for {asked}, calls again after {wait}" if asked > MAX_PAUSE else ""
        return Retry(f"rate limit: {refusal}{absurd}", now + wait)
    if status >= 500 or status in (408, 409):  # noqa: PLR2004
        return Retry(str(refusal), away=status >= 500)  # noqa: PLR2004
    if status == 401:  # noqa: PLR2004 - with a fresh token: the key, the app id or the clock is wrong
        return Bug(f"{refusal}; check the app id, the private key and this machine's clock")
    if status == 403:  # noqa: PLR2004
        if any(word in refusal.body.lower() for word in SUSPENDED_WORDS):
            # The event that says so may be late or lost: one question an hour, and what was due stays due.
            return Retry(f"the installation is suspended: {refusal}", now + SUSPENDED_PAUSE)
        if "archived" in refusal.body.lower():
            return Skip(f"the repository is archived: {refusal}")
        needs = refusal.headers.get("x-accepted-github-permissions", "")
        return NotPermitted(f"not permitted{f' (needs {needs})' if needs else ''}: {refusal}", needs)
    if status in (404, 410, 451):
        if refusal.fresh and status == 404:  # noqa: PLR2004
            return Retry(f"not there yet: {refusal}")
        return Skip(f"gone or out of reach: {refusal}")
    return Bug(str(refusal))


def is_rate_limit(refusal: Refusal) -> bool:
    """Return whether a primary or a secondary limit refused the call, in whichever shape."""
    if refusal.status not in (403, 429):
        return False
    if refusal.status == 429 or "retry-after" in refusal.headers:  # noqa: PLR2004
        return True
    if refusal.headers.get("x-ratelimit-remaining") == "0":
        return True
    return any(word in refusal.body.lower() for word in LIMIT_WORDS)


def _asked_to_wait(refusal: Refusal, now: datetime) -> timedelta:
    """Return how long GitHub asks us to wait: its moments are compared with its own clock, the `Date` header."""
    theirs = http_date(refusal.headers.get("date", "")) or now
    after = refusal.headers.get("retry-after", "").strip()
    if after.isdecimal():
        return timedelta(seconds=int(after[:9]))
    if (date := http_date(after)) is not None:
        return date - theirs
    if refusal.headers.get("x-ratelimit-remaining") == "0":
        return (_epoch(refusal.headers.get("x-ratelimit-reset", "")) or theirs) - theirs
    return timedelta(0)


def graphql_refusal(call: str, errors: list[Any], headers: Mapping[str, str]) -> Refusal:
    """Return GraphQL's errors, which arrive with 200, as the refusal REST would have given."""
    first = errors[0] if errors and isinstance(errors[0], dict) else {}
    kind, message = str(first.get("type") or ""), str(first.get("message") or "")
    words = message.lower()
    if kind in _GRAPHQL_STATUS:
        status = _GRAPHQL_STATUS[kind]
    elif any(word in words for word in LIMIT_WORDS):
        status = 429
    elif "something went wrong" in words or "timeout" in words or "couldn't respond" in words:
        status = 502
    else:
        status = 400
    return Refusal(call, status, headers, message)


def http_date(text: str) -> datetime | None:
    """Return the time of an HTTP date, None where the text is none."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)


def _epoch(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text[:12]), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
