"""compose.yml as it is shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent.parent / "compose.yml"


def services() -> dict[str, Any]:
    """Return the services by name."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["services"]
    return found


def command(service: str) -> list[str]:
    """Return what is said to `onesitting` in a service."""
    words: list[str] = services()[service]["command"]
    return words


def replicas(service: str) -> int:
    """Return how many processes a service has."""
    count: int = services()[service]["deploy"]["replicas"]
    return count
