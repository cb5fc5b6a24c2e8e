"""Addresses and screens that people paste: the longest address that fits names the area."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.policy.ownership import OwnershipMap

MAX_ADDRESS = 2_000
MAX_ADDRESSES = 200
"""Different ones that are looked up in one text: a reporter who pastes more is not naming a screen."""

_AROUND = re.compile(r"[\s<>\"'`()\[\]{}|,]+")
_BEHIND = frozenset("/?#&")


def is_address(surface: str) -> bool:
    """Return whether a surface of the map is a URL or a host with a path, and not the name of a screen."""
    host = _bare(surface).partition("/")[0]
    return "." in host.strip(".") and not any(character.isspace() for character in surface)


def named_by_address(text: str, ownership: OwnershipMap) -> Iterator[tuple[str, str]]:
    """Yield (area id, the surface of the map) for every address in `text` that lies on a surface.

    Scheme, `www.` and case do not matter; a surface covers what lies below it.
    """
    surfaces = [(_bare(text), text, area.id) for area in ownership.areas for text in area.surfaces if is_address(text)]
    hosts = {bare.partition("/")[0] for bare, _, _ in surfaces}
    folded = text.casefold()
    if not any(host in folded for host in hosts):
        return
    chunks = (_bare(chunk[:MAX_ADDRESS]).rstrip(".;:!?") for chunk in _AROUND.split(text))
    named = dict.fromkeys(chunk for chunk in chunks if re.split(r"[/?#]", chunk, maxsplit=1)[0] in hosts)
    for address in islice(named, MAX_ADDRESSES):
        fitting = [surface for surface in surfaces if _covers(surface[0], address)]
        longest = max((len(bare) for bare, _, _ in fitting), default=0)
        yield from ((area_id, written) for bare, written, area_id in fitting if len(bare) == longest)


def _bare(address: str) -> str:
    return address.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/*")


def _covers(surface: str, address: str) -> bool:
    return address.startswith(surface) and (len(address) == len(surface) or address[len(surface)] in _BEHIND)
