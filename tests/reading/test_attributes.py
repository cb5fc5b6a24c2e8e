"""`.gitattributes` means what git says it means."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.attributes import read_attributes
from tests.reading.diffs import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    "*.js linguist-generated",
    "*.js linguist-generated=true",
    "*.js linguist-generated=false",
    "*.js -linguist-generated",
    "src/*.js linguist-generated\n*.js -linguist-generated",
    "*.js linguist-generated\nsrc/a.js !linguist-generated",
    "/a.js linguist-generated",
    "src linguist-generated",
    "src/ linguist-generated",
    "src/** linguist-generated",
    "**/deep/* linguist-generated",
    "src/**/a.js linguist-generated",
    "src/*/a.js linguist-generated",
    '"with space.js" linguist-generated',
    "with?space.js linguist-generated",
    "[a-c].js linguist-generated",
    "[!a].js linguist-generated",
    "{a,b}.js linguist-generated",
    "# *.js linguist-generated",
    "!*.js linguist-generated",
    "[attr]made linguist-generated\n*.js made",
    "*.js text linguist-vendored linguist-generated # no comment here",
    "  *.js\tlinguist-generated\r",
    "a**.js linguist-generated",
    "src/d**.js linguist-generated",
    "src**/a.js linguist-generated",
    "s**/a.js linguist-generated",
    "** linguist-generated",
    "[[:lower:]].js linguist-generated",
    "*.js linguist-generated=false linguist-generated",
]
PATHS = ["a.js", "b.js", "src/a.js", "src/deep/a.js", "src/deep/er/a.js", "with space.js", "{a,b}.js", "src/a.py"]


@pytest.mark.parametrize("text", LINES)
def test_git_says_the_same(tmp_path: Path, text: str) -> None:
    """`git check-attr` is asked about each path, and every answer is ours."""
    (tmp_path / ".gitattributes").write_text(text + "\n")
    commit_all(tmp_path)
    words = git(tmp_path, "check-attr", "-z", "linguist-generated", "--", *PATHS).split("\0")[2::3]
    meaning: dict[str, bool | None] = {"set": True, "true": True, "unset": False, "false": False, "unspecified": None}
    ours = [read_attributes(text + "\n").of(path).get("generated") for path in PATHS]
    assert dict(zip(PATHS, ours, strict=True)) == {path: meaning[word] for path, word in zip(PATHS, words, strict=True)}


def test_three_attributes_are_read_and_no_other() -> None:
    """What concerns language figures only says nothing about review."""
    text = "* linguist-vendored -linguist-documentation linguist-detectable=false linguist-language=Go binary"
    assert dict(read_attributes(text).of("a")) == {"vendored": True, "documentation": False}


@given(st.text('ab*?[]!\\"# /\n\t-=', max_size=60), st.text("ab/\ud800", max_size=8))
def test_any_text_answers(text: str, path: str) -> None:
    """Whatever stands in the file, every path has an answer."""
    said = read_attributes(text.replace("=", "linguist-generated")).of(path)
    assert set(said) <= {"generated"}


@pytest.mark.parametrize("pattern", ["[" * 300, "*a" * 150, "[" * 2_000])
def test_hostile_patterns_are_read_in_bounded_time(pattern: str) -> None:
    """Five hundred of the worst lines take 0.2 s; brackets that nobody closes once took three minutes."""
    start = time.process_time()
    read_attributes(f"{pattern} linguist-generated\n" * 500)
    assert time.process_time() - start < 2
