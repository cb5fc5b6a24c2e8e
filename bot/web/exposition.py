"""Counters, gauges and histograms, and their page in Prometheus' text format.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


class Family(Protocol):
    """A metric with all its series."""

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page."""
        ...


@dataclass(slots=True)
class Counter:
    """A number for each combination of label values that only grows; `name` ends in `_total`."""

    name: str
    says: str
    labels: tuple[str, ...] = ()
    _values: dict[tuple[str, ...], int] = field(default_factory=dict)

    def add(self, *values: str, by: int = 1) -> None:
        """Count `by` more for these label values; 0 makes the series appear before anything happened."""
        self._values[values] = self._values.get(values, 0) + by

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page."""
        yield from _head(self.name, self.says, "counter")
        for values, value in self._values.items():
            yield _sample(self.name, zip(self.labels, values, strict=True), value)


@dataclass(frozen=True, slots=True)
class Gauge:
    """Numbers as they stand at this moment, by label values."""

    name: str
    says: str
    labels: tuple[str, ...] = ()
    values: Sequence[tuple[tuple[str, ...], float]] = ()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page."""
        yield from _head(self.name, self.says, "gauge")
        for values, value in self.values:
            yield _sample(self.name, zip(self.labels, values, strict=True), value)


@dataclass(slots=True)
class Histogram:
    """How often a value fell below each of `bounds`, for each combination of label values."""

    name: str
    says: str
    labels: tuple[str, ...]
    bounds: tuple[float, ...]
    _series: dict[tuple[str, ...], _Series] = field(default_factory=dict)

    def observe(self, value: float, *values: str) -> None:
        """Count one value."""
        series = self._series.setdefault(values, _Series([0] * (len(self.bounds) + 1)))
        series.counts[bisect_left(self.bounds, value)] += 1  # a bucket includes its own bound
        series.total += value

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page; buckets are cumulative."""
        yield from _head(self.name, self.says, "histogram")
        for values, series in self._series.items():
            labels, below = list(zip(self.labels, values, strict=True)), 0
            for bound, count in zip((*map(_number, self.bounds), "+Inf"), series.counts, strict=True):
                below += count
                yield _sample(f"{self.name}_bucket", [*labels, ("le", bound)], below)
            yield _sample(f"{self.name}_sum", labels, series.total)
            yield _sample(f"{self.name}_count", labels, below)


@dataclass(slots=True)
class _Series:
    counts: list[int]
    total: float = 0.0


def page(families: Iterable[Family]) -> str:
    """Return the whole page."""
    return "".join(f"{line}\n" for family in families for line in family.lines())


def _head(name: str, says: str, kind: str) -> tuple[str, str]:
    return (f"# HELP {name} {says}", f"# TYPE {name} {kind}")


def _sample(name: str, labels: Iterable[tuple[str, str]], value: float) -> str:
    inside = ",".join(f'{label}="{text.translate(_ESCAPED)}"' for label, text in labels)
    return f"{name}{{{inside}}} {_number(value)}" if inside else f"{name} {_number(value)}"


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.15g}"
