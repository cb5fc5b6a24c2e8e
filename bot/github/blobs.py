"""Text of a file as GraphQL gives it, with the id that names it for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleText:
    """A YAML file as it stands in a repository: `source` is what messages call it, `revision` its blob id."""

    source: str
    text: str
    revision: str


def rule_text(blob: dict[str, Any] | None, source: str) -> RuleText | None:
    """Return the file; None where it does not exist.

    GitHub gives no text for a binary file and half the text of a huge one: both become a text that the YAML reader
    refuses in words, because a file that was meant to be in force must not vanish silently.
    """
    if not blob or "oid" not in blob:
        return None
    if blob["isBinary"] or blob["text"] is None:
        return RuleText(source, "\0", blob["oid"])
    text = str(blob["text"])
    # Cut or not, the size decides: the reader's limit is far below the length at which GitHub cuts.
    padding = "\n" * max(0, int(blob["byteSize"]) - len(text.encode())) if blob["isTruncated"] else ""
    return RuleText(source, text + padding, blob["oid"])
