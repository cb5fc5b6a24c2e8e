"""How many changes that a parser finds are hotspots: `python bench/hotspot_recall.py REPOSITORY... [--last 300]`.

An oracle that shares nothing with rules/hotspots.yml reads each manifest before and after a change with a parser, the
Python tests with `ast`, and workflows and migrations by their path; then the hotspots of the same change are held
against it. A Go module that only stops being `// indirect` was there before, and so was one that moves to its next
major version; a test that gets another name is not lost. What this Python cannot parse is left out, and on both sides
fixtures and samples (`aside:`) and what is vendored. Each repository is a local clone; nothing of it is run.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from manifest_parsers import MAJOR, go, go_modules, parser_of, plain

from bot.facts.pull_request import PullRequestFacts
from bot.judgement.verdict import look
from bot.localgit import GitFailed, diff_between, open_repository, read_file, recent_changes
from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.facts.change import FileChange
    from bot.judgement.hotspots import Hotspot
    from bot.localgit import LocalRepository
    from bot.policy.rules import Rules

Expected = tuple[str, str, str]  # what, path, name

MIGRATION = re.compile(r"(^|/)(migrations?|migrate|alembic/versions)/[^/]*\d[^/]*\.(py|rb|sql|ts|js|php|go|exs)$")
WORKFLOW = re.compile(r"^\.github/workflows/[^/]+\.ya?ml$")
TEST_FILE = re.compile(
    r"(^|/)(test_[^/]*\.py|[^/]*_test\.(py|go|rb|exs)|[^/]*_spec\.rb|[^/]*\.(test|spec)\.[cm]?[jt]sx?|[^/]*Test\.(java|kt|cs))$"
)
VENDORED = re.compile(r"(^|/)(vendor|node_modules|third_party)/")
SAME = 0.5  # of two tests' lines, from which on one is the other's successor


def main() -> None:
    """Print, for each repository and in all, how much of each kind was found."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("repositories", nargs="+")
    ask.add_argument("--last", type=int, default=300, help="changes of the default branch to look at (default: 300)")
    ask.add_argument("--misses", action="store_true", help="name what was not found")
    want = ask.parse_args()
    rules = compose(load(), None)
    total: Counter[tuple[str, bool]] = Counter()
    for name in want.repositories:
        one: Counter[tuple[str, bool]] = Counter()
        with open_repository(name) as repository:
            for change in recent_changes(repository, want.last):
                for expected, found in compare(repository, change.base_sha, change.head_sha, rules):
                    one[expected[0], found] += 1
                    if want.misses and not found:
                        print("   missed", change.head_sha[:10], *expected)
        total += one
        print(f"{name}: {in_words(one)}")
    print(f"all: {in_words(total)}")


def in_words(counts: Counter[tuple[str, bool]]) -> str:
    """Return what was found of each kind, and of all."""
    kinds = sorted({kind for kind, _ in counts})
    parts = [f"{kind} {counts[kind, True]}/{counts[kind, True] + counts[kind, False]}" for kind in kinds]
    found = sum(count for (_, hit), count in counts.items() if hit)
    share = f"{100 * found / counts.total():.1f} %" if counts.total() else "nothing to find"
    return ", ".join([*parts, share])


def compare(repository: LocalRepository, base: str, head: str, rules: Rules) -> Iterator[tuple[Expected, bool]]:
    """Yield what the oracle finds in one change, and whether a hotspot says so."""
    try:
        files = read_diff(diff_between(repository, base, head))
    except GitFailed as failure:
        print("   skipped", head[:10], failure)
        return
    files = tuple(sorted(files, key=lambda file: file.path))
    expected = list(oracle(repository, base, head, files, rules))
    if expected:
        hotspots = look(PullRequestFacts("", "", "", files), rules).hotspots
        for one in expected:
            yield one, is_found(one, hotspots)


def is_found(expected: Expected, hotspots: tuple[Hotspot, ...]) -> bool:
    """Return whether one of the hotspots is what the oracle found."""
    what, path, name = expected
    for spot in hotspots:
        paths = {place.path for place in spot.places}
        if what in ("dependency_added", "dependency_removed"):
            if spot.entry.id == what and plain(MAJOR.sub("", spot.name)) == plain(name):
                return True
        elif (path in paths and spot.entry.id.startswith(what)) or (what == "test_" and spot.name == name):
            return True
    return False


