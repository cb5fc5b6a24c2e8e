"""Keys and signatures: the app's key, the webhook's HMAC, the tokens."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


@cache
def private_key_pem() -> str:
    """Return the private key of the practice app: made once in a process, because making one takes a while."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode("ascii")


@cache
def public_key_pem() -> str:
    """Return the public half, with which claims of the app are checked."""
    key = serialization.load_pem_private_key(private_key_pem().encode("ascii"), password=None).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode("ascii")


def signature(secret: str, body: bytes) -> str:
    """Return the value of X-Hub-Signature-256.

    https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def old_signature(secret: str, body: bytes) -> str:
    """Return the value of X-Hub-Signature (SHA-1), which GitHub still sends beside the other."""
    return "sha1=" + hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
