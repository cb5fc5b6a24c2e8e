"""One JSON object in, one JSON object out, in the same order; a bad line is answered and the run goes on."""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import TextIO

from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.inputs import json_trouble
from bot.cli.progress import Progress
from bot.facts.errors import RuleError
from bot.facts.plain import Plain

MAX_LINE = 64 * 1024 * 1024


def run_batch(name: str, answer: Callable[[object], Plain], out: TextIO) -> int:
    """Answer every line of the file (or of standard input for "-") with one JSON line.

    `answer` gets the decoded JSON of a line of at most 64 MB. What it refuses becomes `{"id": ..., "error": "..."}`.
    Returns the exit code: 3 when there were lines and none could be analysed, else 0.
    """
    good = bad = 0
    with Progress("lines") as progress:
        for number, line in _lines(name):
            result = _answered(line, number, answer)
            failed = isinstance(result, dict) and "error" in result
            good, bad = good + (not failed), bad + failed
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
            progress.step()
    if bad:
        sys.stderr.write(f'onesitting: {bad} of {good + bad} lines could not be analysed; see their "error"\n')
    return NOT_ANALYSED if bad and not good else FINE


def _answered(line: bytes, number: int, answer: Callable[[object], Plain]) -> Plain:
    ident: Plain = None
    try:
        value = _decoded(line)
        if isinstance(value, dict) and isinstance(value.get("id"), str | int):
            ident = value["id"]
        result = answer(value)
    except (Refused, RuleError) as refused:
        return {"id": ident, "error": f"line {number}: {refused}"}
    except RecursionError:
        return {"id": ident, "error": f"line {number}: the JSON is nested too deeply"}
    if isinstance(result, dict) and ident is not None:
        result["id"] = ident
    return result


def _decoded(line: bytes) -> object:
    if len(line) > MAX_LINE:
        raise Refused(f"longer than the {MAX_LINE // 1024 // 1024} MB that are read")
    try:
        return json.loads(line.decode("utf-8", "replace"))  # one bad byte must not end the run
    except ValueError as error:
        raise Refused(json_trouble(error)) from None


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines that are not blank; of a longer one than is read only a part, which shows that it is."""
    try:
        source = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115, PTH123 - closed below
    except OSError as error:
        raise Refused(f"{name} could not be read: {error.strerror}") from None
    with source:
        try:
            for number in count(1):
                raw = rest = source.readline(MAX_LINE + 1)
                while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
                    rest = source.readline(MAX_LINE + 1)
                if not raw:
                    return
                if raw.strip():
                    yield number, raw
        except OSError as error:
            raise Refused(f"{name} could not be read: {error.strerror}") from None
