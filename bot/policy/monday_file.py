"""The shape of the operator's file: where Monday reports go, when, and which hosts are asked for numbers."""

import re
from dataclasses import dataclass, field
from typing import Self

from bot.facts.week import Schedule
from bot.policy.metric_hosts import MetricHost
from bot.policy.working_time import TimeZone

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9_-]+/[A-Za-z0-9._-]+", re.ASCII)
NINE, TWO = 9 * 60, 14 * 60


class ClockTime(int):
    """A time of day in minutes since midnight, written `09:00`."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a time; raises ValueError in words for a person."""
        match = _CLOCK.fullmatch(text.strip())
        if match is None:
            raise ValueError("a time of day is written like `09:00`")
        return cls(int(match[1]) * 60 + int(match[2]))


class RepositoryName(str):
    """A repository, written `owner/name`."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a name; raises ValueError in words for a person."""
        if not _NAME.fullmatch(text.strip()):
            raise ValueError("a repository is written like `acme/reports`")
        return cls(text.strip())


@dataclass(frozen=True, slots=True)
class OrganisationMonday:
    """One organisation's Mondays."""

    repository: RepositoryName = field(metadata={"doc": "Where its report is posted as an issue: `acme/reports`."})
    public: bool = field(
        default=False,
        metadata={"doc": "true: the report, which names people and numbers, may be posted in a public repository."},
    )
    time_zone: TimeZone = field(default=TimeZone("UTC"), metadata={"doc": "An IANA name such as `Europe/Berlin`."})
    at: ClockTime = field(default=ClockTime(NINE), metadata={"doc": "When it is posted on Mondays: `09:00`."})
    ask: bool = field(
        default=True,
        metadata={"doc": "Owners of numbers that are reported by hand are asked on Fridays, once, in the open report."},
    )
    ask_at: ClockTime = field(default=ClockTime(TWO), metadata={"doc": "When they are asked on Fridays: `14:00`."})
    dry_run: bool = field(default=False, metadata={"doc": "true: reports are made and logged, and nothing is posted."})

    @property
    def schedule(self) -> Schedule:
        """When a week begins and ends."""
        return Schedule(str(self.time_zone), int(self.at), int(self.ask_at))


@dataclass(frozen=True, slots=True)
class MondayFile:
    """Where and when Monday reports are posted, by the account that installed the app."""

    version: int = field(
        default=1, metadata={"doc": "The version of this file's format: 1.", "minimum": 1, "maximum": 1}
    )
    organisations: dict[str, OrganisationMonday] = field(
        default_factory=dict, metadata={"doc": "By the account's login."}
    )
    hosts: tuple[MetricHost, ...] = field(
        default=(), metadata={"doc": "Hosts that metrics of kind http and prometheus may be read from."}
    )

    def __post_init__(self) -> None:
        """Refuse a report that would leave its organisation; raises ValueError in words for a person."""
        for account, monday in self.organisations.items():
            if monday.repository.partition("/")[0].casefold() != account.casefold():
                raise ValueError(
                    f"the report of `{account}` goes to a repository of {account}, not {monday.repository}"
                )

    def of(self, account: str) -> OrganisationMonday | None:
        """Return what holds for an account, whatever its capitals; None where it gets no report."""
        wanted = account.casefold()
        return next((monday for name, monday in self.organisations.items() if name.casefold() == wanted), None)
