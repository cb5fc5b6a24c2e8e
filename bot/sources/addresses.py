"""Which network addresses a host's name may lead to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_CLOUD = frozenset(
    map(ip_address, ("169.254.169.254", "fd00:ec2::254", "168.63.129.16", "100.100.100.200", "192.0.0.192"))
)
"""Where clouds hand out credentials, never asked, whatever the operator says.

AWS, Azure and Google; AWS by IPv6; Azure's host, at an address like any of the internet; Alibaba; Oracle.
"""

_WRAPPED = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""IPv6 ranges that carry an IPv4 address inside, which would have to be judged in its place (NAT64, 6to4, Teredo)."""


def may_connect(text: str, *, private: bool) -> bool:
    """Return whether an address may be connected to; `private`: also one of a private network or this machine."""
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address in _CLOUD or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if address.is_loopback:
        return private
    if isinstance(address, IPv6Address) and any(address in network for network in _WRAPPED):
        return False
    return address.is_global or (private and address.is_private and not address.is_reserved)
