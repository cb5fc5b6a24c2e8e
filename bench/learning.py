"""What learning costs: seconds of a fit, size and loading of a model, milliseconds an issue, memory.

    python bench/learning.py MAP.yml HISTORY.jsonl [--rows 5000]

Rows of the history are repeated, each time with another title, until there are enough. Times are of the processor, so
that a busy machine does not change them.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.route_history import read_lessons
from bot.facts.issue import IssueFacts
from bot.meaning import installed_encoder
from bot.policy.kinds import read_kinds
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import read_yaml
from bot.shipped import load
from bot.triage.cascade import route_issue
from bot.triage.learned.model import fit
from bot.triage.learned.stored import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.triage.learned.rows import Lesson

MOST_ROUTED = 500


def repeated(rows: Sequence[Lesson]) -> Iterator[Lesson]:
    """Yield the rows for ever, each round with other titles."""
    for again in count():
        yield from (replace(row, title=f"{row.title} v{again}") for row in rows)


def main() -> None:
    """Fit once, then route the newest rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map")
    parser.add_argument("history")
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--words-only", action="store_true", help="without sentence vectors, though they are here")
    arguments = parser.parse_args()
    encoder = None if arguments.words_only else installed_encoder()
    print(f"sentence vectors      {encoder.name if encoder else 'none'}")
    ownership, _ = read_ownership((read_yaml(Path(arguments.map).read_text("utf-8"), arguments.map),))
    rows = read_lessons(arguments.history, ownership)
    many = tuple(islice(repeated(rows), arguments.rows))
    start = time.process_time()
    stored = to_bytes(fit(many, ownership, encoder))
    print(f"fit of {len(many):,} issues    {time.process_time() - start:6.1f} s")
    start = time.process_time()
    model = from_bytes(stored, encoder)
    print(f"model of {len(stored) / 1e6:.1f} MB read {1000 * (time.process_time() - start):6.0f} ms")
    kinds, times = read_kinds(load()), []
    for row in rows[-MOST_ROUTED:]:
        start = time.process_time()
        route_issue(IssueFacts(row.id, row.title, row.body), ownership, kinds, model)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    shown = {"median": times[len(times) // 2], "p95": times[int(0.95 * len(times))], "most": times[-1]}
    print("an issue              " + ", ".join(f"{name} {value:.1f} ms" for name, value in shown.items()))
    print(f"memory, at most       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


if __name__ == "__main__":
    main()
