"""A metric as the ownership map writes it: the one number of an area, and where it comes from."""

import re
from dataclasses import dataclass, field
from typing import Literal

from bot.facts.verdict import RulePlace
from bot.policy.addresses import read_address

MetricSource = Literal["manual", "csv", "json", "http", "prometheus"]
BY_HAND: MetricSource = "manual"

_FILE = re.compile(r"([A-Za-z0-9_-]+/[A-Za-z0-9._-]+):([^:\s][^:]*)", re.ASCII)
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_LONGEST_PICK = 1_000


@dataclass(frozen=True, slots=True)
class Metric:
    """The one number of an area, in its owner's words; never invented by the bot."""

    name: str = field(metadata={"doc": "What is counted: `Weekly buyers`."})
    unit: str = field(default="", metadata={"doc": "Its unit: `people`, `%`, `ms`."})
    goal: str = field(default="", metadata={"doc": "Where it should be: `above 40,000`."})
    source: MetricSource = field(
        default="manual",
        metadata={
            "doc": "Where it comes from. manual: the owner says it. csv, json: a file in a repository. http: JSON at "
            "an address. prometheus: an instant query. Hosts are allowed by whoever runs the server."
        },
    )
    at: str = field(
        default="",
        metadata={
            "doc": "Where it is read: `owner/name:path` for a file, `https://metrics.example/checkout.json`, or "
            "Prometheus's own address."
        },
    )
    pick: str = field(
        default="",
        metadata={
            "doc": "Which number it is. csv: a column's name. json, http: a JSON Pointer (RFC 6901) such as "
            "`/data/0/value`. prometheus: the query."
        },
    )
    guardrail: str = field(default="", metadata={"doc": "What must not get worse for it: `refunds below 2 %`."})
    place: RulePlace | None = None

    def __post_init__(self) -> None:
        """Refuse a source that could not be read; raises ValueError in words for a person."""
        if self.source == BY_HAND:
            if self.at or self.pick:
                raise ValueError("a number that is said by its owner has no `at` and no `pick`: name its `source`")
            return
        if not self.at:
            raise ValueError(f"`source: {self.source}` needs `at`: where it is read")
        if self.source in {"csv", "json"}:
            self.file()
        else:
            read_address(self.at)
        if not self.pick and self.source in {"csv", "prometheus"}:
            raise ValueError(f"`source: {self.source}` needs `pick`: a column's name, or the query")
        if len(self.pick) > _LONGEST_PICK:
            raise ValueError(f"`pick` has more than {_LONGEST_PICK} characters")
        if self.source in {"json", "http"} and not _POINTER.fullmatch(self.pick):
            raise ValueError("`pick` is a JSON Pointer such as `/data/0/value`")

    def file(self) -> tuple[str, str]:
        """Return the repository and the path of a file; raises ValueError in words for a person."""
        match = _FILE.fullmatch(self.at.strip())
        if match is None or any(part in {"", ".", ".."} for part in match[2].split("/")):
            raise ValueError("a file is written like `acme/shop:metrics/checkout.csv`")
        return match[1], match[2]
