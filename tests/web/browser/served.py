"""An application behind a real socket, in a thread of its own, as long as a test looks at it."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

GRACE = 2
"""Seconds that an answer still has when the test ends: a failed one must not wait for what nobody answers any more."""


@contextmanager
def served(make: Callable[[str], ASGIApp]) -> Iterator[str]:
    """Yield the address of the application that `make` returns for it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            make(address), log_config=None, lifespan="off", server_header=False, date_header=False,
            timeout_graceful_shutdown=GRACE,
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield address  # the socket listens already: whoever comes early waits for the server
        finally:
            server.should_exit = True
            thread.join()
