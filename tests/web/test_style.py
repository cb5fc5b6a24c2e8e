"""The stylesheet: what is read can be read, in both themes."""

from __future__ import annotations

import re

import pytest

from bot.web.rendering import STYLE

LIGHT, _, REST = STYLE.partition("@media (prefers-color-scheme: dark)")
DARK = REST.partition("* {")[0]
PAIRS = [
    ("ink", "paper"), ("ink", "raised"), ("faint", "paper"), ("link", "paper"), ("link", "raised"), ("on-act", "act"),
    ("good", "good-paper"), ("bad", "bad-paper"), ("note", "note-paper"), ("bad", "paper"), ("link", "good-paper"),
    ("link", "bad-paper"), ("link", "note-paper"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of `#rrggbb`."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "paper"), PAIRS)
def test_words_stand_out_from_what_is_behind_them(theme: str, text: str, paper: str) -> None:
    """4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", theme))
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[paper])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
