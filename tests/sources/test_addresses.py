"""Where a name may lead."""

from __future__ import annotations

import pytest

from bot.sources.addresses import may_connect


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111"])
def test_the_internet_is_allowed(address: str) -> None:
    """Whatever the operator says."""
    assert may_connect(address, private=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.0.1", "::1", "fd12::1"])
def test_private_addresses_need_the_operators_word(address: str) -> None:
    """This machine's own among them."""
    assert (False, True) == (may_connect(address, private=False), may_connect(address, private=True))


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "169.254.1.1", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "100.100.100.200",
        "168.63.129.16", "192.0.0.192", "::ffff:168.63.129.16",
        "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "::169.254.169.254",
        "0.0.0.0", "::",  # noqa: S104 - not bound, but refused
         "224.0.0.1", "255.255.255.255", "240.0.0.1", "localhost", "", "127.1",
    ],
)  # fmt: skip
def test_some_are_never_connected_to(address: str) -> None:
    """Where clouds hand out credentials, in every spelling; and what is no address."""
    assert (False, False) == (may_connect(address, private=False), may_connect(address, private=True))
