"""A fold: a telling summary and what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages.markdown import summary

if TYPE_CHECKING:
    from collections.abc import Sequence


def fold(says: str, body: str) -> str:
    """Return a `<details>` block; `says` is made inert here, `body` is Markdown of ours that ends with a line end."""
    return f"<details>\n<summary>{summary(says)}</summary>\n\n{body.rstrip()}\n\n</details>\n"


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], numbers: frozenset[int] = frozenset()) -> str:
    """Return a Markdown table with its header row; the columns in `numbers` are aligned right. Cells are escaped."""
    rule = ("---:" if column in numbers else "---" for column in range(len(header)))
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, tuple(rule), *rows))
