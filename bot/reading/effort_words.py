"""How the parts of an effort are named: "412 lines of source", "7 files to open"."""

from __future__ import annotations

from typing import TypeAlias

Part: TypeAlias = tuple[str, str]
"""What minutes are spent on, and of which kind of file (or entry of the file rules); the kind may be empty."""

_NOUNS = {
    "lines": ("line", " of "), "systematic": ("line", " edited like others"), "moved": ("moved line", ""),
    "removed": ("removed line", ""),
    "import": ("import line", ""), "comment": ("comment line", ""), "whitespace": ("line", " of layout only"),
    "files": ("file", " to open"), "glance": ("file", " to pass"), "deleted": ("deleted file", ""),
}  # fmt: skip
_KINDS = {
    "source": "source", "test": "tests", "configuration": "configuration", "documentation": "documentation",
    "migration": "migrations", "data": "data", "i18n": "translations", "snapshot": "snapshots",
}  # fmt: skip


def in_words(part: Part, amount: int, files: int, folders: int) -> str:
    """Return a part in words. `files` and `folders` are those a person reads in, named where the spread is meant."""
    what, kind = part
    if what == "spread":
        return f"spread over {_number(files, 'file')} in {_number(folders, 'folder')}"
    if what == "entry":
        return _number(amount, kind.replace("-", " "))
    noun, rest = _NOUNS[what]
    return f"{_number(amount, noun)}{rest}{_KINDS.get(kind, kind)}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
