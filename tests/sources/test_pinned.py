"""One bounded GET, against servers that hang, flood, redirect and lie, and against names that change."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from bot.facts.source import Fetched
from bot.sources.pinned import PinnedClient, resolve
from tests.sources.certificates import certify
from tests.sources.server import Server, floods, hangs, says, serving, stalls

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sources.server import Behave

REDIRECT = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/secret"
GZIP = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip"


class Names:
    """Names that lead where a test says, one answer after the other."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> tuple[str, ...]:
        """Return the next answer."""
        assert port
        self.asked.append(host)
        return self.answers.pop(0)


async def got(server: Server, *, seconds: float = 5.0, private: bool = True, names: Names | None = None) -> Fetched:
    """Ask a server for its number."""
    client = PinnedClient(seconds, 100_000, names or Names(("127.0.0.1",)))
    return await client.get(server.origin, "/number.json?of=checkout", private=private, bearer="s3cret")


async def test_an_answer_is_given_back() -> None:
    """With the token, the name of the host and what was asked for."""
    async with serving(says(b'{"value": 41}')) as server:
        assert Fetched(b'{"value": 41}') == await got(server)
    (head,) = server.heads
    assert head.startswith("GET /number.json?of=checkout HTTP/1.1\r\n")
    assert f"Host: metrics.test:{server.port}\r\n" in head
    assert "Authorization: Bearer s3cret\r\n" in head


@pytest.mark.parametrize(
    ("behave", "failed"),
    [
        (says(b"", REDIRECT), "metrics.test redirects elsewhere: name the address that it leads to"),
        (says(b"x", GZIP), "metrics.test answered compressed, which was not asked for"),
        (says(b"", "HTTP/1.1 503 Busy"), "metrics.test answered 503"),
        (says(b"", "HELLO"), "metrics.test cannot be reached (RemoteProtocolError)"),
        (says(b"", "HTTP/1.1 200 OK\r\nX: " + "x" * 200_000), "metrics.test cannot be reached (RemoteProtocolError)"),
        (floods, "metrics.test answered more than 100,000 bytes"),
    ],
)
async def test_a_bad_answer_is_named(behave: Behave, failed: str) -> None:
    """In one sentence; nothing is followed, unpacked or kept."""
    async with serving(behave) as server:
        assert failed == (await got(server)).failed
        assert 1 == len(server.heads)


@pytest.mark.parametrize("behave", [hangs, stalls])
async def test_a_server_that_hangs_is_left(behave: Behave) -> None:
    """Before its first byte or after it."""
    async with serving(behave) as server:
        assert "metrics.test took longer than 0.3 seconds" == (await got(server, seconds=0.3)).failed


async def test_a_name_is_looked_up_once() -> None:
    """What it leads to at the second look is never learned: the address that was judged is connected to."""
    names = Names(("127.0.0.1",), ("169.254.169.254",))
    async with serving(says(b"41")) as server:
        assert b"41" == (await got(server, names=names)).content
    assert ["metrics.test"] == names.asked


@pytest.mark.parametrize(
    ("addresses", "private"),
    [
        (("127.0.0.1",), False),
        (("93.184.215.14", "10.0.0.1"), False),
        (("127.0.0.1", "169.254.169.254"), True),
        ((), True),
    ],
)
async def test_a_name_that_leads_elsewhere_is_not_followed(addresses: tuple[str, ...], private: bool) -> None:  # noqa: FBT001
    """Not even where only one of its addresses is a private one."""
    async with serving(says(b"41")) as server:
        found = await got(server, private=private, names=Names(addresses))
        assert "metrics.test leads to an address that the operator has not allowed" == found.failed
        assert [] == server.heads


async def test_nobody_there_is_named() -> None:
    """A port on which nothing listens, and a name that does not exist."""
    async with serving(says(b"")) as server:
        pass
    assert "metrics.test cannot be reached (ConnectError)" == (await got(server)).failed


async def test_the_system_knows_this_machine() -> None:
    """The real look-up, as the server does it."""
    assert set(await resolve("localhost", 80)) & {"127.0.0.1", "::1"}


@pytest.mark.parametrize(("name", "answered"), [("metrics.test", True), ("other.test", False)])
async def test_a_certificate_is_held_against_the_name(tmp_path: Path, name: str, answered: bool) -> None:  # noqa: FBT001
    """Not against the address that is connected to, and not against nothing."""
    certificate = certify(name, tmp_path)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=certificate)
    async with serving(says(b"41"), secure) as server:
        client = PinnedClient(5.0, 1_000, Names(("127.0.0.1",)), trust)
        found = await client.get(server.origin, "/", private=True)
    assert (b"41" if answered else b"") == found.content
    assert ("" if answered else "metrics.test cannot be reached (ConnectError)") == found.failed
