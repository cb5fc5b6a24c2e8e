"""Requests leave for GitHub's address and for no other, whatever an answer says."""

from __future__ import annotations

import httpx
import pytest

from bot.github.wire import Refused, Wire

HOME = "https://api.github.com"
ELSEWHERE = (
    "https://evil.test/steal", "http://api.github.com/downgraded", "https://api.github.com:8443/", "//evil.test/",
    "https://api.github.com.evil.test/", "https://169.254.169.254/latest/meta-data/", "https://api.github.com@evil.test/",
)  # fmt: skip


class Redirecting(httpx.AsyncBaseTransport):
    """A GitHub that sends whoever asks somewhere else, and remembers who came."""

    def __init__(self, to: str) -> None:
        self.asked: list[httpx.URL] = []
        self._to = to

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer with a redirect the first time."""
        self.asked.append(request.url)
        if len(self.asked) == 1:
            return httpx.Response(307, headers={"Location": self._to}, request=request)
        return httpx.Response(200, json={}, request=request)


@pytest.mark.parametrize("to", ELSEWHERE)
async def test_a_redirect_to_anywhere_else_is_not_followed(to: str) -> None:
    """Neither the request nor the token arrives there."""
    github = Redirecting(to)
    wire = Wire(HOME, github)
    with pytest.raises(Refused):
        await wire.send("GET", "/repos/acme/shop", "ghs_0123456789abcdef")
    assert {url.host for url in github.asked} == {"api.github.com"}
    assert len(github.asked) == 1


async def test_a_redirect_within_github_is_followed() -> None:
    """A renamed repository answers with one."""
    github = Redirecting(f"{HOME}/repositories/7")
    await Wire(HOME, github).send("GET", "/repos/acme/shop", "ghs_0123456789abcdef")
    assert [url.path for url in github.asked] == ["/repos/acme/shop", "/repositories/7"]


@pytest.mark.parametrize("address", ["https://evil.test/", "http://169.254.169.254/latest/"])
async def test_an_address_in_place_of_a_path_is_not_asked(address: str) -> None:
    """A name or a path that foreign text has grown into."""
    github = Redirecting("")
    with pytest.raises(Refused):
        await Wire(HOME, github).send("GET", address, "ghs_0123456789abcdef")
    assert github.asked == []
