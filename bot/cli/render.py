"""GitHub's Markdown in a terminal: folds become indented blocks, hidden comments stay hidden."""

import html
import re
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from bot.messages.terminal import block_for_terminal, for_terminal

_FOLD = re.compile(r"^\s*<details[^>]*>\s*(?:<summary>(?P<summary>.*?)</summary>)?\s*$")
_SUMMARY = re.compile(r"^\s*<summary>(?P<summary>.*?)</summary>\s*$")
_END = re.compile(r"^\s*</details>\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def markdown(text: str) -> RenderableType:
    """Return a comment as GitHub would show it, as far as a terminal can: every fold is shown open."""
    lines = _COMMENT.sub("", text).split("\n")
    return Group(*_blocks(iter(lines)))


def show(console: Console, text: str) -> None:
    """Print a comment."""
    console.print(markdown(text))


def _blocks(lines: Iterable[str]) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    plain: list[str] = []
    source = iter(lines)
    for line in source:
        if fold := _FOLD.match(line):
            _flush(plain, blocks)
            inner = _inside(source)
            summary = fold["summary"] or _take_summary(inner)
            blocks.append(Text("▸ " + _words(summary), style="bold"))
            blocks.append(Padding(Group(*_blocks(inner)), (0, 0, 0, 2)))
        else:
            plain.append(line)
    _flush(plain, blocks)
    return blocks


def _inside(source: Iterable[str]) -> list[str]:
    """Return the lines up to the fold's own end, with folds inside it whole."""
    depth, inner = 1, []
    for line in source:
        depth += bool(_FOLD.match(line)) - bool(_END.match(line))
        if not depth:
            break
        inner.append(line)
    return inner


def _take_summary(inner: list[str]) -> str:
    for index, line in enumerate(inner[:3]):
        if found := _SUMMARY.match(line):
            del inner[: index + 1]
            return found["summary"]
    return "Details"


def _flush(plain: list[str], blocks: list[RenderableType]) -> None:
    text = "\n".join(plain).strip("\n")
    if text.strip():
        blocks.append(Markdown(_TAG.sub("", block_for_terminal(text))))
    plain.clear()


def _words(summary: str) -> str:
    return for_terminal(html.unescape(_TAG.sub("", summary)))
