"""The number in what a source answered: hostile bytes in, one finite number or the reason why not out."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

from bot.facts.source import Picked

if TYPE_CHECKING:
    from bot.policy.metric import MetricSource

MOST_ROWS = 100_000


def pick_number(source: MetricSource, content: bytes, pick: str, week: str) -> Picked:
    """Return the number that `pick` means in an answer; `week` is the row of a table that has weeks. Never raises."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Picked(failed="it is not UTF-8 text")
    if source == "csv":
        return _of_csv(text, pick, week)
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Picked(failed="it answered HTML, not JSON" if text.lstrip()[:1] == "<" else "it is not JSON")
    if source == "prometheus":
        return _of_prometheus(value)
    found = _at_pointer(value, pick)
    return Picked(failed=f"there is nothing at {pick}") if found is _NOTHING else _finite(found)


_NOTHING = object()


def _of_csv(text: str, column: str, week: str) -> Picked:
    """Return the number of the week's row where there is a column `week`, else that of the last row that has one."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    try:
        names = list(reader.fieldnames or ())
        if column not in names:
            return Picked(failed=f"it has no column {column}")
        weeks = next((name for name in names if name.strip().lower() == "week"), None)
        last = ""
        for count, row in enumerate(reader):
            if count >= MOST_ROWS:
                return Picked(failed=f"it has more than {MOST_ROWS:,} rows")
            if weeks is None or row[weeks].strip() == week:
                last = row[column].strip() or last
    except csv.Error:
        return Picked(failed="it is not a table of comma-separated values")
    return _finite(last) if last else Picked(failed=f"it has no row for {week}" if weeks else f"{column} is empty")


def _at_pointer(value: Any, pointer: str) -> Any:  # noqa: ANN401 - JSON is any value
    """Return what a JSON Pointer leads to (https://www.rfc-editor.org/rfc/rfc6901)."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isascii() and name.isdecimal() and len(name) < 10:  # noqa: PLR2004
            if int(name) >= len(value):
                return _NOTHING
            value = value[int(name)]
        else:
            return _NOTHING
    return value


def _of_prometheus(value: Any) -> Picked:  # noqa: ANN401
    """Return a scalar, or the one series of an instant vector.

    https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
    """
    data = value.get("data") if isinstance(value, dict) else None
    if not isinstance(data, dict) or value.get("status") != "success":
        return Picked(failed="it is no answer of Prometheus to a query")
    result = data.get("result")
    if data.get("resultType") == "vector" and isinstance(result, list):
        if len(result) != 1:
            return Picked(failed=f"the query gives {len(result)} series, not one")
        result = result[0].get("value") if isinstance(result[0], dict) else None
    if not isinstance(result, list) or len(result) != 2:  # noqa: PLR2004 - a moment and a value
        return Picked(failed="the query gives no single number")
    return _finite(result[1])


def _finite(found: Any) -> Picked:  # noqa: ANN401
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        return Picked(failed="what is there is no number")
    if isinstance(found, str) and ("_" in found or not found.isascii()):  # Python reads more than people mean
        return Picked(failed="what is there is no number")
    try:
        value = float(found)
    except (ValueError, OverflowError):
        return Picked(failed="what is there is no number")
    return Picked(value) if math.isfinite(value) else Picked(failed="what is there is no finite number")


def _no_number(constant: str) -> float:
    raise ValueError(constant)
