"""The door: what it lets in, what it answers, what it never says."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.facts.repository import Subject
from bot.inbox.unavailable import DatabaseUnavailable
from bot.ingress.webhook import ANSWERS, PATH, Visit, webhook_route
from bot.journeys import timetable
from tests.hand_clock import NOON
from tests.ingress.given import OPENED, House, sign, signed_headers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.inbox.deliveries import Delivery

MEGABYTE = 1024 * 1024


async def test_a_signed_event_is_accepted() -> None:
    """202, and the delivery carries the raw bytes and what is due."""
    house = House()
    answer = await house.deliver()
    assert (answer.status_code, answer.text) == (202, "accepted\n")
    (delivery,) = house.accepted
    assert delivery.guid == "72d3162e-cc78-11e3-81ab-4c9367dc0958"
    assert (delivery.event, delivery.action, delivery.installation) == ("pull_request", "opened", 1)
    assert (delivery.received_at, delivery.body) == (NOON, json.dumps(OPENED).encode())
    assert delivery.subjects == (Subject("pull_request", 1, 101, "org1/repo", 7),)


async def test_the_previous_secret_counts_while_it_is_configured() -> None:
    """Rotation: both are accepted, and whoever counts learns which one matched."""
    house = House()
    await house.deliver(secret=b"current")
    await house.deliver(secret=b"previous")
    assert [visit.secret for visit in house.visits] == [0, 1]
    assert (await house.deliver(secret=b"long gone")).status_code == 401


@pytest.mark.parametrize("event", ["star", "workflow_job", "ping"])
async def test_events_we_do_not_use_are_accepted_and_not_kept(event: str) -> None:
    """GitHub is told that all is well; no row is written for them."""
    house = House()
    assert (await house.deliver({"action": "created"}, x_github_event=event)).status_code == 202
    assert house.accepted == []
    assert house.visits == [Visit(202, event, 0, stored=False)]


async def test_installations_are_kept_without_subjects() -> None:
    """Who installed the app is stored for later, though nothing is due."""
    house = House()
    await house.deliver({"action": "created", "installation": {"id": 9}}, x_github_event="installation")
    assert [(kept.event, kept.installation, kept.subjects) for kept in house.accepted] == [("installation", 9, ())]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b'{"a": NaN}',
        b'{"a": "\xff"}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"payload=%7B%22action%22%3A%22opened%22%7D",
    ],
)
async def test_what_is_not_the_json_of_an_event_is_400(body: bytes) -> None:
    """Signed or not: nonsense is refused in the same words, and nothing is kept."""
    house = House()
    answer = await house.deliver(body)
    assert (answer.status_code, answer.text) == (400, ANSWERS[400])
    assert house.accepted == []


@pytest.mark.parametrize(
    "changed",
    [
        {"x_github_event": ""},
        {"x_github_delivery": ""},
        {"x_github_event": "Pull Request"},
        {"x_github_event": "e" * 65},
        {"x_github_delivery": "g" * 65},
        {"x_github_delivery": "../../etc/passwd"},
        {"x_github_delivery": "1'; DROP TABLE deliveries"},
        {"x_github_delivery": "günther"},
    ],
)
async def test_absurd_headers_are_400(changed: dict[str, str]) -> None:
    """An event without a name or a believable GUID is no event."""
    assert (await House().post(b"{}", signed_headers(b"{}", **changed))).status_code == 400


async def test_the_signature_is_checked_before_anything_else() -> None:
    """Whoever cannot sign learns nothing about bodies or headers: always 401."""
    house = House()
    answer = await house.deliver(b"{", secret=b"guess", x_github_event="", x_github_delivery="")
    assert (answer.status_code, answer.text) == (401, ANSWERS[401])


async def test_two_signatures_are_none() -> None:
    """A request that names two signatures is ambiguous, whichever is right."""
    house, body = House(), b"{}"
    headers = signed_headers(body, X_Hub_Signature_256=sign(body))
    assert (await house.post(body, headers)).status_code == 401


async def test_a_payload_is_parsed_once() -> None:
    """Whoever accepts is handed what was parsed: a body of 25 MB is not read again in the event loop."""
    house = House()
    await house.deliver(OPENED)
    assert house.payloads == [OPENED]


async def test_other_methods_and_places_are_not_the_door() -> None:
    """Only POST, only this path."""
    route = webhook_route((b"s",), House().accept, timetable.subjects, timetable.is_used, lambda: NOON)
    assert (route.path, route.methods) == (PATH, {"POST"})


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", PATH, 405), ("POST", PATH + "/", 404), ("POST", "/", 404)]
)
async def test_what_is_not_the_doors_is_left_to_the_pages(method: str, path: str, status: int) -> None:
    """The door is met before anything of Starlette's, and by nothing but its own method and path."""
    house = House()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house.app), base_url="http://door") as client:
        answer = await client.request(method, path, headers={"x-hub-signature-256": "sha256=" + "0" * 64})
    assert (status, []) == (answer.status_code, house.visits)


