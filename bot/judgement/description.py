"""What the people of a pull request wrote about it, freed of what they did not write: templates, trailers, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.html_comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.pull_request import PullRequestFacts

# Fixed patterns of our own, each linear in the text.
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_TRAILER = re.compile(r"^[A-Z][A-Za-z]+(?:-[A-Za-z]+)+: ?\S")
_GENERATED = re.compile(r"^\W*Generated (?:with|by) ", re.IGNORECASE)
_HEADING = re.compile(r"^ {0,3}#{1,6}(?: |$)")
_OPEN_BOX = re.compile(r"^\s*[-*+] \[ ?\]")
_TICKED_BOX = re.compile(r"^\s*[-*+] \[[xX]\]")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
_TELLS_THE_STORY = (
    r"close[sd]?|fix(?:e[sd])?|resolve[sd]?|implement(?:s|ed)?|address(?:es|ed)?|part of|refs?|references?|"
    r"relate[sd] to|issue|ticket|towards|follow[- ]?up (?:to|of|on)|discussed in|as (?:agreed|described) in|context|"
    r"background|motivation"
)
_CLOSES = re.compile(
    rf"\b(?:{_TELLS_THE_STORY})\b:?\s+(?:(?:[\w.-]+/[\w.-]+)?#\d+|https?://\S+/(?:issues|pull|discussions|browse)/[\w-]+|[A-Z]{{2,10}}-\d+\b)",
    re.IGNORECASE,
)
_REVERT = re.compile(r"^\W*revert\w*\b", re.IGNORECASE)
_MERGE = re.compile(r"^Merge (?:branch|pull request|remote-tracking|tag|commit)\b")


@dataclass(frozen=True, slots=True)
class Description:
    """The words about a change.

    `statements` are one-line summaries (the title, commit subjects, headings), `passages` paragraphs and list items of
    the body and of commit messages, `lines` the body's own lines outside code. `closes_issue` says whether an issue
    is named that this change closes, `is_revert` whether the change only takes another one back.
    """

    statements: tuple[str, ...]
    passages: tuple[str, ...]
    lines: tuple[str, ...]
    closes_issue: bool
    is_empty: bool
    is_revert: bool = False


def describe(facts: PullRequestFacts) -> Description:
    """Return the words of title, body and commit messages; the order of the commits does not matter."""
    body = _lines(facts.body)
    written = [line for line in body if not _OPEN_BOX.match(line) and not _noise(line)]
    own = [commit for commit in facts.commits if commit.parents <= 1 and not _is_merge(commit.message)]
    messages = sorted({commit.message for commit in own})
    subjects = [message.strip().partition("\n")[0] for message in messages]
    rests = [[ln for ln in _lines(message.strip().partition("\n")[2]) if not _noise(ln)] for message in messages]
    headings = [line for line in written if _HEADING.match(line)]
    passages = [*_passages(written), *(passage for rest in rests for passage in _passages(rest))]
    empty = not any(_says_something(line) for line in [*written, *(line for rest in rests for line in rest)])
    closes = any(_CLOSES.search(text) for text in [facts.title, *written, *messages])
    reverts = _REVERT.match(facts.title) is not None
    return Description(
        (facts.title, *subjects, *headings), tuple(passages), _outside_code(body), closes, empty, reverts
    )


def _is_merge(message: str) -> bool:
    return _MERGE.match(message.lstrip()) is not None


def _lines(text: str) -> list[str]:
    return without_comments(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def _noise(line: str) -> bool:
    return _TRAILER.match(line) is not None or _GENERATED.match(line) is not None


def _says_something(line: str) -> bool:
    if _HEADING.match(line) or _TICKED_BOX.match(line):
        return False
    return any(char.isalnum() for char in line)


def _passages(lines: Iterable[str]) -> list[str]:
    out: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            out.append([])
        elif _ITEM.match(line):
            out.append([line])
        else:
            out[-1].append(line)
    return [" ".join(passage) for passage in out if passage]


def _outside_code(lines: Iterable[str]) -> tuple[str, ...]:
    out: list[str] = []
    fence = ""
    for line in lines:
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened.group(1).startswith(fence) else fence
        elif opened:
            fence = opened.group(1)
        elif not line.lstrip().startswith(">"):
            out.append(line)
    return tuple(out)
