"""Text of a file as GraphQL gives it, with the id that names it for ever."""

from __future__ import annotations

from typing import Any

from bot.facts.rule_text import RuleText

_NO_FILE = {0o040000: "a folder", 0o120000: "a symbolic link", 0o160000: "a submodule"}
"""Git's modes of what is no file. A link is not followed: it could lead to a file that nobody takes for rules."""


def rule_text(entry: dict[str, Any] | None, source: str, commit: str = "") -> RuleText | None:
    """Return the file behind an entry of a commit's tree; None where there is none.

    GitHub gives no text for a binary file and half the text of a huge one, and a folder, a link or a submodule may have
    a file's name: each becomes something that is refused in words, because a file that was meant to be in force must
    not vanish silently.
    """
    if not entry:
        return None
    blob, instead = entry.get("object") or {}, _NO_FILE.get(entry["mode"], "")
    if instead or "oid" not in blob:
        return RuleText(source, "", blob.get("oid") or "", commit, instead or "something else")
    if blob["isBinary"] or blob["text"] is None:
        return RuleText(source, "\0", blob["oid"], commit)
    text = str(blob["text"])
    # Cut or not, the size decides: the reader's limit is far below the length at which GitHub cuts.
    padding = "\n" * max(0, int(blob["byteSize"]) - len(text.encode())) if blob["isTruncated"] else ""
    return RuleText(source, text + padding, blob["oid"], commit)