@pytest.mark.parametrize("secrets", [(), (b"",), (b"good", b"")])
def test_no_secret_no_door(secrets: tuple[bytes, ...]) -> None:
    """A door without a secret, or with an empty one, would let everybody in: it is not built."""
    with pytest.raises(ValueError, match="without a webhook secret"):
        webhook_route(secrets, House().accept, timetable.subjects, timetable.is_used, lambda: NOON)


async def test_what_cannot_be_stored_is_503() -> None:
    """No false 202: GitHub marks the delivery as failed and it can be delivered again."""

    async def full(_: Delivery) -> bool:
        raise DatabaseUnavailable("database or disk is full")

    answer = await House(full).deliver()
    assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (503, ANSWERS[503], "60")


async def test_logs_hold_no_body_and_no_signature(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens: neither the words of a payload nor what would sign one appears in a log."""
    caplog.set_level(logging.DEBUG)
    house, body = House(most_bytes=1000), json.dumps({**OPENED, "words": "TOP SECRET"}).encode()
    for headers in (signed_headers(body), signed_headers(body, b"guess"), signed_headers(body, x_github_event="")):
        await house.post(body, headers)
    await house.deliver(b'{"words": "TOP SECRET"' + b" " * 2000)
    await house.deliver(b'{"words": "TOP SECRET"')
    assert [visit.status for visit in house.visits] == [202, 401, 400, 413, 400]
    hints = ("TOP SECRET", "sha256=", sign(body)[7:], sign(body, b"guess")[7:])
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot."))
    assert [hint for hint in hints if hint in ours] == []
    assert ours.count("\n") == 4


async def test_a_client_that_goes_away_makes_no_noise(caplog: pytest.LogCaptureFixture) -> None:
    """The connection ends in the middle of the body: nothing is kept, nothing is raised, nothing is logged."""
    house, body = House(), json.dumps(OPENED).encode()
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": body[:9], "more_body": True},
        {"type": "http.disconnect"},
    ]
    await raw_request(house, body, messages)
    assert (house.accepted, caplog.records) == ([], [])


async def test_a_body_that_never_ends_is_given_up() -> None:
    """Whoever sends slower than GitHub waits is refused, and holds no memory any longer."""
    house = House(longest_wait=0.01)

    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"x-hub-signature-256": sign(b"{}")}
    scope_messages = drip()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": await anext(scope_messages), "more_body": True}

    assert await raw_status(house, headers, receive) == 408


async def raw_request(house: House, body: bytes, messages: list[dict[str, Any]]) -> None:
    """Call the application with exactly these messages from the client."""
    waiting = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(waiting)

    headers = {name: str(value) for name, value in signed_headers(body).items()}
    await raw_status(house, headers, receive)


async def raw_status(house: House, headers: dict[str, str], receive: Any) -> int:  # noqa: ANN401 - ASGI
    """Return the status of the answer to a request that the test feeds by hand."""
    statuses: list[int] = []

    async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": PATH, "query_string": b"", "headers": raw}
    await house.app(scope, receive, send)
    return statuses[0]
