"""Taking in a request's body: counted, sealed, and above 1 MB kept on disk instead of in memory."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, BinaryIO

from bot.facts.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from bot.ingress.signature import Seal

MOST_BYTES = 25 * 1024 * 1024
"""GitHub never sends more (https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap)."""
LARGE = 1024 * 1024
MOST_LARGE = 2
LONGEST_WAIT = 10.0
"""Seconds: GitHub gives up on a delivery after ten, so nobody is served who takes longer."""


class LargeBodies:
    """Room for a few large bodies at a time; the others wait, and after a while are told to come again.

    They are spooled in `folder`, by default the system's folder for temporary files.
    """

    def __init__(self, room: int = MOST_LARGE, longest_wait: float = LONGEST_WAIT, folder: Path | None = None) -> None:
        self.folder = folder
        self._room = asyncio.Semaphore(room)
        self._longest_wait = longest_wait

    async def __aenter__(self) -> None:
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._room.acquire()
        except TimeoutError:
            raise Rejected(503, "too many large deliveries at once") from None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._room.release()


class Body:
    """The bytes of one request. A context: what was spooled is gone, and the room given back, at its end."""

    def __init__(self, seal: Seal, large_bodies: LargeBodies, most_bytes: int = MOST_BYTES) -> None:
        self._seal = seal
        self._large_bodies = large_bodies
        self._most_bytes = most_bytes
        self._held = bytearray()
        self._file: BinaryIO | None = None
        self._stack = AsyncExitStack()
        self.size = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def is_large(self) -> bool:
        """Whether handling it must not hold up the event loop."""
        return self._file is not None

    async def take(self, stream: AsyncIterator[bytes]) -> None:
        """Read to the end; raises Rejected (413 for too much, 503 for no room or a full disk)."""
        async for piece in stream:
            self.size += len(piece)
            if self.size > self._most_bytes:
                raise Rejected(413, "the body is larger than GitHub ever sends")
            self._seal.update(piece)
            self._held += piece
            if len(self._held) > LARGE:
                await self._spill()

    async def bytes(self) -> bytes:
        """Return the whole body, back in memory."""
        if self._file is None:
            return bytes(self._held)
        return await asyncio.to_thread(_read_all, self._file, bytes(self._held))

    async def _spill(self) -> None:
        try:
            if self._file is None:
                await self._stack.enter_async_context(self._large_bodies)
                self._file = self._stack.enter_context(tempfile.TemporaryFile(dir=self._large_bodies.folder))  # noqa: SIM115 - the stack closes it
            await asyncio.to_thread(self._file.write, bytes(self._held))
        except OSError as error:
            raise Rejected(503, f"a large body could not be spooled: {error.strerror}") from None
        self._held.clear()


def _read_all(file: BinaryIO, rest: bytes) -> bytes:
    file.seek(0)
    return file.read() + rest
