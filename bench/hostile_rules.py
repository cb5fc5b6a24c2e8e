"""Time and memory that hostile settings cost: `python bench/hostile_rules.py`. Bars: 100 ms and 20 MB for each, 1 s for
a change that hostile patterns are tried on.

Each is read and laid on the shipped rules in a process of its own, whose highest memory is compared with what it had.
"""

from __future__ import annotations

import os
import random
import resource
import time
from typing import TYPE_CHECKING

from bot.facts.errors import RuleError
from bot.facts.pull_request import PullRequestFacts
from bot.facts.rule_text import RuleText
from bot.judgement.own_work import MOST_WORK, own_size
from bot.judgement.proposal import propose
from bot.judgement.verdict import judge_pull_request
from bot.policy.compose import compose
from bot.policy.decode import MAX_OWN_SIZE
from bot.policy.yaml_tree import read_rule_text, read_yaml
from bot.reading.diff import read_diff
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = load()
SOURCE = ".github/onesitting.yml"
HOTSPOT = (
    '{{id: h{0}, title: t, risk: 5, level: act, says: "{{what}} is", asks: "{{what}}", check: "c?", words: [x], '
    'watch: [{{lines: ["{1}"]}}]}}'
)
BLOWN = ("(?P<name>[ab]*a[ab]{40})", "(a|b)*a(a|b){20}", "(a?){200}(b?){200}c")
"""Patterns that leave RE2 no small automaton."""


def bomb() -> str:
    """Return aliases that would unfold to a billion words."""
    lines = [f"{after}: &{after} [*{before},*{before}]" for before, after in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(["a: &a [x,x]", *lines])


TEXTS: dict[str, str] = {
    "alias bomb": bomb(),
    "cyclic alias": "a: &a [*a]",
    "20,000 levels": "[" * 20_000,
    "20,000 open mappings": "{a: " * 20_000,
    "duplicate keys": "mode: comment\n" * 9_000,
    "number of 5,000 digits": f"sitting: {{budget_minutes: {'9' * 5_000}}}",
    "tab": "mode:\n\tcomment",
    "byte-order mark": "\ufeffmode: comment\n",
    "NUL": "mode: com\0ment",
    "the word NO": "mode: NO",
    "a pattern that backtracks": "files: {id: a, kind: data, reason: r, first_lines: ['(a+)+$']}",
    "10,000 rules": "signals:\n" + "".join(f"  r{number}: block\n" for number in range(10_000)),
    "6,000 rules, all unknown": "signals:\n" + "".join(f"  too_larg{number}: block\n" for number in range(6_000)),
    "2,000 kinds of files": "files:\n"
    + "".join(f"- {{id: a{n}, kind: data, reason: r, paths: '**/{n}'}}\n" for n in range(2_000)),
    "1,900 patterns": "files:\n- {id: a, kind: data, reason: r, first_lines: ["
    + ", ".join(f"a{n}" for n in range(1_900))
    + "]}",
    "2 MB": "# " + "x" * 2_000_000,
    "128 KiB of commas": "[" + "," * 131_000 + "]",
    "128 KiB in one key": "a" * 131_000 + ": 1",
    "128 KiB of quotes": "'" * 131_000,
}


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds of processor time and the megabytes that some work takes, in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        work()
        took, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        os.write(write, f"{1000 * took} {(after - before) / 1024}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    milliseconds, megabytes = os.read(read, 100).decode().split()
    return float(milliseconds), float(megabytes)


def told(text: RuleText) -> str:
    """Return the first thing that is wrong with a text."""
    problems = propose(SHIPPED, text).problems
    return f"{len(problems)}: {str(problems[0])[:70]}" if problems else "read"


def changed_lines(pattern: str) -> tuple[PullRequestFacts, int, str]:
    """Return the largest change that hostile patterns at the bound are tried on, their size, and their settings."""
    one = own_size(compose(SHIPPED, read_yaml(f"hotspots: [{HOTSPOT.format(0, pattern)}]", SOURCE)).repository)
    entries = [HOTSPOT.format(number, pattern) for number in range(MAX_OWN_SIZE // one)]
    text, size = f"mode: comment\nhotspots: [{', '.join(entries)}]", one * len(entries)
    lines = (MOST_WORK // size) // 51 - 1
    chance = random.Random(1)  # noqa: S311 - a benchmark
    diff = "".join(f"+{''.join(chance.choice('ab') for _ in range(50))}\n" for _ in range(lines))
    files = read_diff(f"--- /dev/null\n+++ b/a.py\n@@ -0,0 +1,{lines} @@\n{diff}")
    return PullRequestFacts("1", "", "", files), size, text


def main() -> None:
    """Print a row for each."""
    compose(SHIPPED, None)
    print(f"{'settings':32} {'ms':>8} {'MB':>6}  first problem")
    texts = {name: RuleText(SOURCE, text, "") for name, text in TEXTS.items()}
    texts |= {what: RuleText(SOURCE, "", "", instead=what) for what in ("a folder", "a symbolic link", "a submodule")}
    worst = [0.0, 0.0]
    for name, text in texts.items():
        took, used = measured(lambda text=text: told(text))  # type: ignore[misc]
        worst = [max(worst[0], took), max(worst[1], used)]
        print(f"{name:32} {took:8.1f} {used:6.1f}  {told(text)}")
    print(f"{'worst':32} {worst[0]:8.1f} {worst[1]:6.1f}")
    print(f"\n{'patterns':32} {'ms':>8} {'MB':>6}  size, characters")
    for pattern in BLOWN:
        facts, size, written = changed_lines(pattern)
        try:
            rules = compose(SHIPPED, read_rule_text(RuleText(SOURCE, written, "")))
        except RuleError as error:
            print(f"{pattern:32} refused: {error.problems[0].says}")
            continue
        took, used = measured(lambda facts=facts, rules=rules: judge_pull_request(facts, rules))  # type: ignore[misc]
        print(f"{pattern:32} {took:8.1f} {used:6.1f}  {size:,}, {MOST_WORK // size:,}")


if __name__ == "__main__":
    main()
