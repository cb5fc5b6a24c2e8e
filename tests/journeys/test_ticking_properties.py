"""Any sequence of ticks, pushes and other looks on the practice GitHub: boxes are as people left them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.boxes import boxes, ticked
from tests.journeys.stage import Stage
from tests.journeys.test_ticking import VIEWS, bo, opened, ours, package, summary

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

Step = Literal["first", "second", "finding", "answer", "question", "shift", "look", "wait"]
STEPS: tuple[Step, ...] = ("first", "second", "finding", "answer", "question", "shift", "look", "wait")


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from(STEPS), min_size=3, max_size=8))
def test_any_sequence_leaves_the_boxes_to_people(steps: list[Step]) -> None:
    """What is ticked after everything is what people ticked last, and a last look writes nothing."""
    with TemporaryDirectory() as folder:
        asyncio.run(_play(Stage(Path(folder)), steps))


async def _play(stage: Stage, steps: list[Step]) -> None:
    pull, people = await opened(stage), set[str]()
    for number, step in enumerate(steps):
        people ^= await _do(stage, pull, step, number)
        assert ticked(ours(pull).body) == people
    await stage.settle(times=2)
    stage.forget_calls()
    pull.label("good first issue")
    await stage.settle()
    asked = set(boxes(ours(pull).body))
    assert (set(ticked(ours(pull).body)), len(stage.writes)) == (people, 0)
    assert not asked or f"{len(asked - people)} of {len(asked)} open" in summary(pull)
    await stage.close()


async def _do(stage: Stage, pull: PracticePullRequest, step: Step, number: int) -> set[str]:
    """Do one step, with or without a look afterwards; return whose box was pressed."""
    pressed: set[str] = set()
    if step in ("first", "second"):
        lines = [line for line in ours(pull).body.splitlines() if line.startswith("- [")]
        if lines:
            line = lines[0 if step == "first" else -1]
            ours(pull).tick(line[6:], bo(stage))
            pressed = set(boxes(line))
    elif step == "finding":
        pull.push({"package.json": package(b=f"^{number}.0.0")})
    elif step == "answer":
        pull.edit(body="Tidy." if number % 2 else "`left-pad` and `b` pad the invoice numbers, as the bank wants it.")
    elif step == "question":
        pull.push({"app/load.py": f"import pickle\n\n\ndef load(text):\n    return pickle.loads(text)  # {number}\n"})
    elif step == "shift":
        pull.push({"app/views.py": "import json\n" * number + VIEWS})
    elif step == "look":
        pull.label(f"look {number}")
    if step == "wait" or number % 3:
        await stage.settle()
    return pressed
