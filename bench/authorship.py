"""How well authorship is told on real histories: who is found without the opener, and who is accused wrongly.

    python bench/authorship.py GIT_DIR ... [--data AI_TEAMMATES_GIT_DIR] [--people-until 2022-06-01]

*Found*: pull requests that an agent's app opened, with the opener withheld. Which those are is read from what an
author cannot forge: the squash commit of the default branch, made by GitHub in the opener's name, and, with `--data`, a
clone of SAILResearch/AI_Teammates_in_SE3, which lists openers, titles and descriptions. The commits are those of
`refs/pull/N/head` that the default branch lacks; where there are none, it is not counted. Given are how many are named
(as `agent`, or as `assisted` by the tool), how many of them as `agent`, and on how many each channel speaks.

*Alarms*: each commit of every ref written before the date is judged as a pull request of its own. Nothing but `unknown`
and `automation` may come of it. `now` repeats that as if each were written today, so that no validity date helps.
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

from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.judgement.authorship import judge_authorship
from bot.policy.compose import compose
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.policy.agents import Agent, AgentRules

TABLES = ("Claude_Code", "Copilot", "Cursor", "Devin", "OpenAI_Codex")
GITHUB = "noreply@github.com"
TODAY = "2026-08-01T00:00:00Z"
MOST_COMMITS = 250
COUNTED = ("all", "told", "as agent")
_FORM = "%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%ce%x1f%cI%x1f%B%x1e"
_NUMBER = re.compile(r"\(#(\d+)\)\s*$")
_NOREPLY = re.compile(r"^(\d+)\+.*@users\.noreply\.github\.com$")


class Opened(NamedTuple):
    """A pull request that an agent's app opened."""

    tool: str
    title: str
    body: str


def git(folder: Path, *arguments: str) -> str:
    """Return what git says, nothing where it fails."""
    done = subprocess.run(("git", "-C", str(folder), *arguments), capture_output=True, check=False)  # noqa: S603, S607
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def commits(folder: Path, *selection: str) -> Iterator[Commit]:
    """Yield commits."""
    for record in git(folder, "log", f"--format={_FORM}", *selection).split("\x1e"):
        part = record.strip("\n").split("\x1f")
        if len(part) == _FORM.count("%x1f") + 1:
            sha, parents, name, address, at, by_name, by_address, by_at, message = part
            yield Commit(
                sha,
                message,
                Signature(name, address, at),
                Signature(by_name, by_address, by_at),
                parents=len(parents.split()),
            )


def apps(rules: AgentRules) -> dict[str, Agent]:
    """Return the agents by the login and by the id of each of their accounts."""
    agents = [agent for agent in rules.agents if agent.kind == "agent"]
    by_login = {account.login.lower(): agent for agent in agents for account in agent.accounts}
    return by_login | {str(account.id): agent for agent in agents for account in agent.accounts if account.id}


def from_history(folder: Path, known: dict[str, Agent]) -> dict[int, Opened]:
    """Return what GitHub squashed in the name of an agent's account."""
    found = {}
    for commit in commits(folder, "--first-parent", "--since=2024-06-01", "HEAD"):
        title, _, body = commit.message.partition("\n")
        number, account = _NUMBER.search(title), _NOREPLY.match(commit.author.email)
        if number and account and commit.committer.email == GITHUB and account[1] in known:
            found[int(number[1])] = Opened(known[account[1]].name, title[: number.start()].strip(), body.strip())
    return found


def from_data(data: Path, known: dict[str, Agent]) -> dict[str, dict[int, Opened]]:
    """Return what agents' accounts opened, by repository."""
    csv.field_size_limit(1 << 30)
    found: defaultdict[str, dict[int, Opened]] = defaultdict(dict)
    for table in TABLES:
        for row in csv.DictReader(io.StringIO(git(data, "show", f"HEAD:AIDev-pop/{table}/prs.csv"))):
            if agent := known.get(row["user"].lower()):
                repository = row["repo_url"].partition("/repos/")[2].lower()
                found[repository][int(row["number"])] = Opened(agent.name, row["title"], row["body"])
    return found


def own(folder: Path, number: int) -> tuple[Commit, ...]:
    """Return the commits of a pull request that its ref still shows; the default branch's are not among them."""
    head = git(folder, "rev-parse", "-q", "--verify", f"refs/pull/{number}/head").strip()
    found = tuple(commits(folder, f"--max-count={MOST_COMMITS}", head, "^HEAD")) if head else ()
    return tuple(reversed(found))


