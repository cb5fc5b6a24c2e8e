"""The address to listen on, taken before anything is started: what is wrong with it is said in words."""

import socket

from bot.cli.exits import Refused


def listen(host: str, port: int) -> list[socket.socket]:
    """Return listening sockets, one for each address that the host has. Raises Refused naming HOST and PORT."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a host"
        raise Refused(f"HOST names no address of this machine ({reason}): {host}") from None
    listening: list[socket.socket] = []
    try:
        for family, _, _, _, address in dict.fromkeys(found):
            listening.append(_listen(family, address[0], address[1] or _port_of(listening)))
    except OSError as error:
        for one in listening:
            one.close()
        reason = error.strerror or str(error)
        raise Refused(f"nothing can listen at HOST {host} and PORT {port}: {reason}") from None
    return listening


def _listen(family: socket.AddressFamily, host: str | int, port: int | bytes) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((host, port))
        one.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    except OSError:
        one.close()
        raise
    return one


def _port_of(listening: list[socket.socket]) -> int:
    """Return the port that was given to the first address, so that PORT 0 is one port on every address."""
    return int(listening[0].getsockname()[1]) if listening else 0
