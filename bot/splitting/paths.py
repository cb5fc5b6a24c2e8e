"""What paths tell: stems that a test shares with its source, words, folders."""

from __future__ import annotations

import re

from bot.splitting.words import parts_of

_LETTERS = re.compile(r"[A-Za-z]+")
_TEST_WORD = re.compile(r"(?:^|[_.\-])(?:test|tests|spec|specs)(?=$|[_.\-])", re.IGNORECASE)
_TEST_AFFIX = re.compile(r"^(?:test_|Test(?=[A-Z]))|(?:_test|_spec|Test|Tests|Spec)$")
_TEST_FOLDER = re.compile(r"(?:^|/)(?:tests?|specs?|__tests__|testing|e2e|playground|testdata|fixtures)(?:/|$)")
_EVERYWHERE = frozenset(
    ["index", "mod", "main", "init", "__init__", "lib", "types", "utils", "util", "readme", "package",
    "changelog", "config", "constants", "common", "helpers", "errors", "test", "tests", "setup", "conftest"]
)  # fmt: skip


def stem(path: str) -> str:
    """Return a file's name without extensions and without what makes it a test; empty where every folder has one."""
    name = path.rpartition("/")[2]
    base = name if name.startswith(".") else name.split(".")[0]
    base = _TEST_AFFIX.sub("", _TEST_WORD.sub("", base)).strip("_-.").lower()
    return "" if base in _EVERYWHERE else base


def in_test_folder(path: str) -> bool:
    """Return whether a folder of the path is one that tests are kept in."""
    return _TEST_FOLDER.search(path) is not None


def path_words(path: str) -> frozenset[str]:
    """Return the words of a path."""
    return frozenset(part for letters in _LETTERS.findall(path) for part in parts_of(letters))


def folders(path: str) -> tuple[str, ...]:
    """Return the folders of a path, the outermost first."""
    return tuple(path.split("/")[:-1])


def shared_folders(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of folders that two paths have in common from the root on."""
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same / max(len(one), len(other), 1)
