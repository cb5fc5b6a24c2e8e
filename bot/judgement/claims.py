"""What a description says is in the change, where it can be looked up: files, flags, names, tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.change import FileChange
    from bot.facts.verdict import FileReading
    from bot.judgement.description import Description
    from bot.policy.signals import SignalRule

Claimed = Literal["file", "flag", "name", "tests"]

MOST = 50
"""Claims that are looked up; a description that makes more is a list of something else."""

# A line that begins with what was done, and then names the thing: the only form that is taken for a claim.
_DONE = re.compile(
    r"^\s*(?:[-*+]|\d+[.)])?\s*(?:add(?:s|ed)?|introduce[sd]?|create[sd]?|implement(?:s|ed)?|delete[sd]?|remove[sd]?|rename[sd]?)"
    r"\s+(?:(?:the|a|an|new|unused|dead|old)\s+){0,2}`([^`\s]{3,120})`",
    re.IGNORECASE,
)
_FILE = re.compile(r"^(?:\.?/)?[\w@.+-]+(?:/[\w@.+-]+)*\.[A-Za-z][A-Za-z0-9]{0,5}$")
_FLAG = re.compile(r"^--[A-Za-z][\w-]+$")
_NAME = re.compile(r"^[A-Za-z_$][\w$]{3,}(?:\(\))?$")
_TEST_LINE = re.compile(r"(?i)\b(?:test|it|describe|assert\w*|expect|should)\b|#\[test\]|_test\b|\btest_|Test")
_CODE = frozenset({"source", "generated", "vendored", "data"})
"""Kinds of files in which a test may stand that is not known as one; a workflow called `tests` is none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the description says is in the change; `text` as it is written there."""

    kind: Claimed
    text: str


def claims_of(description: Description, rule: SignalRule) -> tuple[Claim, ...]:
    """Return the claims that can be looked up, in the order of the description, each once."""
    found: dict[Claim, None] = {}
    for line in description.lines:
        if match := _DONE.match(line):
            found.update(dict.fromkeys(_named(match[1])))
        elif any(p.search(line) for p in rule.patterns) and not any(p.search(line) for p in rule.not_patterns):
            found[Claim("tests", line.strip())] = None
    return tuple(found)[:MOST]


def absent(
    claims: tuple[Claim, ...], files: tuple[FileChange, ...], readings: tuple[FileReading, ...]
) -> tuple[Claim, ...]:
    """Return the claims of which the change shows nothing. `files` were seen whole; `readings` are theirs."""
    if not claims:
        return ()
    paths = "\n".join(f"/{path}" for file in files for path in (file.path, file.old_path or "")).lower()
    text = "\n".join((*(line.text for f in files for h in f.hunks for line in h.lines), *_sections(files))).lower()
    tested = _has_tests(files, readings)
    return tuple(claim for claim in claims if not _stands(claim, paths, text, tested=tested))


def _has_tests(files: tuple[FileChange, ...], readings: tuple[FileReading, ...]) -> bool:
    """Return whether the change brings anything that may be a test; a deleted one does not count."""
    kept = [(file, reading) for file, reading in zip(files, readings, strict=True) if file.status != "removed"]
    if any(reading.counts == "tests" or reading.kind == "snapshot" for _, reading in kept):
        return True
    code = [file for file, reading in kept if reading.kind in _CODE]
    added = (line.text for file in code for hunk in file.hunks for line in hunk.lines if line.sign == "+")
    return any("test" in file.path for file in code) or any(_TEST_LINE.search(text) for text in added)


def _stands(claim: Claim, paths: str, text: str, *, tested: bool) -> bool:
    if claim.kind == "tests":
        return tested
    wanted = claim.text.lower().removesuffix("()").removeprefix("./").lstrip("/")
    return wanted in text or wanted in paths or (claim.kind == "flag" and wanted.lstrip("-") in text)


def _sections(files: tuple[FileChange, ...]) -> Iterable[str]:
    return (hunk.section for file in files for hunk in file.hunks)


def _named(span: str) -> Iterable[Claim]:
    if _FLAG.match(span):
        yield Claim("flag", span)
    elif _FILE.match(span):
        yield Claim("file", span)
    elif _NAME.match(span):
        yield Claim("name", span)
