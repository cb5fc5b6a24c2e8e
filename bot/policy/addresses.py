"""Web addresses as the operator and a map write them: read so strictly that nobody can read them in two ways."""

import re
from dataclasses import dataclass
from typing import Self

_ADDRESS = re.compile(
    r"(?P<origin>(?P<scheme>https?)://(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::(?P<port>[0-9]{1,5}))?)"
    r"(?P<target>/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?",
    re.ASCII,
)
_PORTS = {"http": 80, "https": 443}
MOST_PORT = 65_535
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port: who is asked."""

    scheme: str
    host: str
    port: int

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read `https://metrics.example` or with a port; raises ValueError in words for a person."""
        match = _ADDRESS.fullmatch(text.strip()) if len(text) <= LONGEST else None
        if match is None or match["target"] not in {None, "/"}:
            raise ValueError("a host is written like `https://metrics.example` or `http://prometheus.internal:9090`")
        port = int(match["port"]) if match["port"] else _PORTS[match["scheme"]]
        if not 0 < port <= MOST_PORT:
            raise ValueError("there is no such port")
        return cls(match["scheme"], match["host"].lower(), port)

    def __str__(self) -> str:
        """Return it as it is written, a usual port left out."""
        return f"{self.scheme}://{self.host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def read_address(text: str) -> tuple[Origin, str]:
    """Return who is asked and for what (path and query); raises ValueError in words for a person."""
    match = _ADDRESS.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        raise ValueError("an address is written like `https://metrics.example/checkout.json`, without login or `#`")
    return Origin.from_yaml(match["origin"]), match["target"] or "/"
