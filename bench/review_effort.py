"""How well minutes tell which pull requests will take most review: beside the lines to review alone, and all lines.

    python bench/review_effort.py AI_TEAMMATES_GIT_DIR GIT_DIR ...

AI_TEAMMATES_GIT_DIR is a clone of SAILResearch/AI_Teammates_in_SE3, which holds the reviews and comments of pull
requests that agents opened. A merged one is found in the other git directories by its number: a squash commit
"... (#N)", the merge "Merge pull request #N", or the commit that its timeline names. Review effort is the number of
reviews and comments by people other than the opener (comments that only the timeline tells count as well); tables
that the clone lacks are named. Inside each repository those with the most effort (a fifth, and at least one review) are
to be found; repositories with fewer than ten known pull requests are left out. Printed is the area under the curve
(AUC; 0.5 is chance) over all pairs of one to find and one other of the same repository, and its mean over the
repositories: for all, for the repositories in which the top fifth took three reviews or more (elsewhere one click
decides), and for the agents whose comments are all there.

With --removed, minutes are measured with other rates for removed lines. Which rate is best is then asked of the other
repositories for each repository in turn, so that no repository has a say in its own figure.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import subprocess
from collections import Counter, defaultdict
from dataclasses import replace
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
BUSY = 3
LARGEST = 4_000_000
_NUMBER = re.compile(r"\(#(\d+)\)\s*$|^Merge pull request #(\d+) ")


class Measured(NamedTuple):
    """One pull request: what it took, and what was known of it before."""

    reviews: int
    complete: bool  # whether its comments were counted as well
    minutes: float
    by_rate: tuple[float, ...]
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


class Known(NamedTuple):
    """What the data set says of a merged pull request; `commit` is empty where it does not tell."""

    reviews: int
    complete: bool
    commit: str


def effort_by_pull_request(data: Path) -> dict[tuple[str, int], Known]:
    """Return what is known, by repository and number."""
    opened: dict[str, tuple[str, int, str]] = {}
    count: Counter[str] = Counter()
    complete: set[str] = set()
    commits: dict[str, str] = {}
    for agent in AGENTS:
        own = {row["id"]: row for row in rows(data, agent, "prs") if row["merged_at"]}
        for key, row in own.items():
            opened[key] = (row["repo_url"].partition("/repos/")[2].lower(), int(row["number"]), row["user"])
        said = [(row["pr_id"], row["user"]) for row in rows(data, agent, "pr_reviews")]
        comments = [(row["pr_id"], row["user"]) for row in rows(data, agent, "pr_comments")]
        timeline = list(rows(data, agent, "pr_timelines"))
        comments = comments or [(row["pr_id"], row["actor"] or "") for row in timeline if row["event"] == "commented"]
        commits |= {row["pr_id"]: row["commit_id"] for row in timeline if row["event"] == "merged" and row["commit_id"]}
        complete |= set(own) if comments else set()
        count.update(key for key, by in (*said, *comments) if key in own and is_person(by) and by != own[key]["user"])
    return {
        (name, number): Known(count[key], key in complete, commits.get(key, ""))
        for key, (name, number, _) in opened.items()
    }


def commits_of(folder: Path) -> dict[int, str]:
    """Return the commit on the main line for each number of a pull request, the newest one."""
    found: dict[int, str] = {}
    for line in git(folder, "log", "--first-parent", "--format=%H %s", "HEAD").splitlines():
        sha, _, subject = line.partition(" ")
        if match := _NUMBER.search(subject):
            found.setdefault(int(match[1] or match[2]), sha)
    return found


def measured(folder: Path, wanted: dict[int, Known], rates: list[float]) -> list[Measured]:
    """Return what the rules say of the pull requests of one repository that its history still shows."""
    rules = compose(load(), None)
    removed = rules.effort.lines["removed"]
    tables = [
        replace(rules.effort, lines={**rules.effort.lines, "removed": replace(removed, line=rate)}) for rate in rates
    ]
    attributes = git(folder, "show", "HEAD:.gitattributes")
    commits = commits_of(folder)
    found = []
    for number, known in wanted.items():
        sha = commits.get(number, known.commit)
        diff = git(folder, "diff", "-M", "--no-color", f"{sha}~1", sha) if sha else ""
        if not diff or len(diff) > LARGEST:
            continue
        files = read_diff(diff)
        readings = read_files(files, rules.files, attributes)
        effort, *others = (measure(files, readings, table)[0] for table in (rules.effort, *tables))
        lines, by_rate = effort.lines, tuple(other.minutes for other in others)
        to_read = lines.to_review + lines.tests
        counts = (lines.to_review, to_read, to_read + lines.set_aside, len(files))
        found.append(Measured(known.reviews, known.complete, effort.minutes, by_rate, *counts))
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


def _at_rate(at: int) -> Callable[[Measured], float]:
    return lambda one: one.by_rate[at]


def held_out(groups: list[list[Measured]], rates: list[float]) -> None:
    """Print the AUC by the rate of a removed line, and that of a rate which the other repositories chose."""
    groups = [group for group in groups if usable(group)]
    table = [[auc([group], _at_rate(at)) for group in groups] for at in range(len(rates))]

    def pooled(at: int, some: list[int]) -> float:
        return sum(table[at][one][0] * table[at][one][1] for one in some) / sum(table[at][one][1] for one in some)

    everyone = list(range(len(groups)))
    for at, rate in enumerate(rates):
        print(f"{rate:>18} a removed line: AUC {pooled(at, everyone):.3f}")
    wins, chosen = 0.0, Counter[float]()
    for left_out in everyone:
        best = max(range(len(rates)), key=lambda at: pooled(at, [one for one in everyone if one != left_out]))
        chosen[rates[best]] += 1
        wins += table[best][left_out][0] * table[best][left_out][1]
    total = sum(pairs for _, pairs in table[0])
    print(f"   chosen by the other repositories: AUC {wins / total:.3f}, and chosen was {dict(chosen)}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="a git directory of SAILResearch/AI_Teammates_in_SE3")
    parser.add_argument(
        "repositories", type=Path, nargs="+", help="git directories named OWNER+NAME or in such a folder"
    )
    parser.add_argument("--removed", type=float, nargs="*", default=[], help="other minutes for a removed line")
    asked = parser.parse_args()
    csv.field_size_limit(1 << 30)
    by_repository: defaultdict[str, dict[int, Known]] = defaultdict(dict)
    for (repository, number), count in effort_by_pull_request(asked.data).items():
        by_repository[repository][number] = count
    groups = []
    for folder in asked.repositories:
        name = next((part for part in reversed(folder.resolve().parts) if "+" in part), folder.name)
        known = by_repository.get(name.replace("+", "/", 1).lower(), {})
        group = measured(folder, known, asked.removed)
        figures = (
            "  ".join(f"{auc([group], score)[0]:.2f}" for score in SCORES.values()) if usable(group) else "left out"
        )
        print(f"{name}: {len(group)} of {len(known)} merged ones found  {figures}")
        groups.append(group)
    summary("all", groups)
    busy = [group for group in groups if usable(group) and cut(group) >= BUSY]
    summary(f"where the top fifth took {BUSY} or more", busy)
    summary("with comments", [[one for one in group if one.complete] for group in groups])
    if asked.removed:
        held_out(groups, asked.removed)


if __name__ == "__main__":
    main()
