"""What judging a change costs: time and memory for 100 to 80,000 changed lines, and whether it grows with the lines.

    python bench/judge.py [--runs 5]

Each size is judged in a process of its own, from the text of the diff to the verdict. `first` is the first judgement
of a process that has its rules; p50 is the median of the warm ones after it. Memory is the most that the process held;
what the interpreter, the program and the rules take alone is printed first. `ratio` is the time for each line beside
that of the size before: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from statistics import median

SIZES = ((4, 100), (12, 400), (50, 1_000), (250, 5_000), (1_000, 20_000), (3_000, 80_000))
_FOLDERS = ("api", "billing", "core", "login", "search", "storage", "web")


def diff(files: int, lines: int) -> str:
    """Return a git diff of ordinary shape: source, tests and configuration; new code, edits, imports, comments."""
    each, more = divmod(lines, files)
    return "".join(_file(number, each + (number < more)) for number in range(files))


def _file(number: int, lines: int) -> str:
    folder = _FOLDERS[number % len(_FOLDERS)]
    path = (
        f"{folder}/src/part{number}.py", f"{folder}/src/part{number}.ts", f"{folder}/tests/test_part{number}.py",
        f"{folder}/config/part{number}.yml",
    )[number % 4]  # fmt: skip
    body = [" import os", " ", f" def part{number}():"]
    for step in range(lines):
        sign = "-" if step % 3 == 0 else "+"
        body.append(f"{sign}{_line(number, step)}")
    body += ["     return nothing", " ", " # the end"]
    removed = sum(step % 3 == 0 for step in range(lines))
    header = f"@@ -1,{6 + removed} +1,{6 + lines - removed} @@"
    return "\n".join(
        [f"diff --git a/{path} b/{path}", "index 1..2 100644", f"--- a/{path}", f"+++ b/{path}", header, *body, ""]
    )


def _line(number: int, step: int) -> str:
    return (
        f"    value_{step} = compute(argument_{step}, other={number})",
        f"    value_{step} = compute(argument_{step}, context, other={number})",
        f"import module_{number}_{step}",
        f"    # step {step} of {number} follows from what stands above",
        f"    if password_{step} and token.verify(user_{number}):",
        f"        self.assertEqual({step}, result[{number}])",
        "",
    )[step % 7]


def measure(files: int, lines: int, runs: int) -> None:
    """Judge one size in this process; print the first time, the median of the others, and the memory."""
    from bot.facts.people import Account  # noqa: PLC0415 - what is imported here is measured here
    from bot.facts.pull_request import PullRequestFacts  # noqa: PLC0415
    from bot.judgement.verdict import judge_pull_request  # noqa: PLC0415
    from bot.policy.compose import compose  # noqa: PLC0415
    from bot.reading.diff import read_diff  # noqa: PLC0415
    from bot.shipped import load  # noqa: PLC0415

    rules = compose(load(), None)
    text = diff(files, lines)
    times = []
    for _ in range(runs + 1 if lines else 0):
        began = time.perf_counter()
        body = "Parts, because they were missing."
        facts = PullRequestFacts("1", "Add parts", body, read_diff(text), Account("ada", 1), number=1)
        verdict = judge_pull_request(facts, rules)
        times.append(time.perf_counter() - began)
        counted = verdict.effort.lines
        assert counted.to_review + counted.tests + counted.set_aside == lines
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    print(*(f"{value:.6f}" for value in (times[0] if times else 0, median(times[1:]) if times[1:] else 0, held)))


def in_a_child(files: int, lines: int, runs: int) -> tuple[float, float, float]:
    """Return what `measure` prints, measured in a process of its own."""
    command = (sys.executable, __file__, "--runs", str(runs), "--measure", str(files), str(lines))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    first, warm, held = map(float, said.split())
    return first, warm, held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="warm judgements of each size")
    parser.add_argument("--measure", type=int, nargs=2, metavar=("FILES", "LINES"), help="one size, in this process")
    asked = parser.parse_args()
    if asked.measure:
        files, lines = asked.measure
        measure(files, lines, asked.runs)
        return
    print(f"the program and its rules alone: {in_a_child(1, 0, 0)[2]:.0f} MB")
    print(f"{'lines':>7} {'files':>6} {'first':>10} {'p50':>10} {'a line':>9} {'memory':>8} {'ratio':>6}")
    before = 0.0
    for files, lines in SIZES:
        first, warm, held = in_a_child(files, lines, asked.runs)
        each = warm / lines
        ratio = f"{each / before:.2f}" if before else ""
        shown = f"{lines:>7,} {files:>6,} {first * 1e3:>7.1f} ms {warm * 1e3:>7.1f} ms {each * 1e6:>6.1f} us"
        print(f"{shown} {held:>5.0f} MB {ratio:>6}", flush=True)
        before = each


if __name__ == "__main__":
    main()
