"""One bounded GET: the name is resolved once, judged, and that very address is connected to.

Whoever controls a name could answer with another address at the second look (DNS rebinding): there is no second look.
No redirect is followed, no proxy of the environment used, and time and size end it whatever comes.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from bot.facts.source import Fetched
from bot.sources.addresses import may_connect

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable

    from bot.policy.addresses import Origin


async def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a name, as the system knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class PinnedClient:
    """`seconds` are for everything from the look-up to the last byte; `most_bytes` for the answer.

    `trust` says which certificates are believed; None: those that browsers believe.
    """

    seconds: float = 10.0
    most_bytes: int = 1_000_000
    look_up: Callable[[str, int], Awaitable[tuple[str, ...]]] = resolve
    trust: ssl.SSLContext | None = None

    async def get(self, origin: Origin, target: str, *, private: bool = False, bearer: str = "") -> Fetched:
        """Return the answer to GET `target` (path and query), or why there is none. Never raises.

        `private`: the name may lead to a private address. `bearer` is sent to this origin and nowhere else.
        """
        try:
            async with asyncio.timeout(self.seconds):
                return await self._get(origin, target, private=private, bearer=bearer)
        except TimeoutError:
            return Fetched(failed=f"{origin.host} took longer than {self.seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return Fetched(failed=f"{origin.host} cannot be reached ({type(error).__name__})")

    async def _get(self, origin: Origin, target: str, *, private: bool, bearer: str) -> Fetched:
        addresses = await self.look_up(origin.host, origin.port)
        if not addresses or not all(may_connect(each, private=private) for each in addresses):
            return Fetched(failed=f"{origin.host} leads to an address that the operator has not allowed")
        address = httpx.URL(scheme=origin.scheme, host=addresses[0], port=origin.port, raw_path=target.encode())
        headers = {"Host": str(origin).partition("://")[2], "Accept": "application/json", "Accept-Encoding": "identity"}
        headers |= {"User-Agent": "OneSitting"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
        async with httpx.AsyncClient(trust_env=False, timeout=self.seconds, verify=self.trust or True) as client:
            request = client.build_request("GET", address, headers=headers, extensions={"sni_hostname": origin.host})
            response = await client.send(request, stream=True, follow_redirects=False)
            try:
                return await self._read(response, origin.host)
            finally:
                await response.aclose()

    async def _read(self, response: httpx.Response, host: str) -> Fetched:
        if response.is_redirect:
            return Fetched(failed=f"{host} redirects elsewhere: name the address that it leads to")
        if response.status_code != httpx.codes.OK:
            return Fetched(failed=f"{host} answered {response.status_code}")
        if response.headers.get("content-encoding", "identity") != "identity":
            return Fetched(failed=f"{host} answered compressed, which was not asked for")
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > self.most_bytes:
                return Fetched(failed=f"{host} answered more than {self.most_bytes:,} bytes")
        return Fetched(bytes(content))
