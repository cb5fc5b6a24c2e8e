"""What tests look at ends when they end, however they end."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.web.browser.served import served

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


def test_a_failure_ends_a_server_that_still_owes_an_answer() -> None:
    """Somebody waits for an answer that never comes; what failed is told all the same."""
    asked = threading.Event()

    async def never(_: Scope, __: Receive, ___: Send) -> None:
        asked.set()
        await asyncio.Event().wait()

    def look(browser: socket.socket) -> None:
        with served(lambda _: never) as address:
            browser.connect(("127.0.0.1", urlsplit(address).port or 0))
            browser.sendall(b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
            asked.wait()
            raise ZeroDivisionError

    with socket.socket() as browser, pytest.raises(ZeroDivisionError):
        look(browser)
