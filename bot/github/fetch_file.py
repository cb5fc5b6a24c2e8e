"""One file at the tip of a default branch, for a metric that is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable
from bot.facts.source import Fetched
from bot.github.file_queries import FILE_TEXT

if TYPE_CHECKING:
    from bot.github.client import GitHub


async def fetch_file(github: GitHub, full_name: str, path: str) -> Fetched:
    """Return a file's bytes, or why they are not there; the token opens the installation's repositories alone."""
    owner, _, name = full_name.partition("/")
    try:
        data = await github.for_reading_files().ask(FILE_TEXT, owner=owner, name=name, expression=f"HEAD:{path}")
    except FactsUnavailable as unavailable:
        return Fetched(failed=f"GitHub does not show {full_name}: {unavailable.advice.reason}")
    blob = (data["repository"] or {}).get("object") or {}
    if "oid" not in blob:
        return Fetched(failed=f"there is no file {path} in {full_name} that the app may read")
    if blob["isBinary"] or blob["isTruncated"] or blob["text"] is None:
        return Fetched(failed=f"{path} is too large, or no text")
    return Fetched(str(blob["text"]).encode())
