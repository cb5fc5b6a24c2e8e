"""Addresses of our pages, and links that open one of them for some days."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.addresses import Addresses
from bot.facts.repository import Subject
from bot.vault import Vault
from tests.hand_clock import NOON

KEY = b"the key of a test, in 32 characters"
HOUSE = Addresses(Vault([KEY]), "https://house.example", link_days=7)
SEVEN = Subject("pull_request", 5, 700_001, "acme/shop", 7)


def test_a_page_is_named_by_numbers() -> None:
    """A name that changes is no part of it, nor one that tells of a private repository."""
    assert HOUSE.explain(SEVEN) == "https://house.example/repositories/700001/pulls/7"
    assert HOUSE.explain(Subject("issue", 5, 700_001, "acme/shop", 3)).endswith("/repositories/700001/issues/3")


def test_nothing_is_linked_without_an_address() -> None:
    """Neither where none is configured, nor for what has no page."""
    found = [Addresses(Vault([KEY])).explain(SEVEN), HOUSE.explain(Subject("digest", 5, 700_001, "acme/shop", 0))]
    assert found == ["", ""]


def opened(house: Addresses, path: str = "/repositories/700001/pulls/7", later: timedelta = timedelta(0)) -> bool:
    """Return whether the link that the house with seven days gives opens a path of another house, later."""
    link = parse_qs(urlsplit(HOUSE.signed(HOUSE.explain(SEVEN), NOON)).query)["link"][0]
    return house.opens(path, link, NOON + later)


def test_a_link_opens_its_page_until_its_end() -> None:
    """Seven days, and not a second longer."""
    days = timedelta(days=7)
    assert (opened(HOUSE), opened(HOUSE, later=days), opened(HOUSE, later=days + timedelta(seconds=1))) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("path", ["/repositories/700001/pulls/8", "/repositories/700001/issues/7", "/", ""])
def test_a_link_opens_nothing_else(path: str) -> None:
    """It is signed for one page."""
    assert not opened(HOUSE, path)


@pytest.mark.parametrize("days", [0, 3])
def test_a_link_ends_with_the_setting(days: int) -> None:
    """An operator who takes links back, or shortens them, ends those that were given out."""
    assert not opened(Addresses(Vault([KEY]), "https://house.example", link_days=days))


@pytest.mark.parametrize("link", ["", "1", "1.x", f"99999999999.{'a' * 43}", "é" * 50, f"{'9' * 5000}.{'a' * 43}"])
def test_junk_is_no_link(link: str) -> None:
    """Nothing is raised for whatever stands in an address."""
    assert not HOUSE.opens("/repositories/700001/pulls/7", link, NOON)


def test_links_that_are_not_allowed_are_plain() -> None:
    """The address alone: whoever follows it signs in."""
    plain = Addresses(Vault([KEY]), "https://house.example")
    assert plain.signed(plain.explain(SEVEN), NOON) == plain.explain(SEVEN)
