"""Every shape in which GitHub refuses, and what the queue is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.errors import Bug, NotPermitted, Retry, Skip
from bot.github.failures import MAX_PAUSE, MIN_PAUSE, Refusal, advise, graphql_refusal

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SECONDARY = '{"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}'
RESET = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int((NOW + timedelta(minutes=50)).timestamp()))}


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"retry-after": "30"}, ""),
        ({"retry-after": "Mon, 02 Nov 2026 10:00:30 GMT"}, ""),
        ({}, SECONDARY),
        ({}, '{"message": "You have triggered an abuse detection mechanism."}'),
    ],
)
def test_secondary_limits_are_one_thing_in_every_shape(status: int, headers: dict[str, str], body: str) -> None:
    """Seconds, a date or only words: look again after the minute that GitHub asks for."""
    advice = advise(Refusal("POST /x", status, headers, body), NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + MIN_PAUSE


def test_a_limit_in_graphql_with_status_200_is_the_same_thing() -> None:
    """RATE_LIMITED in an answer that says 200 pauses like a 429."""
    refusal = graphql_refusal("GraphQL Q", [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}], {})
    advice = advise(refusal, NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + MIN_PAUSE


def test_a_primary_limit_waits_for_its_reset() -> None:
    """Nothing is left: look again when the hour starts anew."""
    advice = advise(Refusal("GET /x", 403, RESET, '{"message": "API rate limit exceeded"}'), NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + timedelta(minutes=50)


def test_a_clock_that_is_wrong_does_not_move_the_reset() -> None:
    """Our clock is five minutes behind GitHub's: the reset is five minutes earlier by it."""
    theirs = {**RESET, "date": "Mon, 02 Nov 2026 10:05:00 GMT"}
    advice = advise(Refusal("GET /x", 403, theirs, "API rate limit exceeded"), NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (Refusal("GET /x"), Retry),
        (Refusal("GET /x", 500), Retry),
        (Refusal("GET /x", 502, {}, "<html>Bad Gateway</html>"), Retry),
        (Refusal("GET /x", 503), Retry),
        (Refusal("POST /x", 409), Retry),
        (Refusal("GET /x", 401, {}, '{"message": "Bad credentials"}'), Bug),
        (Refusal("POST /x", 403, {}, '{"message": "Resource not accessible by integration"}'), NotPermitted),
        (Refusal("POST /x", 403, {}, '{"message": "Repository was archived so is read-only."}'), Skip),
        (Refusal("GET /x", 404), Skip),
        (Refusal("GET /x", 404, fresh=True), Retry),
        (Refusal("GET /x", 410, fresh=True), Skip),
        (Refusal("GET /x", 451), Skip),
        (Refusal("POST /x", 422, {}, '{"message": "Validation Failed"}'), Bug),
        (Refusal("POST /x", 400), Bug),
    ],
)
def test_other_refusals(refusal: Refusal, kind: type) -> None:
    """What may pass is retried without a pause of the installation, what will not pass is not."""
    advice = advise(refusal, NOW)
    assert type(advice) is kind
    assert getattr(advice, "at", None) is None


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"type": "NOT_FOUND", "message": "Could not resolve to a Repository"}, Skip),
        ({"type": "FORBIDDEN", "message": "Resource not accessible by integration"}, NotPermitted),
        ({"message": "Something went wrong while executing your query."}, Retry),
        ({"message": "You have exceeded a secondary rate limit."}, Retry),
        ({"message": "Field 'x' doesn't exist on type 'Query'"}, Bug),
    ],
)
def test_graphql_errors_mean_what_rest_would_have_said(error: dict[str, str], kind: type) -> None:
    """GraphQL answers 200 whatever happened; its error types say what."""
    assert type(advise(graphql_refusal("GraphQL Q", [error], {}), NOW)) is kind


def test_a_suspended_installation_is_asked_again_in_an_hour() -> None:
    """The whole installation pauses, and what was due is not lost."""
    advice = advise(Refusal("POST /x", 403, {}, '{"message": "This installation has been suspended"}'), NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + timedelta(hours=1)


def test_a_missing_permission_is_named() -> None:
    """GitHub says in a header which permission the call needs; the reason repeats it."""
    headers = {"x-accepted-github-permissions": "checks=write"}
    body = '{"message": "Resource not accessible by integration"}'
    assert "checks=write" in advise(Refusal("POST /x", 403, headers, body), NOW).reason


@given(
    status=st.sampled_from([403, 429]),
    after=st.text(max_size=30),
    reset=st.text(max_size=30),
    date=st.text(max_size=30),
    body=st.text(max_size=50),
)
def test_no_header_can_stop_us_for_long(status: int, after: str, reset: str, date: str, body: str) -> None:
    """Whatever the headers hold, the answer is an advice, and a pause lasts between a minute and two hours."""
    headers = {"retry-after": after, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset, "date": date}
    advice = advise(Refusal("GET /x", status, headers, body), NOW)
    assert isinstance(advice, Retry)
    assert advice.at is not None
    assert NOW + MIN_PAUSE <= advice.at <= NOW + MAX_PAUSE


@pytest.mark.parametrize(
    ("after", "said"), [("999999999", "11574 days, 1:46:39"), ("Fri, 31 Dec 9999 23:59:59 GMT", "2912137 days")]
)
def test_an_absurd_wait_is_cut_and_said(after: str, said: str) -> None:
    """Thirty years, or the end of time: called again after two hours, and the log says what was asked."""
    headers = {"retry-after": after, "date": "Mon, 02 Nov 2026 09:00:00 GMT"}
    advice = advise(Refusal("GET /x", 429, headers), NOW)
    assert isinstance(advice, Retry)
    assert advice.at == NOW + MAX_PAUSE
    assert f"asked to wait for {said}" in advice.reason


@pytest.mark.parametrize(("status", "away"), [(None, True), (500, True), (503, True), (409, False), (408, False)])
def test_an_outage_is_told_from_a_failure(status: int | None, away: bool) -> None:  # noqa: FBT001 - a row of the table
    """Whoever does not answer anybody says little about what was asked."""
    advice = advise(Refusal("GET /x", status), NOW)
    assert isinstance(advice, Retry)
    assert away == advice.away
