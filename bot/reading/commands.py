"""Which commands a comment holds: lines of ordinary paragraphs that begin with `/onesitting`, by the Markdown tree.

Quotations, code, HTML and its comments, tables, headings and list items hold none: a list of commands, as in a template
or an answer, explains them. Bounded for hostile comments; what lies beyond the bounds is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from bot.facts.commands import NotUnderstood
from bot.policy.commands import PREFIX
from bot.reading.command_words import read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from bot.facts.commands import Command
    from bot.policy.commands import CommandRules

MOST_CHARACTERS = 65_536
"""No comment on GitHub is longer."""
MOST_LINES = 1_000
"""The tree costs up to 25 µs a line, whatever stands there."""
MOST_PIPES = 4_000
"""Each may be a cell of a table, at 3 µs."""
MOST_IN_PARAGRAPHS = 2_000
"""Characters of paragraphs with commands, all together: brackets that nobody closes take quadratic time."""
MOST_COMMANDS = 10
MOST_NAMED = 100
"""Lines with the prefix that are remembered of one comment."""

_LINE = re.compile(rf"{PREFIX}(?=[ \t\n]|\Z)[^\n]*", re.IGNORECASE)
_CANDIDATE = re.compile(rf"^[ \t]*({PREFIX}(?:[ \t][^\n]*)?)$", re.IGNORECASE | re.MULTILINE)
_ANYWHERE = re.compile(PREFIX, re.IGNORECASE)
_TOKEN = "onesitting_command"  # noqa: S105 - a token of the Markdown tree


class NamedLine(NamedTuple):
    """A line with the prefix: its name (the digest of its words and how often they stood above), number and text."""

    name: str
    number: int
    text: str


def read_commands(body: str, rules: CommandRules, before: str = "") -> tuple[Command, ...]:
    """Return the commands of a comment in their order, at most ten; never raises.

    `before` is the text before an edit: a line that stood there, wherever in it and however marked up, was not added
    by the edit and is no command again.
    """
    text = _lines(body)
    if not _CANDIDATE.search(text):
        return ()
    old = _stood_before(_lines(before))
    found: list[Command] = []
    for line, words, is_certain in _command_lines(text):
        if old[_folded(words)] > 0:
            old[_folded(words)] -= 1
        elif len(found) < MOST_COMMANDS:
            found.append(read_line(words, line, rules) if is_certain else _not_read(words, line))
    return tuple(found)


def name_lines(body: str) -> tuple[NamedLine, ...]:
    """Return the lines that hold the prefix, commands or not, each under a name that an edit elsewhere leaves alone."""
    counted: Counter[str] = Counter()
    named = []
    for number, line in enumerate(_lines(body).split("\n"), 1):
        match = _ANYWHERE.search(line)
        if match is None:
            continue
        words = _folded(line[match.start() :])
        counted[words] += 1
        name = sha256(f"{counted[words]} {words}".encode(errors="replace")).hexdigest()[:32]
        named.append(NamedLine(name, number, line))
        if len(named) == MOST_NAMED:
            break
    return tuple(named)


def _lines(body: str) -> str:
    text = body[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])
    return "|".join(text.split("|", MOST_PIPES)[:MOST_PIPES]) if text.count("|") > MOST_PIPES else text


def _stood_before(before: str) -> Counter[str]:
    """Return how often each line tail that begins with the prefix stood there: in quotes and code as well."""
    tails: Counter[str] = Counter()
    for line in before.split("\n"):
        starts = [match.start() for match in _ANYWHERE.finditer(line)][:MOST_COMMANDS]
        tails.update(_folded(line[start:]) for start in starts)
    return tails


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _command_lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the line number, from 1, and the words of each command line.

    Last comes whether it certainly is one: paragraphs beyond the bound are not read, so it may stand in a code span.
    """
    left, before = MOST_IN_PARAGRAPHS, ""
    for token in _BLOCKS.parse(text):
        # Level 1 below a paragraph: inside no quotation, list, table or heading.
        is_paragraph, before = before == "paragraph_open" and token.level == 1, token.type
        if not is_paragraph or not _CANDIDATE.search(token.content):
            continue
        first = token.map[0] + 1 if token.map else 1
        left -= len(token.content)
        for line, words in _read(token.content) if left >= 0 else _guess(token.content):
            yield first + line, words, left >= 0


def _read(content: str) -> Iterator[tuple[int, str]]:
    """Yield the command lines of a paragraph, its lines counted from 0."""
    tokens: list[Token] = []
    _BLOCKS.inline.parse(content, _BLOCKS, {}, tokens)
    return (
        (token.meta["line"], token.content) for token in tokens if token.type == _TOKEN and not token.meta["linked"]
    )


def _guess(content: str) -> Iterator[tuple[int, str]]:
    return ((content.count("\n", 0, match.start()), match[1]) for match in _CANDIDATE.finditer(content))


def _command(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature of a rule
    """Recognise a command line where a line begins; what began before it (a code span, a comment) has swallowed it."""
    if state.src[state.pos] != "/":
        return False
    start = state.src.rfind("\n", 0, state.pos) + 1
    match = _LINE.match(state.src, state.pos)
    if match is None or state.src[start : state.pos].strip(" \t"):
        return False
    if not silent:
        token = state.push(_TOKEN, "", 0)
        # Only links are entered before their content is read: later, emphasis raises the level as well.
        token.content, token.meta = match[0], {"line": state.src.count("\n", 0, start), "linked": state.level > 0}
    state.pos = match.end()
    return True


def _not_read(words: str, line: int) -> NotUnderstood:
    says = "the paragraph around it is too long to be read for commands"
    return NotUnderstood(words.rstrip()[:100], says, "put an empty line before and after the command", line)


def _reader() -> MarkdownIt:
    """Return CommonMark with tables, stopped after the blocks: paragraphs without a command are not read further."""
    reader = MarkdownIt("commonmark").enable("table")
    reader.core.ruler.enableOnly(["normalize", "block"])
    reader.inline.ruler.before("text", _TOKEN, _command)
    return reader


_BLOCKS = _reader()