def oracle(
    repository: LocalRepository, base: str, head: str, files: tuple[FileChange, ...], rules: Rules
) -> Iterator[Expected]:
    """Yield what a parser finds."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    lost: dict[str, str] = {}
    kept: set[str] = set()
    indirect: set[str] = set()
    still: set[str] = set()
    for file in files:
        if VENDORED.search(file.path) or any(glob.matches(file.path) for glob in rules.hotspots.aside):
            continue
        old, new = texts(repository, base, head, file)
        if WORKFLOW.search(file.path) and file.status != "renamed" and old != new:
            yield "ci_workflow", file.path, ""
        elif (
            MIGRATION.search(file.path)
            and not TEST_FILE.search(file.path)
            and new is not None
            and file.status in ("added", "modified")
        ):
            yield "migration", file.path, ""
        if parser := parser_of(file.path):
            names = parsed(parser, old), parsed(parser, new)
            if names[0] is not None and names[1] is not None:
                before |= dict.fromkeys(names[0], file.path)
                indirect |= go_modules(old or "") if parser is go else set()
                after |= dict.fromkeys(names[1], file.path)
                still |= go_modules(new or "") if parser is go else set()
        if new is None and TEST_FILE.search(file.path):
            yield "test_deleted", file.path, ""
        elif file.path.endswith(".py"):
            mine, gone = tests_of_both(old, new)
            kept |= mine
            lost |= dict.fromkeys(gone, file.path) if TEST_FILE.search(file.path) else {}
    yield from (
        ("dependency_added", path, name) for name, path in after.items() if name not in before and name not in indirect
    )
    yield from (
        ("dependency_removed", path, name) for name, path in before.items() if name not in after and name not in still
    )
    yield from (("test_", path, name) for name, path in lost.items() if name not in kept)


def texts(repository: LocalRepository, base: str, head: str, file: FileChange) -> tuple[str | None, str | None]:
    """Return a file before and after, None where it is not; only what the oracle reads is fetched."""
    if not (parser_of(file.path) or file.path.endswith(".py") or WORKFLOW.search(file.path)):
        gone = file.status == "removed"
        return ("" if file.status != "added" else None), (None if gone else "")
    old = (
        None
        if file.status == "added" or base == repository.empty_tree
        else read_file(repository, base, file.old_path or file.path)
    )
    new = None if file.status == "removed" else read_file(repository, head, file.path)
    return decoded(old), decoded(new)


def decoded(raw: bytes | None) -> str | None:
    """Return a text as UTF-8."""
    return None if raw is None else raw.decode("utf-8", "replace")


def tests_of(text: str | None) -> dict[str, str] | None:
    """Return the test functions of a Python file with their code; None where it cannot be parsed."""
    try:
        tree = ast.parse(text or "")
    except (SyntaxError, ValueError, RecursionError):
        return None
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name: "\n".join(map(ast.unparse, node.body)) for node in functions if node.name.startswith("test_")}


def tests_of_both(old: str | None, new: str | None) -> tuple[set[str], set[str]]:
    """Return the tests that a file has now, and those that it lost; none where one side cannot be parsed."""
    before, after = tests_of(old), tests_of(new)
    return (set(), set()) if before is None or after is None else (set(after), lost_tests(before, after))


def lost_tests(old: dict[str, str], new: dict[str, str]) -> set[str]:
    """Return the tests that went and have no successor: a new one of which most lines are the same."""
    came = {name: code.splitlines() for name, code in new.items() if name not in old}
    out = set()
    for name in sorted(old.keys() - new.keys()):
        lines = old[name].splitlines()
        likeness = {other: SequenceMatcher(None, lines, code, autojunk=False).ratio() for other, code in came.items()}
        successor = max(likeness, key=likeness.__getitem__, default="")
        if successor and likeness[successor] >= SAME:
            del came[successor]
        else:
            out.add(name)
    return out


def parsed(parser: Callable[[str], set[str]], text: str | None) -> set[str] | None:
    """Return the names in a manifest; None where it cannot be parsed."""
    try:
        return parser(text) if text else set()
    except (ValueError, TypeError, AttributeError, KeyError, ET.ParseError):
        return None


if __name__ == "__main__":
    main()
