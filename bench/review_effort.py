"""How well minutes tell which pull requests will take most review: beside the lines to review alone, and all lines.

    python bench/review_effort.py AI_TEAMMATES_GIT_DIR GIT_DIR ...

AI_TEAMMATES_GIT_DIR is a clone of SAILResearch/AI_Teammates_in_SE3, which holds the reviews and comments of pull
requests that agents opened. A merged one is found in the other git directories by its number: a squash commit
"... (#N)", or the merge "Merge pull request #N". Review effort is the number of reviews and comments by people other
than the opener; tables that the clone lacks are named, and the figures are given a second time without the agents whose
comments are missing. Inside each repository those with the most effort (a fifth, and at least one review) are to be
found; repositories with fewer than ten known pull requests are left out. Printed is the area under the curve (AUC;
0.5 is chance) over all pairs of one to find and one other of the same repository, and its mean over the repositories.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENTS = ("Claude_Code", "Copilot", "Cursor", "Devin", "OpenAI_Codex")
FEWEST = 10
SHARE = 0.2
LARGEST = 4_000_000
_NUMBER = re.compile(r"\(#(\d+)\)\s*$|^Merge pull request #(\d+) ")


class Measured(NamedTuple):
    """One pull request: what it took, and what was known of it before."""

    reviews: int
    complete: bool  # whether its comments were counted as well
    minutes: float
    to_review: int
    to_read: int
    all_lines: int
    files: int


def git(folder: Path, *arguments: str) -> str:
    """Return what git says, nothing where it fails."""
    done = subprocess.run(("git", "-C", str(folder), *arguments), capture_output=True, check=False)  # noqa: S603, S607
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def rows(data: Path, agent: str, table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    text = git(data, "show", f"HEAD:AIDev-pop/{agent}/{table}.csv")
    if not text:
        print(f"not in this clone: {agent}/{table}.csv")
    yield from csv.DictReader(io.StringIO(text))


def is_person(login: str) -> bool:
    """Return whether a login is no program's, as far as names tell."""
    return bool(login) and "bot" not in login.lower() and login.lower() not in {"copilot", "claude", "codex", "cursor"}


def effort_by_pull_request(data: Path) -> dict[tuple[str, int], tuple[int, bool]]:
    """Return reviews and comments of people by repository and number, and whether comments are in it."""
    opened: dict[str, tuple[str, int, str]] = {}
    complete: dict[str, bool] = {}
    count: Counter[str] = Counter()
    commented = {agent for agent in AGENTS if git(data, "show", f"HEAD:AIDev-pop/{agent}/pr_comments.csv")}
    for agent in AGENTS:
        for row in rows(data, agent, "prs"):
            if row["merged_at"]:
                opened[row["id"]] = (row["repo_url"].partition("/repos/")[2].lower(), int(row["number"]), row["user"])
                complete[row["id"]] = agent in commented
    for agent in AGENTS:
        for table in ("pr_reviews", "pr_comments"):
            for row in rows(data, agent, table):
                if row["pr_id"] in opened and is_person(row["user"]) and row["user"] != opened[row["pr_id"]][2]:
                    count[row["pr_id"]] += 1
    return {(name, number): (count[key], complete[key]) for key, (name, number, _) in opened.items()}


def measured(folder: Path, wanted: dict[int, tuple[int, bool]]) -> list[Measured]:
    """Return what the rules say of the pull requests of one repository that its history still shows."""
    rules = compose(load(), None)
    attributes = git(folder, "show", "HEAD:.gitattributes")
    found = []
    for line in git(folder, "log", "--first-parent", "--format=%H %s", "HEAD").splitlines():
        sha, _, subject = line.partition(" ")
        match = _NUMBER.search(subject)
        known = wanted.pop(int(match[1] or match[2]), None) if match else None
        diff = git(folder, "diff", "-M", "--no-color", f"{sha}~1", sha) if known else ""
        if known is None or not diff or len(diff) > LARGEST:
            continue
        files = read_diff(diff)
        readings = read_files(files, rules.files, attributes)
        effort, _ = measure(files, readings, rules.effort)
        lines = effort.lines
        to_read = lines.to_review + lines.tests
        found.append(Measured(*known, effort.minutes, lines.to_review, to_read, to_read + lines.set_aside, len(files)))
    return found


def cut(group: list[Measured]) -> int:
    """Return the effort from which on a pull request is to be found: that of the top fifth, never nothing."""
    ranked = sorted((one.reviews for one in group), reverse=True)
    at = max(1, ranked[int(len(ranked) * SHARE)])
    # Where many tie with the last of the fifth, more than a fifth would count: then those above the tie do.
    return at if sum(one >= at for one in ranked) <= 1.5 * SHARE * len(ranked) else at + 1


def auc(groups: list[list[Measured]], score: Callable[[Measured], float]) -> tuple[float, int]:
    """Return the AUC inside the groups, and over how many pairs."""
    wins, pairs = 0.0, 0
    for group in groups:
        least = cut(group)
        high = [score(one) for one in group if one.reviews >= least]
        low = [score(one) for one in group if one.reviews < least]
        wins += sum((above > below) + (above == below) / 2 for above in high for below in low)
        pairs += len(high) * len(low)
    return (wins / pairs if pairs else 0.5), pairs


SCORES: dict[str, Callable[[Measured], float]] = {
    "minutes": lambda one: one.minutes,
    "lines to review": lambda one: one.to_review,
    "lines to review and in tests": lambda one: one.to_read,
    "all changed lines": lambda one: one.all_lines,
    "files": lambda one: one.files,
}


def usable(group: list[Measured]) -> bool:
    """Return whether there are enough, and some to find."""
    return len(group) >= FEWEST and any(one.reviews >= cut(group) for one in group)


def summary(title: str, groups: list[list[Measured]]) -> None:
    """Print the AUC of every score over some repositories."""
    groups = [group for group in groups if usable(group)]
    print(f"{title}: {sum(map(len, groups))} pull requests of {len(groups)} repositories")
    for name, score in SCORES.items():
        value, pairs = auc(groups, score)
        mean = sum(auc([group], score)[0] for group in groups) / max(1, len(groups))
        print(f"{name:>30}: AUC {value:.3f} over {pairs:,} pairs, {mean:.3f} as the mean of repositories")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="a git directory of SAILResearch/AI_Teammates_in_SE3")
    parser.add_argument(
        "repositories", type=Path, nargs="+", help="git directories named OWNER+NAME or in such a folder"
    )
    asked = parser.parse_args()
    csv.field_size_limit(1 << 30)
    by_repository: defaultdict[str, dict[int, tuple[int, bool]]] = defaultdict(dict)
    for (repository, number), count in effort_by_pull_request(asked.data).items():
        by_repository[repository][number] = count
    groups = []
    for folder in asked.repositories:
        name = next((part for part in reversed(folder.resolve().parts) if "+" in part), folder.name)
        known = by_repository.get(name.replace("+", "/", 1).lower(), {})
        group = measured(folder, dict(known))
        figures = (
            "  ".join(f"{auc([group], score)[0]:.2f}" for score in SCORES.values()) if usable(group) else "left out"
        )
        print(f"{name}: {len(group)} of {len(known)} merged ones found  {figures}")
        groups.append(group)
    summary("all", groups)
    summary("with comments", [[one for one in group if one.complete] for group in groups])


if __name__ == "__main__":
    main()
