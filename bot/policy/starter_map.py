"""A first ownership map from what a repository has already: CODEOWNERS and labels. A proposal, for people to finish."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.policy.codeowners import CodeOwners

MOST_AREAS = 60
_AREA_LABEL = re.compile(r"(?:area|component|module|feature|product|scope|topic)\s*[:/-]\s*(\S.{0,60})", re.IGNORECASE)
_NOT_IN_ID = re.compile(r"[^a-z0-9.]+")
_GENERIC = {
    "src", "lib", "libs", "packages", "apps", "app", "services", "modules", "internal", "pkg", "cmd", "components",
    "crates", "projects", "main", "java", "python", "js", "ts",
}  # fmt: skip
_NO_PRODUCT = {"docs", "doc", "test", "tests", "ci", "scripts", "tools", "build", "examples", "config", "deploy"}
"""Folders that say how a product is made, not what it does."""


@dataclass(frozen=True, slots=True)
class KnownLabel:
    """A label that a repository has."""

    name: str
    description: str = ""


@dataclass(slots=True)
class _Proposal:
    title: str = ""
    owner: str = ""
    teams: list[str] = field(default_factory=list)
    description: str = ""
    labels: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def starter_map(codeowners: Sequence[CodeOwners], labels: Iterable[KnownLabel]) -> str:
    """Return the text of a map: an area for each area label and each folder with an owner; what is open says so.

    Who stands behind everything (`*`) is proposed for the rota. An area without a person has an empty owner, which
    `onesitting lint` names by line and column.
    """
    areas: dict[str, _Proposal] = {}
    for label in labels:
        match = _AREA_LABEL.fullmatch(label.name.strip())
        if match and (named := _id_of(match[1])):
            proposal = areas.setdefault(named, _Proposal())
            proposal.title, proposal.description = match[1], label.description
            proposal.labels.append(label.name)
    rota: list[str] = []
    for line in codeowners:
        named = _folder(line.pattern)
        if line.pattern in {"*", "/**", "**"}:
            rota = list(line.people)
        elif named:
            proposal = areas.setdefault(named, _Proposal(named))
            proposal.paths.append(line.pattern)
            proposal.owner = proposal.owner or next(iter(line.people), "")
            proposal.teams += [team for team in line.teams if team not in proposal.teams]
    return _written(dict(sorted(areas.items())[:MOST_AREAS]), rota)


def _folder(pattern: str) -> str:
    """Return the id of the area that a path speaks of: its first folder that says something about the product."""
    parts = [part for part in pattern.strip("/").split("/") if part and "*" not in part]
    parts = [part for part in parts if "." not in part.lstrip(".")] if pattern[-1:] != "/" else parts
    first = next((part for part in parts if part.lower() not in _GENERIC), "")
    return "" if first.startswith(".") or first.lower() in _NO_PRODUCT else _id_of(first)


def _id_of(name: str) -> str:
    return _NOT_IN_ID.sub("-", name.lower()).strip("-.")[:60]


def _written(areas: dict[str, _Proposal], rota: list[str]) -> str:
    lines = [
        "# A first ownership map, made of CODEOWNERS and labels: a proposal. Fill in what is empty, give each area",
        "# 8 to 24 keywords that users write, check it with `onesitting lint`, and begin with `mode: observe`.",
        "version: 1",
        "",
        "feedback:",
        "  mode: observe",
        "",
        f"rota: [{', '.join(rota)}]" if rota else "rota: []  # who looks at what nobody can place?",
        "",
        "areas:"
        if areas
        else "areas: {}  # no path in CODEOWNERS reads as a product area, and no label is like `area: checkout`",
    ]
    for named, area in areas.items():
        teams = (
            f"  # who, of {', '.join(area.teams)}? A team cannot be assigned to an issue" if area.teams else "  # who?"
        )
        lines += [f"  {_quoted(named)}:", f"    owner: {area.owner}" if area.owner else f"    owner:{teams}"]
        if area.title and area.title != named:
            lines.append(f"    title: {_quoted(area.title)}")
        if area.description:
            lines.append(f"    description: {_quoted(area.description)}")
        lines.append("    keywords: []")
        for name, values in (("labels", area.labels), ("paths", area.paths)):
            listed = ", ".join(map(_quoted, dict.fromkeys(values)))
            if listed:
                lines.append(f"    {name}: [{listed}]" if name == "labels" else f'    paths: {{"*": [{listed}]}}')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return foreign text as a double-quoted YAML scalar (JSON is one); a plain word stands as it is.

    Characters that nobody can see are left out: YAML allows few of them.
    """
    seen = "".join(filter(str.isprintable, text))
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", seen) and seen.lower() not in _WORDS
    return seen if plain else json.dumps(seen, ensure_ascii=False)


_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
"""Bare words that some readers of YAML take for something else."""
