"""How long a split plan takes: `python bench/split.py` prints one line for each size."""

from __future__ import annotations

import resource
import time

from bot.facts.pull_request import PullRequestFacts
from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.shipped import load, load_split_weights
from bot.splitting.plan import plan_split
from bot.splitting.study import study

SIZES = ((5, 2, 5), (20, 3, 6), (40, 5, 6), (300, 4, 5), (3_000, 2, 4))
"""Files, hunks a file, and lines a hunk."""


def diff(files: int, hunks: int, lines: int) -> str:
    """Return a git diff in which groups of files share names, as concerns do."""
    sections = []
    for number in range(files):
        concern = number % 7
        path = f"packages/area{concern}/src/module{number}.py"
        body = []
        grown = 0
        for hunk in range(hunks):
            at = 1 + hunk * 60
            added = "".join(
                f"+    result_{number}_{hunk}_{step} = concern_{concern}_helper(value_{number}, step_{step % 3})\n"
                for step in range(lines - 1)
            )
            body.append(
                f"@@ -{at},7 +{at + grown},{6 + lines - 1} @@ def function_{number}_{hunk}(self):\n a\n b\n c\n"
                f"-    old_{number}_{hunk} = 1\n{added} d\n e\n f\n"
            )
            grown += lines - 2
        sections.append(f"diff --git a/{path} b/{path}\nindex 1..2 100644\n--- a/{path}\n+++ b/{path}\n{''.join(body)}")
    return "".join(sections)


def main() -> None:
    """Print the best of three runs for each size, and the most memory that was taken."""
    rules, weights = compose(load(), None), load_split_weights()
    for files, hunks, lines in SIZES:
        facts = PullRequestFacts(id="x", title="", body="", files=read_diff(diff(files, hunks, lines)))
        effort, readings = measure(facts.files, read_files(facts.files, rules.files, ""), rules.effort)
        thought = whole = float("inf")
        parts = 0
        for _ in range(3 if files < 1_000 else 1):
            start = time.perf_counter()
            study(facts.files, readings, weights)
            thought = min(thought, time.perf_counter() - start)
            start = time.perf_counter()
            plan = plan_split(facts, readings, effort, rules.effort, weights)
            whole = min(whole, time.perf_counter() - start)
            parts = len(plan.parts)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{files:,} files, {files * hunks:,} hunks: compared in {thought * 1e3:,.0f} ms, "
            f"with parts and proof {whole * 1e3:,.0f} ms ({parts} parts; {most} MB at most)"
        )


if __name__ == "__main__":
    main()
