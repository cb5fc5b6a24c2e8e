"""The texts of files at a pull request's head, in one question, or in two where their sizes have to be known first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.facts.pull_request import PullRequestFacts
    from bot.github.client import GitHub

MOST_FILES = 100
FEW_FILES = 8
"""Files whose texts are asked for at once: GitHub cuts a text at 512 KB, so that is bounded."""
LARGEST = 256 * 1024
ALL_TOGETHER = 4 * 1024 * 1024
"""Bytes: larger files, and what would be more than this in all, are left out."""


async def fetch_texts(github: GitHub, facts: PullRequestFacts, paths: Sequence[str]) -> dict[str, str]:
    """Return texts by path; those that are binary, too large or gone are left out. Raises FactsUnavailable."""
    chosen = list(paths[:MOST_FILES])
    if len(chosen) > FEW_FILES:
        sizes = await _ask(github, facts, chosen, "byteSize isBinary")
        chosen = _within([(path, blob) for path, blob in zip(chosen, sizes, strict=True) if blob])
    if not chosen:
        return {}
    blobs = await _ask(github, facts, chosen, "byteSize isBinary isTruncated text")
    return {
        path: str(blob["text"])
        for path, blob in zip(chosen, blobs, strict=True)
        if blob and not blob["isBinary"] and not blob["isTruncated"] and blob["text"] is not None
    }


def _within(sized: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """Return the paths, the smallest first, that are text and fit the bounds."""
    chosen, total = [], 0
    for path, blob in sorted(sized, key=lambda each: (int(each[1]["byteSize"]), each[0])):
        total += int(blob["byteSize"])
        if not blob["isBinary"] and int(blob["byteSize"]) <= LARGEST and total <= ALL_TOGETHER:
            chosen.append(path)
    return chosen


async def _ask(
    github: GitHub, facts: PullRequestFacts, paths: Sequence[str], fields: str
) -> list[dict[str, Any] | None]:
    """Return a blob for each path, None where there is none. REST would take a request for each file."""
    home = facts.repository
    if home is None:
        return [None] * len(paths)
    declared = "".join(f", $path{at}: String!" for at in range(len(paths)))
    asked = " ".join(
        f"file{at}: object(expression: $path{at}) {{ ... on Blob {{ {fields} }} }}" for at in range(len(paths))
    )
    query = (
        f"query FileTexts($owner: String!, $name: String!{declared}) "
        f"{{ repository(owner: $owner, name: $name) {{ {asked} }} }}"
    )
    named = {f"path{at}": f"{facts.head_sha}:{path}" for at, path in enumerate(paths)}
    data = await github.ask(query, owner=home.owner, name=home.name, **named)
    place = data["repository"] or {}
    return [place.get(f"file{at}") or None for at in range(len(paths))]
