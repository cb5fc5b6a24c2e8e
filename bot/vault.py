"""The server's own key: what is stored or handed out and must not be read or forged is sealed or signed with it.

Every use names a purpose, and each purpose has keys of its own (HKDF-SHA256): what was sealed as one thing never opens
as another. The key comes from ONESITTING_SECRET_KEY, or from a file that only its owner may read.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import stat
from functools import cache
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

_SHORTEST = 32
_TIGHT = stat.S_IRUSR | stat.S_IWUSR


class Vault:
    """Seals and signs with the first key, opens and recognises with every one of them: that is how a key is changed."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the keys, the current one first. Raises ValueError where there is none."""
        if not keys:
            raise ValueError("a vault needs a key")
        self._keys = tuple(keys)

    def seal(self, purpose: str, content: bytes, now: datetime) -> bytes:
        """Return `content` encrypted and authenticated (Fernet), with the moment inside."""
        return _fernet(self._keys[0], purpose).encrypt_at_time(content, int(now.timestamp()))

    def open(self, purpose: str, sealed: bytes | str, now: datetime, most_age: timedelta | None = None) -> bytes | None:
        """Return what was sealed; None where it is not ours, was changed, or is older than `most_age`."""
        given = sealed.encode(errors="replace") if isinstance(sealed, str) else sealed
        for key in self._keys:
            fernet = _fernet(key, purpose)
            try:
                if most_age is None:
                    return fernet.decrypt(given)
                return fernet.decrypt_at_time(given, int(most_age.total_seconds()), int(now.timestamp()))
            except InvalidToken:
                continue
        return None

    def sign(self, purpose: str, content: str) -> str:
        """Return a signature of `content`: 43 characters that may stand in an address."""
        return _signature(self._keys[0], purpose, content)

    def is_signed(self, purpose: str, content: str, signature: str) -> bool:
        """Return whether the signature is of one of our keys; compared in constant time."""
        given = signature.encode(errors="replace")
        return any(hmac.compare_digest(_signature(key, purpose, content).encode(), given) for key in self._keys)


def open_vault(keys: Sequence[bytes], key_file: Path | None) -> Vault:
    """Return the vault of these keys, else of the file, else one that ends with the process.

    Raises ValueError in words where the file cannot be used.
    """
    if keys:
        return Vault(keys)
    return vault_of_file(key_file) if key_file is not None else Vault([_new_key()])


def vault_of_file(file: Path) -> Vault:
    """Return the vault of a key file, which is made where there is none.

    Two processes that start together agree on one. Raises ValueError in words where the file cannot be used: others
    may read it, or it holds no key.
    """
    try:
        if not file.exists():
            _make(file)
        if stat.S_IMODE(file.stat().st_mode) & ~_TIGHT:
            raise ValueError(f"the key file {file} may be read by others: run chmod 600 {file}")
        key = file.read_bytes().strip()
    except OSError as error:
        says = f"the key file {file} cannot be used: {error.strerror or error}"
        raise ValueError(
            f"{says} (set ONESITTING_SECRET_KEY, or ONESITTING_HOME to a folder of the server's)"
        ) from None
    if len(key) < _SHORTEST:
        raise ValueError(
            f"the key file {file} holds no key: bring it back from a copy, or delete it (what was sealed is lost then)"
        )
    return Vault([key])


def _make(file: Path) -> None:
    """Write a new key under a name of its own, then give it the file's: nobody ever reads half a key."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _TIGHT)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(_new_key() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return  # another process was first: its key is the one
    finally:
        draft.unlink()


def _new_key() -> bytes:
    return secrets.token_urlsafe(32).encode()


@cache
def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"onesitting/1/{purpose}".encode()).derive(key)


@cache
def _fernet(key: bytes, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, f"seal/{purpose}")))


def _signature(key: bytes, purpose: str, content: str) -> str:
    digest = hmac.digest(_derived(key, f"sign/{purpose}"), content.encode(errors="surrogatepass"), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
