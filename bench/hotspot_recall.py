"""How many changes that a parser finds are hotspots: `python bench/hotspot_recall.py REPOSITORY... [--last 300]`.

An oracle that shares nothing with rules/hotspots.yml reads each manifest before and after a change with a parser, the
Python tests with `ast`, and workflows and migrations by their path; then the hotspots of the same change are held
against it. A Go module that only stops being `// indirect` was there before. Fixtures and samples (`aside:`) and
what is vendored are left out on both sides. Each repository is a local clone; nothing of it is run.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import tomllib
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bot.facts.pull_request import PullRequestFacts
from bot.judgement.verdict import look
from bot.localgit import GitFailed, diff_between, open_repository, read_file, recent_changes
from bot.policy.compose import compose
from bot.reading.diff import read_diff
from bot.shipped import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from bot.facts.change import FileChange
    from bot.judgement.hotspots import Hotspot
    from bot.localgit import LocalRepository
    from bot.policy.rules import Rules

Expected = tuple[str, str, str]  # what, path, name

PACKAGE = re.compile(r"[A-Za-z0-9][\w.-]*")
MIGRATION = re.compile(r"(^|/)(migrations?|migrate|alembic/versions)/[^/]*\d[^/]*\.(py|rb|sql|ts|js|php|go|exs)$")
WORKFLOW = re.compile(r"^\.github/workflows/[^/]+\.ya?ml$")
TEST_FILE = re.compile(
    r"(^|/)(test_[^/]*\.py|[^/]*_test\.(py|go|rb|exs)|[^/]*_spec\.rb|[^/]*\.(test|spec)\.[cm]?[jt]sx?|[^/]*Test\.(java|kt|cs))$"
)
VENDORED = re.compile(r"(^|/)(vendor|node_modules|third_party)/")
LOCAL = ("workspace:", "link:", "file:", "portal:")


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
            if spot.entry.id == what and plain(spot.name) == plain(name):
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
        elif MIGRATION.search(file.path) and new is not None and file.status in ("added", "modified"):
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
            kept |= tests_of(new)
            if TEST_FILE.search(file.path):
                lost |= dict.fromkeys(tests_of(old) - tests_of(new), file.path)
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


def plain(name: str) -> str:
    """Return a name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name.lower())


def tests_of(text: str | None) -> set[str]:
    """Return the test functions of a Python file, by its syntax tree."""
    try:
        tree = ast.parse(text or "")
    except (SyntaxError, ValueError, RecursionError):
        return set()
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def parsed(parser: Callable[[str], set[str]], text: str | None) -> set[str] | None:
    """Return the names in a manifest; None where it cannot be parsed."""
    try:
        return parser(text) if text else set()
    except (ValueError, TypeError, AttributeError, KeyError, ET.ParseError):
        return None


def npm(text: str) -> set[str]:
    """Return the dependencies of a package.json."""
    data = json.loads(text)
    sections = (data.get(f"{kind}ependencies") or {} for kind in ("d", "devD", "peerD", "optionalD"))
    return {name for section in sections for name, asked in section.items() if not str(asked).startswith(LOCAL)}


def composer(text: str) -> set[str]:
    """Return the packages of a composer.json; `php` and its extensions are none."""
    data = json.loads(text)
    return {name for kind in ("require", "require-dev") for name in data.get(kind) or {} if "/" in name}


def pyproject(text: str) -> set[str]:
    """Return the distributions of a pyproject.toml (PEP 621, PEP 735, Poetry)."""
    data = tomllib.loads(text)
    project = data.get("project", {})
    lists = [project.get("dependencies", []), *project.get("optional-dependencies", {}).values()]
    lists += [[one for one in group if isinstance(one, str)] for group in data.get("dependency-groups", {}).values()]
    lists.append(data.get("build-system", {}).get("requires", []))
    poetry = data.get("tool", {}).get("poetry", {})
    tables = [poetry.get("dependencies", {}), poetry.get("dev-dependencies", {})]
    tables += [group.get("dependencies", {}) for group in poetry.get("group", {}).values()]
    names = {first(one) for many in lists for one in many} | {name for table in tables for name in table}
    return {plain(name) for name in names} - {"python", ""}


def requirements(text: str) -> set[str]:
    """Return the distributions of a requirements file."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {plain(first(line)) for line in lines if line and not line.startswith("-") and PACKAGE.match(line)} - {""}


def first(line: str) -> str:
    """Return the name at the beginning of a requirement."""
    match = PACKAGE.match(line.strip())
    return match[0] if match else ""


def go(text: str) -> set[str]:
    """Return the modules that a go.mod requires."""
    block, out = "", set()
    for line in (line.strip() for line in text.splitlines()):
        words = line.split()
        if line.endswith("("):
            block = words[0]
        elif line == ")":
            block = ""
        elif words and "indirect" not in line and (block == "require" or words[0] == "require"):
            out.add(words[0] if block else words[1])
    return out


def go_modules(text: str) -> set[str]:
    """Return every module that a go.mod names, needed directly or not."""
    return {word for line in text.splitlines() for word in line.split()[:2] if "/" in word}


def cargo(text: str) -> set[str]:
    """Return the crates of a Cargo.toml that do not come from the same workspace."""
    data = tomllib.loads(text)
    tables = list(cargo_tables(data)) + list(cargo_tables(data.get("workspace", {})))
    for target in data.get("target", {}).values():
        tables += cargo_tables(target)
    return {name for table in tables for name, asked in table.items() if not is_own(asked)}


def cargo_tables(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the tables of dependencies."""
    for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
        yield data.get(kind, {})


def is_own(asked: object) -> bool:
    """Return whether a crate lies in the same repository, or its version in the workspace."""
    return isinstance(asked, dict) and ("path" in asked or "workspace" in asked)


def maven(text: str) -> set[str]:
    """Return the artifacts of a pom.xml."""
    tree = ET.fromstring(re.sub(r'\sxmlns="[^"]+"', "", text, count=1))  # noqa: S314 - a measurement on a clone of one's own choice
    return {found for node in tree.iter("dependency") if (found := (node.findtext("artifactId") or "").strip())}


def nuget(text: str) -> set[str]:
    """Return the packages of a project file."""
    tree = ET.fromstring(text.lstrip("\ufeff"))  # noqa: S314 - as above
    return {node.get("Include", "") for node in tree.iter("PackageReference")} - {""}


def gemfile(text: str) -> set[str]:
    """Return the gems; a Gemfile is a program, and its plain lines are what it mostly is."""
    calls = re.findall(r"""^\s*gem[ (]+["']([\w.-]+)["'](?!.*\bpath:)""", text, re.MULTILINE)
    return set(calls)


def parser_of(path: str) -> Callable[[str], set[str]] | None:
    """Return what parses a manifest; None for every other file."""
    name = PurePosixPath(path).name
    if re.fullmatch(r"[\w-]*requirements[\w-]*\.(txt|in)", name) or re.search(
        r"(^|/)requirements/[^/]+\.(txt|in)$", path
    ):
        return requirements
    if name.endswith((".csproj", ".fsproj")):
        return nuget
    return PARSERS.get(name)


PARSERS: dict[str, Callable[[str], set[str]]] = {
    "package.json": npm,
    "composer.json": composer,
    "pyproject.toml": pyproject,
    "go.mod": go,
    "Cargo.toml": cargo,
    "pom.xml": maven,
    "Gemfile": gemfile,
}

if __name__ == "__main__":
    main()
