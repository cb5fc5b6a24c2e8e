"""The script that builds the branches, run for real: by bash and zsh, on real repositories, and undone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.facts.repository import Repository
from bot.facts.split import SplitFile, SplitPart, SplitPlan
from bot.messages.split_script import NO_SCRIPT, split_script
from tests.messages.build import FACTS
from tests.messages.hostile import foreign
from tests.splitting.rehearsal import Change, facts_of, plan
from tests.splitting.test_properties import changes

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from tests.splitting.rehearsal import Tree

SHELLS = ("bash", *(["zsh"] if shutil.which("zsh") else []))
HOME = Repository(1, "acme", "shop")
PLAN = SplitPlan("x", "too_large", 0.0, tangled=False, too_large=True, minutes=90, budget_minutes=60)


def text(word: str, count: int, *changed: int) -> str:
    """Return lines about one thing, some of them changed."""
    return "".join(f"{word}_{at} = {'new' if at in changed else 'old'}_{word}({at})\n" for at in range(count))


BASE: Tree = {
    "it's here/@acme/=till.py": text("till", 60),
    "shop/cart.py": text("cart", 90),
    "old name.py": text("moved", 30),
    "gone.py": text("gone", 9),
    "logo.png": b"\0\1",
}
HEAD: Tree = {
    "it's here/@acme/=till.py": text("till", 60, 3, 30, 31, 55).rstrip("\n"),
    "shop/cart.py": text("cart", 90, 0, 40, 88) + text("basket", 40),
    "new name.py": text("moved", 30, 2, 28),
    "logo.png": b"\0\2",
    "docs/cart.md": "The cart.\n" * 30,
}


def run(change: Change, script: str, *words: str, shell: str = "bash", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a person would who saved it beside the repository."""
    file = change.clone.path.parent / "split.sh"
    file.write_text(script, "utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(change.clone.path.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(  # noqa: S603 - our own script
        [shell, str(file), *words], cwd=change.clone.path, env=environment | more, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def trees(change: Change, found: SplitPlan) -> list[str]:
    """Return the tree of the last branch of each chain, in the order of the chains."""
    names = change.clone.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split()
    ends = [name for name in names if not any(is_below(change, name, other) for other in names)]
    ends.sort(key=lambda name: int(name.split("/")[1].partition("-")[0]))
    assert len(names) == len(found.parts)
    return [change.clone.git("rev-parse", f"{name}^{{tree}}") for name in ends]


def is_below(change: Change, name: str, other: str) -> bool:
    """Return whether a branch is one that another builds on."""
    ours, base = change.clone.git("rev-parse", name), change.clone.git("merge-base", name, other)
    return name != other and ours == base


def prepared(folder: Path, base: Tree = BASE, head: Tree = HEAD) -> Change:
    """Return a change in a repository in which somebody can commit."""
    change = Change(folder / "repo", base, head)
    for key, value in (("user.name", "Ana"), ("user.email", "ana@example.com")):
        change.clone.git("config", key, value)
    return change


@pytest.mark.parametrize("shell", SHELLS)
def test_the_branches_hold_what_git_apply_makes_of_the_patches(tmp_path: Path, shell: str) -> None:
    """Files in several parts, renamed, deleted, binary, open at the end, and with names that shells trip over."""
    change = prepared(tmp_path)
    found = plan(change.facts, budget=4)
    ran = run(change, split_script(found, change.facts, pinned=True)[0], shell=shell)
    assert (0, sorted(change.rebuilt(found)[:-1])) == (ran.returncode, sorted(trees(change, found))), ran.stderr


def test_files_that_take_each_others_names_and_copies_are_built(tmp_path: Path) -> None:
    """A diff may say that `a` became `b` and `b` became `a`, as `git diff -B -C` does: no name is lost on the way."""
    base: Tree = {"a.py": text("a", 90), "b.py": text("b", 90)}
    head: Tree = {"a.py": text("b", 90, 2, 80), "b.py": text("a", 90, 5, 70), "c.py": text("a", 90, 1, 88)}
    change = prepared(tmp_path, base, head | {"till.py": text("till", 300)})
    diff = change.clone.git("diff", "-B", "-C", "--find-copies-harder", change.base, change.head) + "\n"
    facts = facts_of(diff, base_sha=change.base, head_sha=change.head)
    assert {"added", "copied", "renamed"} == {file.status for file in facts.files}
    found = plan(facts, budget=4)
    ran = run(change, split_script(found, facts, pinned=True)[0])
    assert (0, len(found.parts)) == (ran.returncode, len(ran.stderr.split("built ")) - 1), ran.stderr


@settings(max_examples=12, deadline=None)
@given(changes())
def test_any_change_is_built_as_git_apply_builds_it(drawn: tuple[Tree, Tree]) -> None:
    """Random edits of random files: the script and `git apply` agree on every chain of parts."""
    with tempfile.TemporaryDirectory() as folder:
        change = prepared(Path(folder), *drawn)
        found = plan(change.facts, budget=3)
        if found.parts:
            ran = run(change, split_script(found, change.facts, pinned=True)[0])
            assert (0, sorted(change.rebuilt(found)[:-1])) == (ran.returncode, sorted(trees(change, found))), ran.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_undo_leaves_the_repository_as_it_was(tmp_path: Path, shell: str) -> None:
    """Branches, index, work tree and the branch one is on: all as before."""
    change = prepared(tmp_path)
    script, _ = split_script(plan(change.facts, budget=4), change.facts, pinned=True)
    before = change.clone.git("for-each-ref"), change.clone.git("status", "--porcelain=v2", "--branch")
    run(change, script, shell=shell)
    run(change, script, "undo", shell=shell)
    assert before == (change.clone.git("for-each-ref"), change.clone.git("status", "--porcelain=v2", "--branch"))


def published(change: Change, tmp_path: Path) -> tuple[PullRequestFacts, str]:
    """Put the head of the change where GitHub keeps that of pull request 7, and only there; return both."""
    hosted = tmp_path / "hosted.git"
    change.clone.git("clone", "-q", "--bare", str(change.clone.path), str(hosted))
    change.clone.git("push", "-q", str(hosted), f"{change.head}:refs/pull/7/head", f"+{change.base}:refs/heads/main")
    return replace(change.facts, number=7, repository=HOME, base_ref="main", base_sha="", head_sha=""), str(hosted)


def test_the_head_is_fetched_from_the_pull_request(tmp_path: Path) -> None:
    """A reviewer's clone that has never seen the branch can build the parts, too."""
    change = prepared(tmp_path)
    found = plan(change.facts, budget=4)
    facts, hosted = published(change, tmp_path)
    change.clone.git("checkout", "-q", "--detach", change.base)
    ran = run(change, split_script(found, facts, pinned=False)[0], ONESITTING_REMOTE=hosted)
    assert (0, len(found.parts)) == (ran.returncode, len(ran.stderr.split("built ")) - 1), ran.stderr


def test_a_pull_request_that_moved_on_is_refused(tmp_path: Path) -> None:
    """Another push since the plan was made: nothing is built, and the person is sent to the newer plan."""
    change = prepared(tmp_path)
    found = plan(change.facts, budget=4)
    facts, hosted = published(change, tmp_path)
    moved = change.clone.commit("more", {"shop/more.py": "more = 1\n"})
    change.clone.git("push", "-q", hosted, f"{moved}:refs/pull/7/head")
    ran = run(change, split_script(found, facts, pinned=False)[0], ONESITTING_REMOTE=hosted)
    assert (3, True) == (ran.returncode, "has changed since" in ran.stderr)
    assert "" == change.clone.git("for-each-ref", "refs/heads/split")


def test_a_branch_of_that_name_is_not_touched(tmp_path: Path) -> None:
    """Found before anything is made."""
    change = prepared(tmp_path)
    script, _ = split_script(plan(change.facts, budget=4), change.facts, pinned=True)
    run(change, script)
    name = change.clone.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split()[-1]
    run(change, script, "undo")
    change.clone.git("branch", name, change.base)
    ran = run(change, script)
    assert (2, [name]) == (
        ran.returncode, change.clone.git("for-each-ref", "--format=%(refname:short)", "refs/heads/split").split(),
    )  # fmt: skip


@given(foreign, foreign)
def test_what_is_foreign_is_one_word_or_there_is_no_script(title: str, path: str) -> None:
    """No `@` that could call a person, and nothing outside quotes, whatever a title or a path says."""
    part = SplitPart(1, title, (SplitFile(path, ((1, 2),)),), 2, 0, 1.0)
    script, why_not = split_script(replace(PLAN, parts=(part,)), FACTS, pinned=True)
    assert (script, why_not) == ("", NO_SCRIPT) or ("@" not in script.split("plan() {")[1].split("branches() {")[0])
