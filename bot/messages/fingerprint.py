"""The name of a check run's words: what is the same is not written again."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.facts.plain import plain

if TYPE_CHECKING:
    from bot.messages.wanted import CheckText

NO_ANNOTATIONS = "0"


def fingerprinted(check: CheckText) -> CheckText:
    """Return the check text with its fingerprint: a digest of everything, a dot, a digest of the annotations alone."""
    bare = replace(check, fingerprint="")
    annotations = _digest(plain(bare.annotations)) if bare.annotations else NO_ANNOTATIONS
    return replace(bare, fingerprint=f"{_digest(plain(bare))}.{annotations}")


def annotations_part(fingerprint: str) -> str:
    """Return the part of a fingerprint that names the annotations; empty where it was not made here."""
    return fingerprint.partition(".")[2]


def _digest(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:24]
