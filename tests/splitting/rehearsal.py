"""Changes for the tests of split plans: written as texts, made into diffs by git, and split with the shipped rules."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.facts.pull_request import PullRequestFacts
from bot.facts.split import chains
from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.reading.effort import measure
from bot.reading.files import read_files
from bot.shipped import load, load_split_weights
from bot.splitting.patches import patch_of
from bot.splitting.plan import plan_split
from tests.localgit.git_repositories import Clone

if TYPE_CHECKING:
    from pathlib import Path

    from bot.facts.split import SplitPlan
    from bot.policy.rules import Rules
    from bot.splitting.weights import SplitWeights

Tree = dict[str, str | bytes]
"""Contents by path: text, bytes, or one of the three kinds below."""


class Program(str):
    """The text of a file that may be run."""

    __slots__ = ()


class Link(str):
    """Where a symbolic link leads."""

    __slots__ = ()


class Module(str):
    """The commit that a submodule stands at."""

    __slots__ = ()


@cache
def rules() -> Rules:
    """Return the shipped rules."""
    return compose(load(), None)


@cache
def eager() -> SplitWeights:
    """Return the shipped weights, but calling everything tangled: what is tested is how it is split."""
    return replace(load_split_weights(), tangled_cut=0.0)


def plan(
    facts: PullRequestFacts, weights: SplitWeights | None = None, budget: int = 60, **contents: object
) -> SplitPlan:
    """Plan a change; `contents` are texts at base and head by path."""
    effort_rules = replace(
        rules().effort, sitting=replace(rules().effort.sitting, budget_minutes=budget, warn_minutes=1)
    )
    effort, readings = measure(facts.files, read_files(facts.files, rules().files, ""), effort_rules)
    return plan_split(facts, readings, effort, effort_rules, weights or eager(), contents)  # type: ignore[arg-type]


def facts_of(diff: str, **more: object) -> PullRequestFacts:
    """Return a diff as facts."""
    return PullRequestFacts(id="x", title="", body="", files=read_diff(diff), **more)  # type: ignore[arg-type]


class Change:
    """Two trees in a real repository, and the change between them."""

    def __init__(self, folder: Path, base: Tree, head: Tree) -> None:
        self.clone = Clone(folder)
        self.clone.git("config", "core.autocrlf", "false")
        self.base, self.head = (self._commit(message, tree) for message, tree in (("base", base), ("head", head)))
        self.facts = facts_of(self._diff(self.base, self.head), base_sha=self.base, head_sha=self.head)

    def _commit(self, message: str, tree: Tree) -> str:
        """Make the work tree what `tree` says, and commit it."""
        self.clone.git("rm", "-r", "-f", "--quiet", "--ignore-unmatch", ".")
        for name, content in tree.items():
            path = self.clone.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                path.symlink_to(content)
            elif isinstance(content, Module):
                path.mkdir()
                self.clone.git("update-index", "--add", "--cacheinfo", f"160000,{content},{name}")
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
                path.chmod(0o755 if isinstance(content, Program) else 0o644)
        return self.clone.commit(message, {})

    def _diff(self, one: str, other: str) -> str:
        out = self.clone.path.parent / f"{self.clone.path.name}.diff"
        self.clone.git("diff", "--no-ext-diff", "-M", "--full-index", f"--output={out}", one, other)
        return out.read_bytes().decode("utf-8", "replace")

    def rebuilt(self, found: SplitPlan) -> list[str]:
        """Return the tree at the end of each chain of parts, applied by git; then that of all parts in their order."""
        ends = [self._applied(found, chain) for chain in chains(found)]
        return [*ends, self._applied(found, tuple(part.number for part in found.parts))]

    def head_tree(self) -> str:
        """Return the tree that everything must end in."""
        return self.clone.git("rev-parse", f"{self.head}^{{tree}}")

    def _applied(self, found: SplitPlan, numbers: tuple[int, ...]) -> str:
        self.clone.git("checkout", "--quiet", "--force", "--detach", self.base)
        self.clone.git("clean", "--quiet", "-f", "-d")
        for at, number in enumerate(numbers):
            patch = self.clone.path.parent / f"{self.clone.path.name}.patch"
            patch.write_bytes(patch_of(found, self.facts.files, number, frozenset(numbers[:at])).encode())
            if patch.stat().st_size:
                self.clone.git("apply", "--index", "--whitespace=nowarn", str(patch))
            for file in found.parts[number - 1].files:
                if file.whole:
                    self._taken_whole(file.path, file.old_path)
        return self.clone.git("write-tree")

    def _taken_whole(self, path: str, old: str | None) -> None:
        kept = self.clone.git("ls-tree", self.head, "--", path)
        if old or not kept:
            self.clone.git("rm", "--quiet", "-f", "--", old or path)
        if kept:
            self.clone.git("checkout", "--quiet", self.head, "--", path)


def lines_of(found: SplitPlan) -> list[tuple[str, str, int]]:
    """Return every line of every part as (path, side, number)."""
    return [
        (file.path, side, number)
        for part in found.parts
        for file in part.files
        for side, ranges in (("+", file.added), ("-", file.removed))
        for first, last in ranges
        for number in range(first, last + 1)
    ]


def changed_lines(facts: PullRequestFacts) -> list[tuple[str, str, int]]:
    """Return every changed line of a change in the same form."""
    return [
        (file.path, line.sign, (line.new if line.sign == "+" else line.old) or 0)
        for file in facts.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.sign != " "
    ]
