"""What inbox tests begin with: moments, subjects and deliveries."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.facts.repository import Subject
from bot.inbox.deliveries import Delivery
from bot.inbox.patience import Patience
from tests.hand_clock import NOON

PATIENCE = Patience(window=timedelta(seconds=10), lease=timedelta(seconds=60), attempts=3)


def at(seconds: float) -> datetime:
    """Return the moment that many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def pull_request(number: int = 7, installation: int = 1) -> Subject:
    """Return a pull request of the one repository of an installation."""
    return Subject("pull_request", installation, 100 + installation, f"org{installation}/repo", number)


def delivery(guid: str = "guid-1", *subjects: Subject, seconds: float = 0, body: bytes = b"{}") -> Delivery:
    """Return a delivery that makes the subjects due."""
    return Delivery(guid, "pull_request", 1, at(seconds), body, subjects, "opened")
