"""`onesitting route --replay`: what routing would have done with the last labelled issues, in figures."""

import json
import sys
from collections.abc import Iterator

from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.route_history import read_lessons
from bot.facts.plain import plain
from bot.meaning import installed_encoder
from bot.messages.terminal import for_terminal
from bot.policy.ownership import OwnershipMap
from bot.triage.learned.figures import Part
from bot.triage.learned.replay import Replay, replay


def run_replay(name: str, ownership: OwnershipMap, last: int, *, as_json: bool) -> int:
    """Replay the last rows of a history and print the figures; raises Refused where nothing can be replayed."""
    rows = read_lessons(name, ownership)
    if not rows:
        raise Refused(f"{name}: there is nothing to replay", NOT_ANALYSED)
    done = replay(rows, ownership, last, installed_encoder())
    if as_json:
        sys.stdout.write(json.dumps(plain(done), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(for_terminal(line) for line in replay_text(done, ownership)) + "\n")
    return FINE


def replay_text(done: Replay, ownership: OwnershipMap) -> Iterator[str]:
    """Yield the lines that a person reads."""
    found, bar = done.figures, ownership.defaults.route_precision
    yield f"Replayed {found.issues:,} issues, each before it was learned; {done.learned_before:,} were known before."
    yield f"  right area first         {_percent(found.top1)}   among the first three {_percent(found.top3)}"
    yield f"  right owner first        {_percent(found.owner_right)}"
    yield f"  assigned at {bar:.0%}          {_percent(found.coverage)}   of them rightly {_percent(found.precision)}"
    yield (
        f"  calibration error        {_number(found.calibration_error)}"
        f"   newer half {_number(found.calibration_error_second_half)}"
    )
    for title, parts in (("area", found.areas), ("owner", found.owners)):
        yield ""
        width = max((len(part.name) for part in parts), default=0)
        yield f"  {title:<{width}}  issues  assigned  right  precision  coverage"
        yield from (_line(part, width) for part in parts)
    yield ""
    yield "  labels an area  learned from  area first  first three  owner first"
    for point in done.curve:
        shares = f"{_percent(point.top1):>10}  {_percent(point.top3):>11}  {_percent(point.owner_right):>11}"
        yield f"  {point.labels:>14}  {point.rows:>12,}  {shares}"


def _line(part: Part, width: int) -> str:
    counts = f"{part.issues:>6,}  {part.assigned:>8,}  {part.right:>5,}"
    return f"  {part.name:<{width}}  {counts}  {_percent(part.precision):>9}  {_percent(part.coverage):>8}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
