"""Bodies: how large, how many at a time, and where they are kept."""

from __future__ import annotations

import asyncio
import json
import resource
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import Rejected
from bot.ingress.body import Body, Room
from bot.ingress.signature import Seal
from tests.ingress.given import OPENED, House, sign, signed_headers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MEGABYTE = 1024 * 1024


async def pieces(*sizes: int) -> AsyncIterator[bytes]:
    """Yield pieces of a body, in chunks without a length."""
    for size in sizes:
        yield b" " * size


async def test_an_announced_monster_is_refused_unread() -> None:
    """413 by its Content-Length alone: not a byte is read."""
    house = House()

    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        read.append(1)
        yield b""

    headers = {**signed_headers(b""), "content-length": str(26 * MEGABYTE)}
    answer = await house.post(body(), headers)
    assert (answer.status_code, answer.text, read) == (413, "the body is larger than 25 MB\n", [])


@pytest.mark.parametrize("length", ["9" * 4000, "26214401"])
async def test_any_announced_length_above_the_limit_is_413(length: str) -> None:
    """The limit is 25 MB and not a byte more, in however many digits."""
    headers = {**signed_headers(b""), "content-length": length}
    assert (await House().post(b"", headers)).status_code == 413


async def test_a_monster_in_chunks_is_counted() -> None:
    """Chunked, without a length: 413 as soon as it has grown too large."""
    answer = await House().post(pieces(*[MEGABYTE] * 26), signed_headers(b""))
    assert answer.status_code == 413


async def test_a_body_of_exactly_the_limit_is_read() -> None:
    """GitHub's largest payload is let in."""
    body = json.dumps(OPENED).encode().ljust(100_000)
    house = House(most_bytes=100_000)
    assert (await house.deliver(body)).status_code == 202
    assert (await house.deliver(body + b" ")).status_code == 413


async def test_a_large_body_arrives_whole() -> None:
    """Three megabytes over the disk and back: the same bytes, the same signature."""
    house, body = House(), json.dumps({**OPENED, "words": "ä" * 1_500_000}, ensure_ascii=False).encode()
    assert (await house.deliver(body)).status_code == 202
    assert house.accepted[0].body == body


async def test_a_large_body_altered_by_a_byte_is_401() -> None:
    """The signature is over every byte, also over those on disk."""
    body = json.dumps(OPENED).encode().ljust(3 * MEGABYTE)
    headers = {**signed_headers(body), "x-hub-signature-256": sign(body)}
    assert (await House().post(body[:-1] + b"\n", headers)).status_code == 401


async def test_small_bodies_touch_no_disk() -> None:
    """Up to a megabyte stays in memory; above, memory holds a megabyte at most and the rest is a file."""
    body = Body(Seal([b"s"]), Room())
    async with body:
        await body.take(pieces(MEGABYTE))
        assert not body.is_large
    async with Body(Seal([b"s"]), Room()) as large:
        await large.take(pieces(MEGABYTE, 1))
        assert large.is_large
        assert len(await large.bytes()) == MEGABYTE + 1


async def test_only_so_many_large_ones_at_a_time() -> None:
    """The third waits until one of two is done, and is told to come again where that takes too long."""
    room = Room(large=2, longest_wait=0.01)
    async with Body(Seal([b"s"]), room) as one, Body(Seal([b"s"]), room) as two, Body(Seal([b"s"]), room) as three:
        await asyncio.gather(one.take(pieces(MEGABYTE, 1)), two.take(pieces(MEGABYTE, 1)))
        with pytest.raises(Rejected, match="too many large deliveries") as refusal:
            await three.take(pieces(MEGABYTE, 1))
        assert refusal.value.status == 503
    async with Body(Seal([b"s"]), room) as again:
        await again.take(pieces(MEGABYTE, 1))
        assert again.size == MEGABYTE + 1


async def test_what_strangers_make_us_hold_is_limited() -> None:
    """Memory holds so many bytes, however many begin; who ends makes room, and what is on disk does not count."""
    room = Room(most_held=MEGABYTE + 10)
    async with Body(Seal([b"s"]), room) as one, Body(Seal([b"s"]), room) as two:
        await one.take(pieces(MEGABYTE))
        with pytest.raises(Rejected, match="too many unfinished deliveries") as refusal:
            await two.take(pieces(10, 1))
        assert refusal.value.status == 503
    async with Body(Seal([b"s"]), room) as large, Body(Seal([b"s"]), room) as again:
        await large.take(pieces(MEGABYTE, 1))
        await again.take(pieces(MEGABYTE))
        assert (large.is_large, again.is_large, again.size) == (True, False, MEGABYTE)


async def test_a_disk_that_cannot_spool_is_503(tmp_path: Path) -> None:
    """No room for a large body: GitHub is told to deliver it again later, and the place is given back."""
    room = Room(large=1, longest_wait=0.01, folder=tmp_path / "gone")
    for _ in range(2):
        async with Body(Seal([b"s"]), room) as body:
            with pytest.raises(Rejected, match="could not be spooled: No such file") as refusal:
                await body.take(pieces(MEGABYTE, 1))
            assert refusal.value.status == 503


@pytest.mark.parametrize("room", [MEGABYTE // 2, MEGABYTE, MEGABYTE + 4_000, MEGABYTE + 8_000])
async def test_a_disk_that_fills_up_under_a_large_body_is_503(room: int) -> None:
    """Wherever it is full: also within the last bytes, which a buffer would hold until the file is read or closed."""
    body, limits = json.dumps(OPENED).encode().ljust(MEGABYTE + 10_000), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        answer = await House().deliver(body)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert answer.status_code == 503
