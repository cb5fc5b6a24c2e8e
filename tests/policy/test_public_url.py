"""Which addresses GitHub can reach: the setup asks for one, and says what is wrong with another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.public_url import wrong_with_public_url

INSIDE = "GitHub cannot reach it from the internet"


@pytest.mark.parametrize(
    "url",
    [
        "https://onesitting.example.org",
        "https://onesitting.example.org/",
        "https://bright-river.trycloudflare.com",
        "http://203.0.113.7.nip.io:8080",
        "https://8.8.8.8",
        "https://[2606:4700::1111]:8443",
    ],
)
def test_an_address_on_the_internet_is_taken(url: str) -> None:
    """A name, a tunnel, a number, with a port or without."""
    assert "" == wrong_with_public_url(url, on_github_com=True)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://localhost:8080", INSIDE),
        ("http://127.0.0.1:8080", INSIDE),
        ("http://[::1]", INSIDE),
        ("http://0.0.0.0", INSIDE),
        ("http://192.168.1.4", INSIDE),
        ("http://bot.internal", INSIDE),
        ("http://bot", INSIDE),
        ("bot.example.org", "An address begins with https://"),
        ("ftp://bot.example.org", "An address begins with https://"),
        ("https://", "An address begins with https://"),
        ("https://bot.example.org/path", "Only the host"),
        ("https://ana:secret@bot.example.org", "Only the host"),
        ("https://bot.example.org?x=1", "Only the host"),
        ("https://bot.example.org?", "Only the host"),
        ("https://bot.example.org/#", "Only the host"),
        ("HTTPS://bot.example.org", "An address begins with https://"),
        ("https://bot.exa\nmple.org", "An address holds no line break"),
        ("\x01https://bot.example.org", "An address holds no line break"),
        ("https://bot.example.org:99999", "That is no address"),
        ("https://bot.example.org:0", "0 is no port"),
        ("https://bot_1.example.org", "The host is no name"),
        ("https://bot .example.org", "The host is no name"),
    ],
)
def test_any_other_is_refused_with_the_reason(url: str, says: str) -> None:
    """Before GitHub does."""
    assert wrong_with_public_url(url, on_github_com=True).startswith(says)


def test_an_enterprise_server_may_be_in_the_same_closed_network() -> None:
    """But not on the same machine's own loopback."""
    assert "" == wrong_with_public_url("http://bot.corp.internal:8080", on_github_com=False)
    assert "" == wrong_with_public_url("http://10.0.0.7", on_github_com=False)
    assert wrong_with_public_url("http://localhost", on_github_com=False).startswith(INSIDE)


@given(st.text(max_size=80) | st.builds("https://{}".format, st.text(max_size=80)))
def test_whatever_is_typed_is_answered(url: str) -> None:
    """With words or with consent, never with an error."""
    assert isinstance(wrong_with_public_url(url, on_github_com=True), str)
