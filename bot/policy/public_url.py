"""The address under which GitHub and people reach the server: what can be one, and why not."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f]")
"""Python's urlsplit takes these out before it looks, but what was typed is what is kept."""
_LOCAL = ("localhost", "local", "internal", "lan", "home")
"""The last part of names that the internet does not know."""


def wrong_with_public_url(url: str, *, on_github_com: bool) -> str:
    """Return why an address cannot be the server's public one; empty where it can.

    GitHub refuses an app whose webhook is on this machine. GitHub Enterprise Server may
    stand in the same closed network as this server, so that there only this machine is refused.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "That is no address: its host or its port cannot be read"
    if _INVISIBLE.search(url):
        return "An address holds no line break and no control character: type it instead of pasting it"
    if not url.startswith(("http://", "https://")) or not host:
        return "An address begins with https:// (or http://) and a host, like https://onesitting.example.org"
    if parts.username is not None or parts.path not in ("", "/") or {"?", "#"} & set(url):
        return "Only the host (and a port) can be given, without a path, a name or a question mark"
    if port == 0:
        return "0 is no port"
    return _wrong_host(host, on_github_com=on_github_com)


def _wrong_host(host: str, *, on_github_com: bool) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if not all(_NAME.fullmatch(part) for part in host.removesuffix(".").split(".")) or len(host) > 253:  # noqa: PLR2004 - the longest name in the DNS
            return "The host is no name: letters, digits and hyphens between dots"
        last = host.rsplit(".", 1)[-1]
        here, inside = last == "localhost", last in _LOCAL or "." not in host
    else:
        here, inside = address.is_loopback or address.is_unspecified, not address.is_global
    if here or (inside and on_github_com):
        return "GitHub cannot reach it from the internet: give the address of a tunnel or of the server's public name"
    return ""
