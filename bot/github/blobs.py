"""Text of a file as GraphQL gives it, with the id that names it for ever."""

from __future__ import annotations

from typing import Any

from bot.facts.rule_text import RuleText


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