def named(folder: Path, opened: dict[int, Opened], rules: AgentRules, *, missed: bool) -> Counter[tuple[str, str]]:
    """Return, for each tool, how many there are, how many are named, and on how many each channel speaks."""
    counts: Counter[tuple[str, str]] = Counter()
    for number, one in sorted(opened.items()):
        if not (mine := own(folder, number)):
            continue
        facts = PullRequestFacts(str(number), one.title, one.body, (), Account(""), commits=mine, number=number)
        verdict = judge_authorship(facts, rules)
        counts[one.tool, "all"] += 1
        told = verdict.outcome in ("agent", "assisted") and verdict.agent == one.tool
        counts[one.tool, "told"] += told
        counts[one.tool, "as agent"] += told and verdict.outcome == "agent"
        counts.update((one.tool, channel) for channel in {sign.channel for sign in verdict.evidence})
        if missed and not told:
            print(f"   missed {folder} #{number} {one.tool}: {verdict.outcome} {verdict.agent}")
    return counts


def alarms(folder: Path, until: str, rules: AgentRules) -> tuple[int, int, int]:
    """Return commits of people before the date, and how many are called an agent's: as they are, and as if of today."""
    seen = then = now = 0
    for commit in commits(folder, "--all", f"--until={until}"):
        if commit.author.date[:10] >= until or commit.committer.date[:10] >= until or commit.parents > 1:
            continue
        title, _, body = commit.message.partition("\n")
        seen += 1
        for today in (False, True):
            dated = as_of_today(commit) if today else commit
            facts = PullRequestFacts("1", title, body, (), Account(commit.author.name), commits=(dated,))
            if judge_authorship(facts, rules).outcome not in ("unknown", "automation"):
                print(f"   alarm {folder} {commit.sha[:10]} {'now' if today else 'then'}: {title[:80]}")
                then, now = then + (not today), now + today
    return seen, then, now


def as_of_today(commit: Commit) -> Commit:
    """Return a commit as if it had been written when every rule holds."""
    author = Signature(commit.author.name, commit.author.email, TODAY)
    committer = Signature(commit.committer.name, commit.committer.email, TODAY)
    return Commit(commit.sha, commit.message, author, committer, parents=commit.parents)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", type=Path, nargs="+", help="git directories, in folders named OWNER+NAME")
    parser.add_argument("--data", type=Path, help="a git directory of SAILResearch/AI_Teammates_in_SE3")
    parser.add_argument("--people-until", metavar="DATE", help="also look for alarms on commits before this date")
    parser.add_argument("--missed", action="store_true", help="name what was not told")
    asked = parser.parse_args()
    rules = compose(load(), None).agents
    known = apps(rules)
    listed = from_data(asked.data, known) if asked.data else {}
    total: Counter[tuple[str, str]] = Counter()
    people = [0, 0, 0]
    for folder in asked.repositories:
        name = next((part for part in reversed(folder.resolve().parts) if "+" in part), folder.name)
        opened = from_history(folder, known) | listed.get(name.replace("+", "/", 1).lower(), {})
        one = named(folder, opened, rules, missed=asked.missed)
        total += one
        words = f"{name}: {tally(one, 'told')} of {tally(one, 'all')} named"
        if asked.people_until:
            found = alarms(folder, asked.people_until, rules)
            people = [before + more for before, more in zip(people, found, strict=True)]
            words += f"; {found[0]:,} commits of people, {found[1]} alarms, {found[2]} as if of today"
        print(words, flush=True)
    for tool in sorted({tool for tool, _ in total}):
        channels = {what: count for (of, what), count in total.items() if of == tool and what not in COUNTED}
        spoken = ", ".join(f"{what} {count}" for what, count in sorted(channels.items(), key=lambda item: -item[1]))
        counts = f"{total[tool, 'told']:5} of {total[tool, 'all']:5} named, {total[tool, 'as agent']:5} as agent"
        print(f"{tool:>28}: {counts}  {spoken}")
    everything = tally(total, "all")
    print(f"all: {tally(total, 'told')} of {everything} named, {100 * tally(total, 'told') / max(1, everything):.1f} %")
    print(f"people: {people[0]:,} commits, {people[1]} alarms, {people[2]} as if of today")


def tally(counts: Counter[tuple[str, str]], what: str) -> int:
    """Return a sum over all tools."""
    return sum(count for (_, kind), count in counts.items() if kind == what)


if __name__ == "__main__":
    main()
