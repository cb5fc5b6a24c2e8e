"""How long reading a change takes: `python bench/reading.py` prints one line for each size."""

from __future__ import annotations

import time

from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.shipped import load

SIZES = ((12, 400), (50, 1_000), (250, 5_000), (1_000, 20_000), (3_000, 80_000))


def diff(files: int, lines: int) -> str:
    """Return a git diff of `files` files with `lines` changed lines in all, two added to one removed, with context."""
    each = lines // files
    sections = []
    for number in range(files):
        path = f"packages/module{number % 37}/src/part{number}.py"
        body = ["".join(f" context {number} {step}\n" for step in range(3))]
        for step in range(each):
            sign = "-" if step % 3 == 0 else "+"
            body.append(f"{sign}    value_{number}_{step} = compute(argument_{step}, other={number})\n")
        removed = sum(step % 3 == 0 for step in range(each))
        header = f"@@ -1,{3 + removed} +1,{3 + each - removed} @@\n"
        sections.append(
            f"diff --git a/{path} b/{path}\nindex 1..2 100644\n--- a/{path}\n+++ b/{path}\n{header}{''.join(body)}"
        )
    return "".join(sections)


def main() -> None:
    """Print the best of five runs, in milliseconds, for each station."""
    started = time.perf_counter()
    rules = compose(load(), None)
    print(f"rules: {(time.perf_counter() - started) * 1e3:.0f} ms")
    for files, lines in SIZES:
        text = diff(files, lines)
        best = [float("inf")] * 3
        for _ in range(5):
            times = [time.perf_counter()]
            changes = read_diff(text)
            times.append(time.perf_counter())
            readings = read_files(changes, rules.files, "*.pb.go linguist-generated\n")
            times.append(time.perf_counter())
            measure(changes, readings, rules.effort)
            times.append(time.perf_counter())
            best = [min(one, after - before) for one, before, after in zip(best, times, times[1:], strict=False)]
        shown = ", ".join(
            f"{name} {took * 1e3:.1f}" for name, took in zip(("diff", "kinds", "effort"), best, strict=True)
        )
        print(f"{lines:,} lines in {files:,} files: {sum(best) * 1e3:.1f} ms ({shown})")


if __name__ == "__main__":
    main()
