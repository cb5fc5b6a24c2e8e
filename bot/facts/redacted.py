"""Text without secrets: what looks like a token, a claim or a key is cut out wherever words of others are kept."""

from __future__ import annotations

import re

SHOWN = "(secret)"
_SECRETS = re.compile(
    r"gh[a-z]_[A-Za-z0-9_]{8,}|github_pat_\w+|eyJ[\w-]+\.[\w-]+\.[\w-]+|(?i:bearer|token) [\w.=-]{16,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|(?<=://)[^\s/:@]*:[^\s/@]+(?=@)"
)
"""Installation and personal tokens, signed claims, private keys, and a password in an address.

https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
"""
SHORTEST = 8
"""A secret that is shorter could be any word."""


def redacted(text: str, known: tuple[str, ...] = ()) -> str:
    """Return `text` with what looks like a secret, and every `known` one, cut out."""
    for secret in known:
        if len(secret) >= SHORTEST:
            text = text.replace(secret, SHOWN)
    return _SECRETS.sub(SHOWN, text)
