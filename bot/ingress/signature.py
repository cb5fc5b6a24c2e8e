"""Is this body GitHub's? HMAC-SHA256 over the raw bytes, computed while they arrive.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORM = re.compile(rb"sha256=([0-9a-f]{64})")


def read_signature(headers: Sequence[bytes]) -> bytes | None:
    """Return the 32 bytes that `X-Hub-Signature-256` names; None unless it stands there once and well formed."""
    match = _FORM.fullmatch(headers[0]) if len(headers) == 1 else None
    return bytes.fromhex(match[1].decode("ascii")) if match else None


class Seal:
    """Reads a body piece by piece and then says which secret signed it."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        self._digests = [hmac.new(secret, digestmod=hashlib.sha256) for secret in secrets]

    def update(self, piece: bytes) -> None:
        """Take in the next piece of the body."""
        for digest in self._digests:
            digest.update(piece)

    def matching(self, signature: bytes) -> int | None:
        """Return the position of the secret whose signature this is; None for no secret.

        Every secret is compared, in constant time each, so that the time taken tells nothing about any of them.
        """
        found = None
        for position, digest in enumerate(self._digests):
            if hmac.compare_digest(digest.digest(), signature) and found is None:
                found = position
        return found
