"""The vault: what it seals opens again, for nobody else, for no other purpose and not for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Vault, open_vault, vault_of_file
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"an old key of thirty-two characters", b"a new key of thirty-two characters!"
HOUR = timedelta(hours=1)


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_again(content: bytes) -> None:
    """Whatever the bytes are, they come back, and do not stand in what is stored."""
    sealed = Vault([NEW]).seal("session", content, NOON)
    assert (Vault([NEW]).open("session", sealed, NOON), len(content) > 3 and content in sealed) == (content, False)


@pytest.mark.parametrize(("key", "purpose", "later"), [(OLD, "a", 0), (NEW, "b", 0), (NEW, "a", 3601)])
def test_nothing_else_opens_it(key: bytes, purpose: str, later: int) -> None:
    """Another key, another purpose, or a moment after its age: nothing is said but that."""
    sealed = Vault([NEW]).seal("a", b"words", NOON)
    assert Vault([key]).open(purpose, sealed, NOON + timedelta(seconds=later), HOUR) is None


@given(st.binary(max_size=120) | st.text(max_size=120))
def test_junk_opens_to_nothing(junk: bytes | str) -> None:
    """Whatever a browser sends as a cookie: no error."""
    assert Vault([NEW]).open("session", junk, NOON) is None


def test_a_key_that_is_changed_opens_what_the_old_one_sealed() -> None:
    """The current key stands first; the one before it still opens and recognises."""
    sealed, signature = Vault([OLD]).seal("a", b"words", NOON), Vault([OLD]).sign("a", "words")
    both = Vault([NEW, OLD])
    assert (both.open("a", sealed, NOON), both.is_signed("a", "words", signature)) == (b"words", True)
    assert Vault([NEW]).is_signed("a", "words", both.sign("a", "words"))


@pytest.mark.parametrize(("purpose", "content"), [("b", "words"), ("a", "word"), ("a", "")])
def test_a_signature_is_of_its_content_and_purpose(purpose: str, content: str) -> None:
    """One of something else is none."""
    assert not Vault([NEW]).is_signed(purpose, content, Vault([NEW]).sign("a", "words"))


def test_a_signature_that_no_key_writes_is_none() -> None:
    """Not even one with letters that are not ASCII raises anything."""
    assert not any(Vault([NEW]).is_signed("a", "words", given) for given in ("", "\udc80", "é", "a" * 43))


def test_the_key_file_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    """Two starts have one key; nobody else may read it, and no draft stays."""
    file = tmp_path / "onesitting.key"
    sealed = vault_of_file(file).seal("a", b"words", NOON)
    assert vault_of_file(file).open("a", sealed, NOON) == b"words"
    assert (file.stat().st_mode & 0o777, list(tmp_path.iterdir())) == (0o600, [file])


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """The words name the file and the command that mends it."""
    file = tmp_path / "onesitting.key"
    vault_of_file(file)
    file.chmod(0o640)
    with pytest.raises(ValueError, match="may be read by others: run chmod 600"):
        vault_of_file(file)


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    """A new key in its place would make everything sealed unreadable without a word."""
    file = tmp_path / "onesitting.key"
    file.touch(0o600)
    with pytest.raises(ValueError, match="holds no key"):
        vault_of_file(file)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the settings that help."""
    with pytest.raises(ValueError, match=r"cannot be used.*ONESITTING_SECRET_KEY"):
        vault_of_file(tmp_path / "gone" / "onesitting.key")


def test_a_configured_key_makes_no_file(tmp_path: Path) -> None:
    """Who keeps keys in a secret store finds none on the disk."""
    open_vault([NEW], tmp_path / "onesitting.key")
    assert list(tmp_path.iterdir()) == []
