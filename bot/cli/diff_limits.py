"""How much of a diff is read: beyond it no person reviews, and what was left out is said."""

import re
from itertools import islice

MOST_CHARACTERS = 16 * 1024 * 1024
MOST_LINES = 300_000
MOST_FILES = 3_000  # as many as GitHub lists of a pull request

_HEADER = "diff --git "
_FILE = re.compile(f"^{_HEADER}", re.MULTILINE)


def limited_diff(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the part of a diff that is read, cut where a file ends, and what was not seen, in words."""
    ends = {
        f"it is larger than {MOST_CHARACTERS // 1024 // 1024} MB": MOST_CHARACTERS,
        f"it has more than {MOST_LINES:,} lines": _end_of_line(text, MOST_LINES),
        f"it has more than {MOST_FILES:,} files": _start_of_file(text, MOST_FILES),
    }
    why, end = min(ends.items(), key=lambda item: item[1])
    if end >= len(text):
        return text, ()
    cut = text.rfind("\n" + _HEADER, 0, end + len(_HEADER))
    kept = text[: cut + 1] if cut > 0 else text[:end]
    left = sum(1 for _ in _FILE.finditer(text, len(kept)))
    return kept, (f"The diff was not read to its end: {why}. {left:,} more files stand behind that place.",)


def _end_of_line(text: str, number: int) -> int:
    if text.count("\n") <= number:
        return len(text)
    found = next(islice(re.finditer("\n", text), number - 1, None))
    return found.end()


def _start_of_file(text: str, number: int) -> int:
    found = next(islice(_FILE.finditer(text), number, None), None)
    return len(text) if found is None else found.start()
