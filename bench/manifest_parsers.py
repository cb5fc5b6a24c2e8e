"""Parsers of manifests for bench/hotspot_recall.py, which share nothing with the patterns of rules/hotspots.yml."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

PACKAGE = re.compile(r"[A-Za-z0-9][\w.-]*")
MAJOR = re.compile(r"[/.]v\d+$")  # of a Go module's name
LOCAL = ("workspace:", "link:", "file:", "portal:")


def plain(name: str) -> str:
    """Return a name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name.lower())


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
            out.add(MAJOR.sub("", words[0] if block else words[1]))
    return out


def go_modules(text: str) -> set[str]:
    """Return every module that a go.mod names, needed directly or not."""
    return {MAJOR.sub("", word) for line in text.splitlines() for word in line.split()[:2] if "/" in word}


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
