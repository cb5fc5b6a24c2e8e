"""Whether the states between the parts stand: `python bench/split_states.py GIT_DIR COMPOSITES.jsonl`.

Each line of the composites is a pull request {"id", "base", "head", "diff"} whose commits GIT_DIR holds. Git applies
every plan that is shown, part by part, and every chain of parts alone. Of each state that is neither base nor head the
Python files that changed are parsed and searched for undefined names (ruff's F821); what base and head have too is not
counted. `gofmt` reads the Go files where it is at hand.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.bundle import read_bundle
from bot.cli.exits import Refused
from bot.cli.split import plan
from bot.cli.split_git_proof import built, prove_with_git
from bot.localgit import open_repository
from bot.policy.compose import compose
from bot.shipped import load, load_split_weights

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan

Findings = Counter[tuple[str, str, str]]
"""How often a file has a finding, as (path, rule, what it says without line numbers)."""


def main() -> None:
    """Print counts of plans, states, and what is new in them."""
    directory, composites = sys.argv[1:3]
    rules, weights = compose(load(), None), load_split_weights()
    counts: Counter[str] = Counter()
    for line in Path(composites).read_text("utf-8").splitlines():
        facts = read_bundle(json.loads(line))
        found = plan(facts, rules, weights, {})
        if not found.parts:
            continue
        counts["plans"] += 1
        try:
            prove_with_git(directory, found, facts)
        except Refused as refused:
            counts["plans that git does not build"] += 1
            print(facts.id, refused)
            continue
        judge(directory, found, facts, counts)
    print(json.dumps(counts, indent=1))


def judge(directory: str, found: SplitPlan, facts: PullRequestFacts, counts: Counter[str]) -> None:
    """Count what is new in the states of one plan."""
    numbers = tuple(part.number for part in found.parts)
    with open_repository(directory) as repository, tempfile.TemporaryDirectory() as folder:
        trees = [built(repository, found, facts, numbers[:at]) for at in range(len(numbers) + 1)]
        paths = [file.path for file in facts.files] + [file.old_path for file in facts.files if file.old_path]
        read = []
        for at, tree in enumerate(trees):
            place = Path(folder) / str(at)
            for path in sorted(set(paths)):
                if path.endswith((".py", ".go")) and repository.git.run("ls-tree", tree, "--", path):
                    (place / path).parent.mkdir(parents=True, exist_ok=True)
                    (place / path).write_bytes(repository.git.run("show", f"{tree}:{path}"))
            place.mkdir(exist_ok=True)
            read.append(python(place) + go(place))
    for state in read[1:-1]:
        counts["states"] += 1
        new = state - (read[0] | read[-1])
        if any(rule == "syntax" for _, rule, _ in new):
            counts["with a new syntax error"] += 1
            print(facts.id, *new)
        if any(rule == "undefined" for _, rule, _ in new):
            counts["with a newly undefined name"] += 1
            print(facts.id, *new)


def python(state: Path) -> Findings:
    """Return what ruff says of the Python files of a state."""
    command = [
        sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "F821",
        "--output-format", "json", "--quiet", "--target-version", "py313", str(state),
    ]  # fmt: skip
    out = subprocess.run(command, capture_output=True, check=False, text=True).stdout  # noqa: S603 - our own words
    return Counter(
        (
            str(Path(one["filename"]).relative_to(state.resolve())),
            "undefined" if one["code"] == "F821" else "syntax",
            one["message"],
        )
        for one in json.loads(out or "[]")
    )


def go(state: Path) -> Findings:
    """Return which Go files of a state gofmt cannot read."""
    program = shutil.which("gofmt")
    if not program:
        return Counter()
    files = sorted(state.rglob("*.go"))
    return Counter(
        (str(file.relative_to(state)), "syntax", "gofmt cannot read it")
        for file in files
        if subprocess.run([program, "-e", str(file)], capture_output=True, check=False).returncode  # noqa: S603 - our own words
    )


if __name__ == "__main__":
    main()
