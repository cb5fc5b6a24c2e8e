"""Taking in a request's body: counted, sealed, and above 1 MB kept on disk instead of in memory.

Whoever knocks is unknown until the body has ended, so what strangers can make us hold has limits, however many come.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.facts.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from io import FileIO
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from bot.ingress.signature import Seal

MOST_BYTES = 25 * 1024 * 1024
"""GitHub never sends more (https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap)."""
LARGE = 1024 * 1024
MOST_LARGE = 2
MOST_HELD = 128 * 1024 * 1024
"""Bytes of unfinished bodies in memory: some thousands of deliveries of the usual 22 KB."""
LONGEST_WAIT = 10.0
"""Seconds: GitHub gives up on a delivery after ten, so nobody is served who takes longer."""


class Room:
    """Room for bodies: a few `large` ones at a time on disk, and of all together at most `most_held` bytes in memory.

    Further large ones wait, and after a while are told to come again. They are spooled in `folder`, by default the
    system's folder for temporary files.
    """

    def __init__(
        self,
        large: int = MOST_LARGE,
        longest_wait: float = LONGEST_WAIT,
        folder: Path | None = None,
        *,
        most_held: int = MOST_HELD,
    ) -> None:
        self.folder = folder
        self._most_held = most_held
        self._held = 0
        self._large = asyncio.Semaphore(large)
        self._longest_wait = longest_wait

    async def __aenter__(self) -> None:
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._large.acquire()
        except TimeoutError:
            raise Rejected(503, "too many large deliveries at once") from None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._large.release()

    def hold(self, size: int) -> None:
        """Count bytes that are held from now on; raises Rejected(503) where that is too much."""
        if self._held + size > self._most_held:
            raise Rejected(503, "too many unfinished deliveries at once")
        self._held += size

    def let_go(self, size: int) -> None:
        """Count bytes that are held no more."""
        self._held -= size


class Body:
    """The bytes of one request. A context: what was spooled is gone, and the room given back, at its end."""

    def __init__(self, seal: Seal, room: Room, most_bytes: int = MOST_BYTES) -> None:
        self._seal = seal
        self._room = room
        self._most_bytes = most_bytes
        self._held = bytearray()
        self._file: FileIO | None = None
        self._spool: AsyncExitStack | None = None  # a delivery of the usual size needs none
        self.size = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._room.let_go(len(self._held))
        if self._spool is not None:
            await self._spool.aclose()

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
            self._room.hold(len(piece))
            self._held += piece
            self._seal.update(piece)
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
                self._spool = AsyncExitStack()
                await self._spool.enter_async_context(self._room)
                # Without a buffer: what a full disk refuses is refused here, and not by reading or closing the file.
                spool = tempfile.TemporaryFile(dir=self._room.folder, buffering=0)  # noqa: SIM115 - the stack closes it
                self._file = self._spool.enter_context(spool)
            await asyncio.to_thread(_write_all, self._file, bytes(self._held))
        except OSError as error:
            raise Rejected(503, f"a large body could not be spooled: {error.strerror}") from None
        self._room.let_go(len(self._held))
        self._held.clear()


def _write_all(file: FileIO, rest: bytes) -> None:
    while rest:
        rest = rest[file.write(rest) :]


def _read_all(file: FileIO, rest: bytes) -> bytes:
    file.seek(0)
    return file.read() + rest
