"""Labelled issues from a file of JSON lines, and the model they make: a bad line is counted, named and left out."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.cli.exits import Refused
from bot.meaning import installed_encoder
from bot.messages.terminal import for_terminal
from bot.policy.ownership import OwnershipMap
from bot.triage.issue_text import MAX_CHARACTERS
from bot.triage.learned.model import Model, fit
from bot.triage.learned.rows import Labelled, Lesson, lessons

_MAX_LINE = 16 * 1024 * 1024


def fit_history(name: str, ownership: OwnershipMap) -> Model:
    """Return the model of a history; one without a usable row knows nothing, and keywords decide as without it."""
    return fit(read_lessons(name, ownership), ownership, installed_encoder())


def read_lessons(name: str, ownership: OwnershipMap) -> tuple[Lesson, ...]:
    """Return the usable rows of a file, or of standard input for "-", and say on standard error what was left out."""
    rows: list[Labelled] = []
    wrong: list[str] = []
    for number, line in _lines(name):
        try:
            rows.append(read_row(json.loads(line)))
        except RecursionError:
            wrong.append(f"{name}:{number}: the JSON is nested too deeply")
        except ValueError as error:
            wrong.append(f"{name}:{number}: {error}")
    found = lessons(rows, ownership)
    if wrong:
        _say(f"{len(wrong)} of {len(rows) + len(wrong)} lines are no labelled issues, the first: {wrong[0]}")
    known = {area for lesson in found for area in lesson.targets}
    if not found:
        _say(f"{name} teaches nothing: none of its {len(rows)} rows names an area of the map; keywords alone decide")
    elif len(known) == 1:
        area = ownership.areas[next(iter(known))]
        _say(f'all {len(found)} usable rows belong to "{area.name}": labels of one area alone teach nothing')
    return found


def read_row(value: object) -> Labelled:
    """Return a JSON object as a labelled issue; raises ValueError with what is wrong."""
    if not isinstance(value, Mapping):
        raise ValueError("not a JSON object")  # noqa: TRY004 - bad input, not a bad call
    areas = value.get("areas")
    if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas):
        raise ValueError("`areas` is not a list of names")
    ident = value.get("id", "")
    return Labelled(str(ident), _text(value, "title"), _text(value, "body"), tuple(areas), _time(value))


def _text(value: Mapping[str, object], key: str) -> str:
    text = value.get(key)
    if text is not None and not isinstance(text, str):
        raise ValueError(f"`{key}` is not text")
    return (text or "")[:MAX_CHARACTERS]


def _time(value: Mapping[str, object]) -> datetime | None:
    text = value.get("created_at")
    if text is None:
        return None
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        raise ValueError("`created_at` is not an ISO 8601 time") from None


def _lines(name: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines that are not blank; one bad byte does not end the reading, a monstrous line is cut."""
    try:
        source = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115, PTH123 - closed below
        with source:
            number = 0
            while raw := source.readline(_MAX_LINE):
                number += 1
                while not raw.endswith(b"\n") and (rest := source.readline(_MAX_LINE)):
                    raw = raw[:_MAX_LINE] + rest[-1:]
                if raw.strip():
                    yield number, raw.decode("utf-8", "replace")
    except OSError as error:
        raise Refused(f"{name} could not be read: {error.strerror}") from None


def _say(words: str) -> None:
    sys.stderr.write(for_terminal(f"onesitting: {words}") + "\n")
