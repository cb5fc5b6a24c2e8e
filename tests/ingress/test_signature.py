"""Signatures: GitHub's own example, and everything hostile."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.ingress.signature import Seal, read_signature
from bot.ingress.webhook import ANSWERS
from tests.ingress.given import OPENED, SECRETS, House, sign, signed_headers

BODY = json.dumps(OPENED).encode()
GOOD = sign(BODY)


def test_github_s_own_example() -> None:
    """The test values of GitHub's documentation of webhook signatures."""
    seal = Seal([b"It's a Secret to Everybody"])
    seal.update(b"Hello, World!")
    named = b"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    signature = read_signature([named])
    assert signature is not None
    assert seal.matching(signature) == 0


@given(st.binary(), st.lists(st.binary(min_size=1), min_size=1, max_size=4), st.data())
def test_pieces_are_the_whole(body: bytes, secrets: list[bytes], data: st.DataObject) -> None:
    """However a body arrives in pieces, the secret that signed it is found, and of equal secrets the first."""
    which = data.draw(st.integers(0, len(secrets) - 1))
    cut = data.draw(st.integers(0, len(body)))
    seal = Seal(secrets)
    seal.update(body[:cut])
    seal.update(body[cut:])
    signature = read_signature([sign(body, secrets[which]).encode()])
    assert signature is not None
    assert seal.matching(signature) == secrets.index(secrets[which])


@given(st.binary(min_size=1), st.integers(0), st.integers(1, 255))
def test_one_altered_byte_is_enough(body: bytes, where: int, change: int) -> None:
    """A body that differs in a byte is not the body that was signed."""
    altered = bytearray(body)
    altered[where % len(body)] ^= change
    seal = Seal(SECRETS)
    seal.update(bytes(altered))
    signature = read_signature([sign(body).encode()])
    assert signature is not None
    assert seal.matching(signature) is None


MALFORMED = [
    "",
    "sha1=" + "0" * 40,
    "sha1=" + GOOD[7:],
    "SHA256=" + GOOD[7:],
    GOOD[7:],
    GOOD[:-1],
    GOOD + "0",
    GOOD + "\n",
    "sha256=",
    "sha256=" + "g" * 64,
    "sha256=" + "é" * 64,
    "sha256=" + "٣" * 64,
    "sha256=" + "0" * 64,
    "sha256=" + "f" * 1_000_000,
    f"{GOOD}, {GOOD}",
]


@pytest.mark.parametrize("signature", MALFORMED)
async def test_malformed_signatures_are_401(signature: str) -> None:
    """Every one of them gets the same words: nothing tells near from far."""
    house = House()
    answer = await house.deliver(BODY, x_hub_signature_256=signature)
    assert (answer.status_code, answer.text) == (401, ANSWERS[401])
    assert house.accepted == []


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_open_the_door(header: bytes) -> None:
    """Any bytes at all as a signature: 401, never an error, never in."""
    assume(header != GOOD.encode())
    house = House()
    headers = {**signed_headers(BODY), "x-hub-signature-256": header}
    answer = asyncio.run(house.post(BODY, headers))
    assert (answer.status_code, house.accepted) == (401, [])
